import { identifyContact, verifyPoint } from "#app/customers/identify-contact.ts";
import { followMerges } from "#app/customers/follow-merges.ts";
import type { Shop } from "#app/db.server.ts";
import { writeEvent } from "#app/jobs/events.ts";

/**
 * A visitor signed in: from now on their browser speaks for that customer. What they wrote before follows by a pointer
 * (event `customer.merged`), save where somebody else had signed in on the same browser.
 */
export async function attachVisitor(shop: Shop, visitorId: string, customerId: string): Promise<void> {
  const contact = { kind: "visitor" as const, value: visitorId, source: "sign-in" };
  const before = (await identifyContact(shop, { ...contact, verified: true })).customerId;
  const into = await followMerges(shop, customerId);
  if (before === into) return;
  await shop.tx.contactPoint.updateMany({
    where: { shopId: shop.id, kind: "visitor", value: visitorId, verifiedAt: { not: null } },
    data: { verifiedAt: null },
  });
  await verifyPoint(shop, into, contact);
  await mergeStranger(shop, before, into);
}

/** Only someone Shopify never told us of: two Shopify customers stay two. */
async function mergeStranger(shop: Shop, from: string, into: string): Promise<void> {
  const { count } = await shop.tx.customer.updateMany({
    where: { shopId: shop.id, id: from, shopifyId: null, mergedIntoId: null },
    data: { mergedIntoId: into },
  });
  if (count) await writeEvent(shop, { name: "customer.merged", payload: { from, into } });
}
