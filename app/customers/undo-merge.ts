import { lockPeople, personOf } from "#app/customers/person-of.ts";
import type { Shop } from "#app/db.server.ts";
import { writeEvent } from "#app/jobs/events.ts";

export type Unmerged =
  | { ok: true; from: string; into: string }
  | { ok: false; reason: "not-merged"; say: string };

/**
 * Takes one merge back, whichever came after it: `from` is a person of their own again, with whoever was merged into
 * them. Everything they wrote meanwhile is with them already. `into` comes back as the person it is part of by now.
 */
export async function undoMerge(
  shop: Shop,
  { mergeId, by }: { mergeId: string; by: string },
): Promise<Unmerged> {
  await lockPeople(shop);
  const [merge] = await shop.sql<{ fromId: string; intoId: string }>`
    update "CustomerMerge" m set "undoneAt" = ${shop.at}, "undoneBy" = ${by}
    from "Customer" c
    where m."shopId" = ${shop.id} and m.id = ${mergeId} and m.kind in ('merge', 'proof') and m."undoneAt" is null
      and c."shopId" = ${shop.id} and c.id = m."fromId" and c."partOfId" = m."intoId"
    returning m."fromId", m."intoId"`;
  if (!merge) return NOT_MERGED;
  const { fromId: from } = merge;
  await shop.sql`update "Customer" set "partOfId" = null where "shopId" = ${shop.id} and id = ${from}`;
  const into = await personOf(shop, merge.intoId);
  await writeEvent(shop, { name: "customer.split", payload: { from: into, customerId: from, mergeId } });
  return { ok: true, from, into };
}

const NOT_MERGED = {
  ok: false,
  reason: "not-merged",
  say: "This was undone already, or they turned out to be one: a sign-in or Shopify joined them for good.",
} as const;
