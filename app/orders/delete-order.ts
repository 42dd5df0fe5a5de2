import { isForgotten } from "#app/customers/forgotten.ts";
import type { Shop } from "#app/db.server.ts";
import { writeEvent } from "#app/jobs/events.ts";

/** `orders/delete`: a bare stone stays, so that late news of the order does not bring it back. */
export async function deleteOrder(shop: Shop, orderId: string): Promise<void> {
  if (await isForgotten(shop, "order", orderId)) return;
  const bare = { email: null, phone: null, customerShopifyId: null, poNumber: null, deletedAt: shop.at };
  await shop.tx.order.upsert({
    where: { shopId_id: { shopId: shop.id, id: orderId } },
    create: {
      ...bare,
      ...NOTHING,
      shopId: shop.id,
      id: orderId,
      placedAt: shop.at,
      sourceUpdatedAt: shop.at,
    },
    update: bare,
  });
  await shop.tx.orderLine.deleteMany({ where: { shopId: shop.id, orderId } });
  await shop.tx.fulfillment.deleteMany({ where: { shopId: shop.id, orderId } });
  await shop.tx.fulfillmentOrder.deleteMany({ where: { shopId: shop.id, orderId } });
  await writeEvent(shop, { name: "order.deleted", key: `order.deleted:${orderId}`, payload: { orderId } });
}

const NOTHING = { name: "", nameKey: "", currency: "", total: "0", requiresShipping: false };
