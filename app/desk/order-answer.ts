import type { Card } from "#app/conversations/message.ts";
import { inShop, type Shop } from "#app/db.server.ts";
import { findOrders } from "#app/orders/find-orders.ts";
import { orderStatus } from "#app/orders/order-status.ts";
import { readOrderLive } from "#app/orders/read-order-live.ts";
import { sayOrderStatus } from "#app/orders/say-order-status.ts";
import { readSettings } from "#app/shop/settings.ts";

export type OrderAnswer = { ok: true; name: string; text: string; card: Card } | { ok: false; say: string };

/** What this order's shopper would be told in the chat at this moment, signed in: read live from Shopify. */
export async function answerAboutOrder(
  shopId: string,
  orderId: string,
  locale: string,
): Promise<OrderAnswer> {
  const read = await readOrderLive(shopId, orderId);
  if (!read.ok) return { ok: false, say: read.say };
  const at = await inShop(shopId, async (shop) => shop.at);
  const status = orderStatus(read.order, { at, show: "full", locale });
  const { text, card } = sayOrderStatus(status, { locale, channel: "chat" });
  return { ok: true, name: read.order.name, text, card };
}

/** The same for an order by its number, in any spelling. */
export async function answerAboutNumber(
  shopId: string,
  number: string,
  locale: string,
): Promise<OrderAnswer> {
  const found = await inShop(shopId, (shop) => findNumbered(shop, number));
  return typeof found === "string" ? answerAboutOrder(shopId, found, locale) : { ok: false, say: found.say };
}

async function findNumbered(shop: Shop, number: string): Promise<string | { say: string }> {
  const [order] = await findOrders(shop, { name: number, most: 1 });
  if (order) return order.id;
  const { firstSyncedAt } = await readSettings(shop);
  return {
    say: firstSyncedAt
      ? `There is no order "${number}" among those that Shopify lets us read.`
      : `Order "${number}" has not been read yet. Your newest orders come first; try again in a moment.`,
  };
}
