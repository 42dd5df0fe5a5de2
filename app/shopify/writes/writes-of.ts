import type { Reader } from "#app/db.server.ts";
import type { WriteState } from "#app/shopify/writes/shopify-write.ts";

/** One line of the audit: who changed what at Shopify, from what to what, and what came of it. */
export interface WriteView {
  id: string;
  kind: string;
  before: unknown;
  after: unknown;
  /** What Shopify has instead, where it is not as it was wished. */
  found: unknown;
  /** `staff:<id>`, else keyword, carrier … */
  askedBy: string;
  state: WriteState;
  /** Why not, in words for the merchant. */
  reason: string | null;
  askedAt: string;
}

/** The newest changes of these targets at Shopify, newest first. */
export async function writesOf(
  shop: Reader,
  targetIds: string[],
  { kinds, most = 20 }: { kinds: string[]; most?: number },
): Promise<WriteView[]> {
  const rows = await shop.sql<Omit<WriteView, "askedAt"> & { askedAt: Date }>`
    select id, kind, before, after, found, "askedBy", state, reason, "askedAt" from "ShopifyWrite"
    where "shopId" = ${shop.id} and "targetId" = any(${targetIds}) and kind = any(${kinds})
    order by "askedAt" desc, id limit ${most}`;
  return rows.map(({ askedAt, ...row }) => ({ ...row, askedAt: askedAt.toISOString() }));
}
