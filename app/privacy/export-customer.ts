import { readConsent } from "#app/consent/ledger.ts";
import { DAY, later } from "#app/clock.ts";
import type { Reader, Shop } from "#app/db.server.ts";
import { Prisma } from "#app/generated/prisma/client.ts";
import { enqueue } from "#app/jobs/enqueue.ts";
import { addressesOf, findPerson } from "#app/privacy/find-person.ts";
import { hashOfSubject, noteRequest, type Subject, settleRequest } from "#app/privacy/privacy-request.ts";
import { ROWS_OF_PERSON } from "#app/privacy/rows-of-person.ts";
import { seal } from "#app/seal.server.ts";

/** Table → its rows of this person, as they stand. Files come as base64, when the export is fetched. */
export interface PersonExport {
  shopifyCustomerId: string;
  madeAt: string;
  tables: Record<string, Record<string, unknown>[]>;
}

/** How long the merchant can fetch an export. Shopify gives 30 days to answer a request. */
const EXPORT_LIVES_MS = 30 * DAY;

/**
 * `customers/data_request`: gathers everything held about one person and keeps it, sealed, for the shop's owners to
 * hand on. The same request twice makes one export; somebody unknown has an empty one.
 */
export async function exportCustomer(shop: Shop, subject: Subject): Promise<void> {
  const key = `data-request:${subject.requestId ?? hashOfSubject(shop, subject)}`;
  const id = await noteRequest(shop, { key, kind: "data-request", subject });
  const sealed = seal(JSON.stringify(await gather(shop, subject)));
  const until = later(shop.at, EXPORT_LIVES_MS);
  const [fresh] = await shop.sql`
    update "PrivacyRequest" set export = ${sealed}, "exportUntil" = ${until}
    where "shopId" = ${shop.id} and id = ${id} and state = 'waiting' returning id`;
  if (!fresh) return;
  await settleRequest(shop, id);
  await enqueue(shop, [{ task: "dropExport", payload: { requestId: id }, runAt: until, priority: 10 }]);
}

/** Everything we hold about them, table by table. */
async function gather(shop: Reader, subject: Subject): Promise<PersonExport> {
  const person = await findPerson(shop, subject);
  const tables: PersonExport["tables"] = {};
  for (const { table, where } of [...ROWS_OF_PERSON].reverse()) {
    const rows = await shop.sql<{ row: Record<string, unknown> }>`
      select to_jsonb(mine) - 'shopId' - 'xid' - 'codeHash' - 'contactHash' - 'storageKey' - 'storage' - 'source'
        ${BESIDE[table] ?? Prisma.empty} as row
      from ${Prisma.raw(`"${table}"`)} mine where "shopId" = ${shop.id} and ${where(person)}`;
    tables[table] = rows.map(({ row }) => row);
  }
  tables.Consent = (await readConsent(shop, addressesOf(person))) as Record<string, unknown>[];
  return { shopifyCustomerId: subject.shopifyId, madeAt: shop.at.toISOString(), tables };
}

/** What a table's rows lack to be understood. */
const BESIDE: Record<string, Prisma.Sql> = {
  FileContent: Prisma.sql`|| jsonb_build_object('bytes', encode(bytes, 'base64'))`,
  SegmentMembership: Prisma.sql`|| jsonb_build_object('name', (
    select s.name from "Segment" s where s."shopId" = mine."shopId" and s.id = mine."segmentId"))`,
};
