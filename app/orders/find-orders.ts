import { shopifyIdsOf } from "#app/customers/follow-shopify-merge.ts";
import { formsOf } from "#app/customers/match-key.ts";
import type { Shop } from "#app/db.server.ts";
import type { Order, Prisma } from "#app/generated/prisma/client.ts";
import { orderNameKey, orderNumberKey } from "#app/orders/order-name-key.ts";

export type OrderRow = Order;

export interface OrderQuestion {
  /** Whose: each of these is a way of its own, and they add up. */
  customerShopifyId?: string | null;
  phone?: string | null;
  email?: string | null;
  /** Ids of orders this thread has proven. */
  proven?: string[];
  /** Which: an order's name in any spelling, with or without the shop's prefix. Alone it finds anybody's. */
  name?: string;
  /** Only these, by Shopify's ids. Alone it finds anybody's. */
  ids?: string[];
  /** Only orders placed since. */
  since?: Date;
  most?: number;
}

/** Orders in the mirror, newest first. Who may hear of them is decided elsewhere (may-hear.ts). */
export async function findOrders(shop: Shop, asked: OrderQuestion): Promise<OrderRow[]> {
  const whose = await waysOf(shop, asked);
  const hasWhose = "customerShopifyId" in asked || "phone" in asked || "email" in asked || "proven" in asked;
  if (hasWhose && !whose.length) return [];
  return shop.tx.order.findMany({
    where: {
      shopId: shop.id,
      deletedAt: null,
      ...(asked.ids && { id: { in: asked.ids } }),
      ...(asked.since && { placedAt: { gte: asked.since } }),
      AND: [...(whose.length ? [{ OR: whose }] : []), ...(asked.name ? [{ OR: namesOf(asked.name) }] : [])],
    },
    orderBy: [{ placedAt: "desc" }, { id: "desc" }],
    take: asked.most ?? 10,
  });
}

async function waysOf(
  shop: Shop,
  { customerShopifyId, phone, email, proven }: OrderQuestion,
): Promise<Prisma.OrderWhereInput[]> {
  const ways: Prisma.OrderWhereInput[] = [];
  if (customerShopifyId)
    ways.push({ customerShopifyId: { in: await shopifyIdsOf(shop, customerShopifyId) } });
  if (phone) ways.push({ phone: { in: formsOf(phone) } });
  if (email) ways.push({ email });
  if (proven?.length) ways.push({ id: { in: proven } });
  return ways;
}

/** The whole name; where only digits were written, also the digits of names such as EU-10023-X. */
function namesOf(name: string): Prisma.OrderWhereInput[] {
  const key = orderNameKey(name);
  const digits = orderNumberKey(name);
  return [{ nameKey: key }, ...(digits === key ? [{ numberKey: digits }] : [])];
}
