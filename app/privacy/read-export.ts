import { inShop, type Reader, readShop } from "#app/db.server.ts";
import { readFile } from "#app/files/read-file.ts";
import type { PersonExport } from "#app/privacy/export-customer.ts";
import type { RequestKind } from "#app/privacy/privacy-request.ts";
import { unseal } from "#app/seal.server.ts";

export interface PrivacyRequestView {
  id: string;
  kind: RequestKind;
  state: "waiting" | "done";
  receivedAt: string;
  doneAt: string | null;
  /** Whom it is about: their name or address while we hold one. Null once they are forgotten, and for a shop's. */
  customer: string | null;
  /** The same for every request of one customer, and says nothing of who they are. */
  reference: string | null;
  /** Null where there is nothing to fetch (any more). */
  exportUntil: string | null;
}

const MOST = 100;

/** What Shopify asked of us for this shop's customers, newest first; those who were forgotten by a reference alone. */
export async function readPrivacyRequests(shop: Reader): Promise<PrivacyRequestView[]> {
  const rows = await shop.sql<Found>`
    with page as (
      select id, kind, state, "receivedAt", "doneAt", "customerHash", "shopifyId",
        case when export is not null and "exportUntil" > ${shop.at} then "exportUntil" end as until
      from "PrivacyRequest" where "shopId" = ${shop.id} order by "receivedAt" desc, id limit ${MOST})
    select page.id, page.kind, page.state, page."receivedAt" as at, page."doneAt" as done, page.until,
      left(page."customerHash", 8) as reference,
      coalesce(nullif(concat_ws(' ', c."firstName", c."lastName"), ''), contact.value, page."shopifyId") as customer
    from page
    left join "Customer" c on c."shopId" = ${shop.id} and c."shopifyId" = page."shopifyId"
    left join lateral (select p.value from "ContactPoint" p
      where p."shopId" = ${shop.id} and p."customerId" = c.id and p.kind in ('email', 'phone')
      order by p.kind, p."createdAt" limit 1) contact on true
    order by page."receivedAt" desc, page.id`;
  return rows.map(({ id, kind, state, at, done, until, customer, reference }) => ({
    id,
    kind,
    state,
    customer,
    reference,
    receivedAt: at.toISOString(),
    doneAt: done?.toISOString() ?? null,
    exportUntil: until?.toISOString() ?? null,
  }));
}

interface Found extends Pick<PrivacyRequestView, "id" | "kind" | "state" | "customer" | "reference"> {
  at: Date;
  done: Date | null;
  until: Date | null;
}

/** One export, opened, with the files that still stand. Null where this shop has none, or its 30 days are over. */
export async function readExport(shopId: string, requestId: string): Promise<PersonExport | null> {
  const found = await readShop(shopId, (shop) => openExport(shop, requestId));
  return found && withFiles(shopId, found);
}

async function openExport(shop: Reader, requestId: string): Promise<PersonExport | null> {
  const [row] = await shop.sql<{ export: Buffer }>`
    select export from "PrivacyRequest" where "shopId" = ${shop.id} and id = ${requestId}
      and export is not null and "exportUntil" > ${shop.at}`;
  return row ? (JSON.parse(unseal(row.export).toString()) as PersonExport) : null;
}

/** Bytes in a store are not copied into the export: a person's videos would be held twice for its 30 days. */
async function withFiles(shopId: string, found: PersonExport): Promise<PersonExport> {
  const inside = new Set(found.tables.FileContent?.map(({ fileId }) => fileId));
  const stored: Record<string, unknown>[] = [];
  for (const { id } of found.tables.File ?? []) {
    const file = inside.has(id) ? null : await readFile(shopId, String(id));
    if (!file) continue;
    const { bytes, contentType, name } = file;
    stored.push({ fileId: id, contentType, name, bytes: bytes.toString("base64") });
  }
  const FileContent = [...(found.tables.FileContent ?? []), ...stored];
  return { ...found, tables: { ...found.tables, FileContent } };
}

/** Job `dropExport`: its 30 days are over. */
export async function dropExport(shopId: string, { requestId }: { requestId: string }): Promise<void> {
  await inShop(
    shopId,
    (shop) => shop.sql`
      update "PrivacyRequest" set export = null, "exportUntil" = null
      where "shopId" = ${shop.id} and id = ${requestId} and "exportUntil" <= ${shop.at}`,
  );
}
