import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { now } from "#app/clock.ts";
import { csvLine } from "#app/consent/csv-cell.ts";
import { tryBatch, writeBatch } from "#app/consent/import-batch.ts";
import { NoList, readFile, type RowReport } from "#app/consent/import-file.ts";
import { endImport, noteBatch, startImport } from "#app/consent/import-log.ts";
import type { ImportFact, ImportPlan, Stands } from "#app/consent/import-row.ts";
import { OPT_IN_CHANNELS } from "#app/consent/disclosure-rules.ts";
import { PURPOSES } from "#app/consent/purposes.ts";
import { inShop, readShop } from "#app/db.server.ts";
import { requireStaff } from "#app/shop/require-staff.server.ts";

/** Of rows that were not taken, so many are shown on the screen; the file of the report has all. */
const SHOWN = 200;

/**
 * `POST` with the file as the body: `run=try` says what would become of each row and writes nothing, `run=write` does
 * it. The file is read as it comes and kept nowhere. The same file twice changes nothing the second time.
 */
export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const { shopId, staff } = await requireStaff(request, "manage");
  const asked = planShape.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!asked.success || !request.body)
    return Response.json({ fault: "The columns are not complete." }, { status: 400 });
  const { run, as, name, channel, purpose, country, ...columns } = asked.data;
  const plan: ImportPlan = { channel, purpose, country, columns };
  const file = Readable.fromWeb(request.body as ReadableStream);
  const batches =
    run === "try" ? tryFile(shopId, file, plan) : writeFile(shopId, file, plan, { name, staffId: staff.id });
  try {
    return as === "csv" ? await reportAsCsv(batches) : Response.json(await reportOf(batches));
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
  as: z.enum(["json", "csv"]).default("json"),
  name: z.string().max(200).default("list.csv"),
  channel: z.enum(OPT_IN_CHANNELS),
  purpose: z.enum(PURPOSES),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional()
    .transform((code) => code ?? null),
  address: column.min(1),
  state: optional,
  at: optional,
  level: optional,
  words: optional,
});

function tryFile(shopId: string, file: Readable, plan: ImportPlan) {
  const before = new Map<string, Stands>();
  const weigh = (facts: ImportFact[]) => readShop(shopId, (shop) => tryBatch(shop, { plan, facts }, before));
  return readFile(file, plan, { now: now(), weigh });
}

async function* writeFile(
  shopId: string,
  file: Readable,
  plan: ImportPlan,
  { name, staffId }: { name: string; staffId: string },
): AsyncGenerator<RowReport[]> {
  const importId = await inShop(shopId, (shop) => startImport(shop, { name, staffId }));
  const evidence = { importId, staffId, name };
  const weigh = (facts: ImportFact[]) =>
    inShop(shopId, (shop) => writeBatch(shop, { plan, facts, evidence }));
  for await (const reports of readFile(file, plan, { now: now(), weigh })) {
    await inShop(shopId, (shop) => noteBatch(shop, importId, sumOf(reports)));
    yield reports;
  }
  await inShop(shopId, (shop) => endImport(shop, importId));
}

function sumOf(reports: RowReport[]) {
  const count = (is: (outcome: string) => boolean) => reports.filter(({ outcome }) => is(outcome)).length;
  const taken = count((outcome) => outcome === "taken");
  const left = count((outcome) => LEFT.has(outcome));
  return { rows: reports.length, taken, left, refused: reports.length - taken - left };
}

const LEFT = new Set<string>(["already", "no-stands", "newer-stands", "twice"]);

async function reportOf(batches: AsyncIterable<RowReport[]>) {
  const counts: Record<string, number> = {};
  const notTaken: RowReport[] = [];
  let rows = 0;
  for await (const reports of batches)
    for (const report of reports) {
      rows += 1;
      counts[report.outcome] = (counts[report.outcome] ?? 0) + 1;
      if (report.outcome !== "taken" && notTaken.length < SHOWN) notTaken.push(report);
    }
  return { rows, counts, notTaken };
}

/** Row by row, by its line in the file: addresses stand in the file that whoever reads this has. */
async function reportAsCsv(batches: AsyncIterable<RowReport[]>): Promise<Response> {
  const lines = [csvLine(["row", "outcome"])];
  for await (const reports of batches)
    for (const { line, outcome } of reports) lines.push(csvLine([String(line), outcome]));
  return new Response(lines.join(""), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="import-report.csv"',
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    },
  });
}

const isCsvFault = (error: unknown): boolean =>
  error instanceof Error && /^CSV_/.test(String(Reflect.get(error, "code")));
