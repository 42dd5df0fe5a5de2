import { Readable } from "node:stream";
import { createReadableStreamFromReadable, type LoaderFunctionArgs } from "@remix-run/node";
import { csvLine } from "#app/consent/csv-cell.ts";
import { type ConsentPurpose, PURPOSES } from "#app/consent/purposes.ts";
import {
  readSuppressions,
  type SuppressionCursor,
  type SuppressionPage,
  type Wanted,
} from "#app/consent/suppressions.ts";
import { readShop } from "#app/db.server.ts";
import { noteAccess } from "#app/privacy/note-access.ts";
import { requireStaff } from "#app/shop/require-staff.server.ts";

const A_PAGE = 2_000;

/**
 * The suppression list of one purpose as a CSV file, with the addresses in full: it is for owners, who take it to
 * another sender. Streamed a page at a time, each read by itself: no transaction stays open while a slow reader reads.
 */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId, staff } = await requireStaff(request, "manage");
  const { searchParams } = new URL(request.url);
  const purpose = PURPOSES.find((one) => one === searchParams.get("purpose")) ?? "marketing";
  await noteAccess(shopId, { staffId: staff.id, customerId: "consent:suppression-list" });
  return new Response(createReadableStreamFromReadable(Readable.from(linesOf(shopId, purpose))), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="suppressed-${purpose}.csv"`,
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    },
  });
}

async function* linesOf(shopId: string, purpose: ConsentPurpose): AsyncGenerator<string> {
  yield csvLine(["channel", "address", "purpose", "state", "since", "source"]);
  let after: SuppressionCursor | null = null;
  do {
    const wanted: Wanted = { purpose, channel: null, after, most: A_PAGE, inFull: true };
    const page: SuppressionPage = await readShop(shopId, (shop) => readSuppressions(shop, wanted));
    // Of whom was forgotten nothing can be handed on: their no stays in force here all the same.
    const known = page.rows.filter(({ address }) => address !== null);
    yield known
      .map(({ channel, address, state, since, source }) =>
        csvLine([channel, address!, purpose, state, since.toISOString(), source ?? ""]),
      )
      .join("");
    after = page.next;
  } while (after);
}
