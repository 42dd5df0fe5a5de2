import { inShop, type Reader } from "#app/db.server.ts";
import type { PersonExport } from "#app/privacy/export-customer.ts";
import type { RequestKind } from "#app/privacy/privacy-request.ts";
import { unseal } from "#app/seal.server.ts";

export interface PrivacyRequestView {
  id: string;
  kind: RequestKind;
  state: "waiting" | "done";
  receivedAt: string;
  doneAt: string | null;
  /** Null where there is nothing to fetch (any more). */
  exportUntil: string | null;
}

const MOST = 100;

/** What Shopify asked of us for this shop's customers, newest first. Names nobody. */
export async function readPrivacyRequests(shop: Reader): Promise<PrivacyRequestView[]> {
  const rows = await shop.sql<{ at: Date; done: Date | null; until: Date | null } & PrivacyRequestView>`
    select id, kind, state, "receivedAt" as at, "doneAt" as done,
      case when export is not null and "exportUntil" > ${shop.at} then "exportUntil" end as until
    from "PrivacyRequest" where "shopId" = ${shop.id} order by "receivedAt" desc, id limit ${MOST}`;
  return rows.map(({ id, kind, state, at, done, until }) => ({
    id,
    kind,
    state,
    receivedAt: at.toISOString(),
    doneAt: done?.toISOString() ?? null,
    exportUntil: until?.toISOString() ?? null,
  }));
}

/** One export, opened. Null where this shop has none, or its 30 days are over. */
export async function readExport(shop: Reader, requestId: string): Promise<PersonExport | null> {
  const [row] = await shop.sql<{ export: Buffer }>`
    select export from "PrivacyRequest" where "shopId" = ${shop.id} and id = ${requestId}
      and export is not null and "exportUntil" > ${shop.at}`;
  return row ? (JSON.parse(unseal(row.export).toString()) as PersonExport) : null;
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
