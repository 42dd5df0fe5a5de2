import { inShop } from "#app/db.server.ts";
import { gidOf, idOfGid } from "#app/id.ts";
import { notePrepared } from "#app/orders/mirror-fulfillment-order.ts";
import { readOrderLive } from "#app/orders/read-order-live.ts";
import { askAdmin } from "#app/shopify/ask-admin.server.ts";
import { OrderOfGroup } from "#app/shopify/operations/sync.graphql.ts";
import { retryWhereItHelps } from "#app/shopify/retry-where-it-helps.ts";

/** Job `rereadOrder`: a webhook told too little, so the order is read whole. Throws to be tried again. */
export async function readOrderAgain(shopId: string, { orderId }: { orderId: string }): Promise<void> {
  const read = await readOrderLive(shopId, orderId);
  if (!read.ok) retryWhereItHelps(read);
}

/** Job `rereadFulfillmentOrder`: of a group we do not know yet, its order is found and read. */
export async function readGroupAgain(
  shopId: string,
  { fulfillmentOrderId, isPrepared }: { fulfillmentOrderId: string; isPrepared: boolean },
): Promise<void> {
  const answer = await askAdmin(shopId, OrderOfGroup, { id: gidOf("FulfillmentOrder", fulfillmentOrderId) });
  if (!answer.ok) return retryWhereItHelps(answer);
  const group = answer.data.fulfillmentOrder;
  if (!group) return;
  const orderId = idOfGid(group.orderId);
  await readOrderAgain(shopId, { orderId });
  if (isPrepared) await inShop(shopId, (shop) => notePrepared(shop, fulfillmentOrderId, orderId));
}
