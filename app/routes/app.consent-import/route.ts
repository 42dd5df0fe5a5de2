import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import {
  type ActionFunctionArgs,
  createReadableStreamFromReadable,
  type LoaderFunctionArgs,
} from "@remix-run/node";
import { isSupportedCountry } from "libphonenumber-js";
import { z } from "zod";
import { now } from "#app/clock.ts";
import { csvLine } from "#app/consent/csv-cell.ts";
import { SEPARATORS } from "#app/consent/csv-separator.ts";
import { OPT_IN_CHANNELS } from "#app/consent/disclosure-rules.ts";
import { tryBatch } from "#app/consent/import-batch.ts";
import { NoList, type Outcome, readFile, settleRows } from "#app/consent/import-file.ts";
import { readOutcomes } from "#app/consent/import-parts.ts";
import type { ImportPlan, Stands } from "#app/consent/import-row.ts";
import { sayOutcome } from "#app/consent/outcome-words.ts";
import { PURPOSES } from "#app/consent/purposes.ts";
import { takeImport } from "#app/consent/take-import.ts";
import { readShop } from "#app/db.server.ts";
import { requireStaff } from "#app/shop/require-staff.server.ts";

/** Of rows that would not be taken, so many are shown on the screen. */
const SHOWN = 200;

/**
 * `POST` with the file as the body: `run=try` says what would become of each row and writes nothing, `run=write` takes it
 * in and leaves a job to write it. The same file twice changes nothing the second time.
 */
export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const { shopId, staff } = await requireStaff(request, "manage");
  const asked = planShape.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!asked.success || !request.body)
    return Response.json({ fault: asked.error ? faultOf(asked.error) : NO_COLUMNS }, { status: 400 });
  const { run, name, channel, purpose, country, separator, ...columns } = asked.data;
  const plan: ImportPlan = { channel, purpose, country, separator, columns };
  const file = Readable.fromWeb(request.body as ReadableStream);
  try {
    return Response.json(
      run === "try"
        ? await tryFile(shopId, file, plan)
        : await takeImport(shopId, file, { plan, name, staffId: staff.id }),
    );
  } catch (error) {
    if (error instanceof NoList) return Response.json({ fault: error.message }, { status: 400 });
    if (isCsvFault(error))
      return Response.json({ fault: "This is no CSV file that can be read." }, { status: 400 });
    throw error;
  }
}

const column = z.string().max(200);
const optional = column.optional().transform((name) => name || null);
const planShape = z.object({
  run: z.enum(["try", "write"]),
  name: z.string().max(200).default("list.csv"),
  channel: z.enum(OPT_IN_CHANNELS),
  purpose: z.enum(PURPOSES),
  country: z
    .string()
    .trim()
    .toUpperCase()
    .refine(isSupportedCountry, "That is no country: write it with its two letters, such as US, GB or DE.")
    .optional()
    .transform((code) => code ?? null),
  separator: z.enum(SEPARATORS).default(","),
  address: column.min(1),
  state: optional,
  at: optional,
  level: optional,
  words: optional,
});

const NO_COLUMNS = "The columns are not complete.";

const faultOf = ({ issues }: z.ZodError): string =>
  issues.find(({ path }) => path[0] === "country")?.message ?? NO_COLUMNS;

async function tryFile(shopId: string, file: Readable, plan: ImportPlan) {
  const before = new Map<string, Stands>();
  const counts: Partial<Record<Outcome, number>> = {};
  const notTaken: { line: number; outcome: Outcome }[] = [];
  let rows = 0;
  for await (const batch of readFile(file, plan, now())) {
    const outcomes = await settleRows(batch, (facts) =>
      readShop(shopId, (shop) => tryBatch(shop, { plan, facts }, before)),
    );
    rows += batch.length;
    for (const [n, outcome] of outcomes.entries()) {
      counts[outcome] = (counts[outcome] ?? 0) + 1;
      if (outcome !== "taken" && notTaken.length < SHOWN) notTaken.push({ line: batch[n]!.line, outcome });
    }
  }
  return { rows, counts, notTaken };
}

const isCsvFault = (error: unknown): boolean =>
  error instanceof Error && /^CSV_/.test(String(Reflect.get(error, "code")));

/** What became of a list row by row, each by its row in a spreadsheet: the addresses stand in the file that whoever brought it has. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const { shopId } = await requireStaff(request, "manage");
  const importId = new URL(request.url).searchParams.get("id") ?? "";
  const lines = Readable.from(linesOf(shopId, importId));
  return new Response(createReadableStreamFromReadable(lines), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="import-report.csv"',
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    },
  });
}

async function* linesOf(shopId: string, importId: string): AsyncGenerator<string> {
  yield csvLine(["row in the file", "outcome", "in words"]);
  for (let part = 0; ; part++) {
    const outcomes = await readShop(shopId, (shop) => readOutcomes(shop, importId, part));
    if (!outcomes) return;
    yield outcomes
      .map(({ line, outcome }) => csvLine([String(line ?? ""), outcome, sayOutcome(outcome)]))
      .join("");
  }
}
