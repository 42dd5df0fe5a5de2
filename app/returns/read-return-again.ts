import { now } from "#app/clock.ts";
import { inShop } from "#app/db.server.ts";
import { gidOf, idOfGid } from "#app/id.ts";
import { deleteReturn, keepReturns } from "#app/returns/mirror-return.ts";
import type { ReturnHint } from "#app/returns/reread-return.ts";
import { returnFromAdmin } from "#app/returns/return-from-admin.ts";
import { askAdmin } from "#app/shopify/ask-admin.server.ts";
import {
  OrderOfReverseDelivery,
  OrderOfReverseFulfillment,
  ReadReturn,
  ReturnsOfOrder,
} from "#app/shopify/operations/returns.graphql.ts";
import { retryWhereItHelps } from "#app/shopify/retry-where-it-helps.ts";

/** Job `rereadReturn`: reads the return that a webhook meant, or all of its order's. Throws to be tried again. */
export async function readReturnAgain(shopId: string, hint: ReturnHint): Promise<void> {
  if (hint.returnId) return readOne(shopId, hint.returnId);
  const orderId = hint.orderId ?? (await findOrder(shopId, hint));
  if (orderId) await readReturnsOf(shopId, orderId);
}

/** Reads every return of an order. */
export async function readReturnsOf(shopId: string, orderId: string): Promise<void> {
  const readAt = now();
  const answer = await askAdmin(shopId, ReturnsOfOrder, { id: gidOf("Order", orderId) });
  if (!answer.ok) return retryWhereItHelps(answer);
  const nodes = answer.data.order?.returns.nodes ?? [];
  await inShop(shopId, (shop) =>
    keepReturns(
      shop,
      nodes.map((node) => returnFromAdmin(node, readAt)),
    ),
  );
}

async function readOne(shopId: string, returnId: string): Promise<void> {
  const readAt = now();
  const answer = await askAdmin(shopId, ReadReturn, { id: gidOf("Return", returnId) });
  if (!answer.ok) return retryWhereItHelps(answer);
  const node = answer.data.return;
  await inShop(shopId, (shop) =>
    node ? keepReturns(shop, [returnFromAdmin(node, readAt)]) : deleteReturn(shop, returnId),
  );
}

async function findOrder(shopId: string, hint: ReturnHint): Promise<string | null> {
  const { reverseDeliveryId, reverseFulfillmentOrderId } = hint;
  if (reverseFulfillmentOrderId) {
    const id = gidOf("ReverseFulfillmentOrder", reverseFulfillmentOrderId);
    const answer = await askAdmin(shopId, OrderOfReverseFulfillment, { id });
    if (!answer.ok) retryWhereItHelps(answer);
    const order = answer.ok ? answer.data.reverseFulfillmentOrder?.order : null;
    return order ? idOfGid(order.id) : null;
  }
  const id = gidOf("ReverseDelivery", reverseDeliveryId!);
  const answer = await askAdmin(shopId, OrderOfReverseDelivery, { id });
  if (!answer.ok) retryWhereItHelps(answer);
  const order = answer.ok ? answer.data.reverseDelivery?.reverseFulfillmentOrder.order : null;
  return order ? idOfGid(order.id) : null;
}
