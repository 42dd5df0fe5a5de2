import { followMerges } from "#app/customers/follow-merges.ts";
import { becomeForGood } from "#app/customers/person-of.ts";
import type { Shop } from "#app/db.server.ts";
import { writeEvent } from "#app/jobs/events.ts";

/**
 * A visitor signed in: what they wrote before follows into that customer's record by a pointer (event
 * `customer.merged`). The visitor id itself opens nothing any more: whoever used this browser before may have kept it,
 * and must not read on in somebody else's thread.
 */
export async function attachVisitor(shop: Shop, visitorId: string, customerId: string): Promise<void> {
  const point = await shop.tx.contactPoint.findFirst({
    where: { shopId: shop.id, kind: "visitor", value: visitorId, verifiedAt: { not: null } },
    select: { id: true, customerId: true },
  });
  if (!point) return;
  const where = { shopId_id: { shopId: shop.id, id: point.id } };
  await shop.tx.contactPoint.update({ where, data: { verifiedAt: null } });
  const into = await followMerges(shop, customerId);
  if (point.customerId !== into) await mergeStranger(shop, point.customerId, into);
}

/** Only someone Shopify never told us of: two Shopify customers stay two. */
async function mergeStranger(shop: Shop, from: string, into: string): Promise<void> {
  const [stranger] = await shop.sql`
    select id from "Customer"
    where "shopId" = ${shop.id} and id = ${from} and "shopifyId" is null and "mergedIntoId" is null for update`;
  if (stranger && (await becomeForGood(shop, from, into)))
    await writeEvent(shop, { name: "customer.merged", payload: { from, into } });
}
