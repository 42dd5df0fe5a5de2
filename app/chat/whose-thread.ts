import type { Visitor } from "#app/chat/chat-tokens.ts";
import { followMerges } from "#app/customers/follow-merges.ts";
import type { Shop } from "#app/db.server.ts";

/** The customer this pass speaks for, or null while an anonymous visitor has not written anything. */
export async function customerOf(
  shop: Shop,
  { visitorId, customerShopifyId }: Visitor,
): Promise<string | null> {
  const found = customerShopifyId
    ? await shop.tx.customer.findUnique({
        where: { shopId_shopifyId: { shopId: shop.id, shopifyId: customerShopifyId } },
        select: { id: true },
      })
    : await ofVisitor(shop, visitorId);
  return found && followMerges(shop, found.id);
}

async function ofVisitor(shop: Shop, visitorId: string) {
  const point = await shop.tx.contactPoint.findFirst({
    where: { shopId: shop.id, kind: "visitor", value: visitorId, verifiedAt: { not: null } },
    select: { customerId: true },
  });
  return point && { id: point.customerId };
}

/** Their conversation, or null where there is none yet. */
export async function conversationOf(shop: Shop, visitor: Visitor): Promise<string | null> {
  const customerId = await customerOf(shop, visitor);
  if (!customerId) return null;
  const where = { shopId_customerId: { shopId: shop.id, customerId } };
  const found = await shop.tx.conversation.findUnique({ where, select: { id: true } });
  return found?.id ?? null;
}
