import type { Shop } from "#app/db.server.ts";
import { deleteOrder } from "#app/orders/delete-order.ts";
import { deleteReturnsOf } from "#app/returns/mirror-return.ts";

/** An order that was deleted at Shopify goes, and takes its returns with it. */
export async function dropOrder(shop: Shop, orderId: string): Promise<void> {
  await deleteOrder(shop, orderId);
  await deleteReturnsOf(shop, orderId);
}
