import { z } from "zod";
import type { Shop } from "#app/db.server.ts";
import { enqueue } from "#app/jobs/enqueue.ts";
import { readId, recordOf, text } from "#app/payload.ts";

/** What a webhook says of whose return it is: the surest first. */
export interface ReturnHint {
  returnId: string | null;
  orderId: string | null;
  reverseDeliveryId: string | null;
  reverseFulfillmentOrderId: string | null;
}

/**
 * Of `returns/*`, `reverse_deliveries/attach_deliverable` and `reverse_fulfillment_orders/dispose`. They name the
 * return, or its order, or the reverse delivery only, and tell no whole return. Null where nothing is named.
 */
export function returnHintFromWebhook(payload: unknown): ReturnHint | null {
  const read = shape.safeParse(payload);
  if (!read.success) return null;
  const { admin_graphql_api_id: gid, id, order_id, order, ...told } = read.data;
  const own = (type: string) => (gid?.startsWith(`gid://shopify/${type}/`) ? readId(gid) : null);
  const backwards = told.reverse_fulfillment_order;
  const hint: ReturnHint = {
    returnId: named(told.return) ?? readId(null, told.return_id) ?? own("Return"),
    orderId: named(order) ?? readId(null, order_id),
    reverseDeliveryId: own("ReverseDelivery"),
    reverseFulfillmentOrderId: own("ReverseFulfillmentOrder") ?? named(backwards),
  };
  if (Object.values(hint).some((one) => one !== null)) return hint;
  // Only a return's own topics come without a gid.
  const bare = readId(null, id);
  return bare ? { ...hint, returnId: bare } : null;
}

/** Asks for a live read of a return, once however many ask before it starts. */
export async function rereadReturn(shop: Shop, hint: ReturnHint): Promise<void> {
  const { returnId, orderId, reverseDeliveryId, reverseFulfillmentOrderId } = hint;
  const what =
    returnId ??
    (orderId && `order:${orderId}`) ??
    (reverseFulfillmentOrderId && `back:${reverseFulfillmentOrderId}`) ??
    `delivery:${reverseDeliveryId}`;
  await enqueue(shop, [
    { task: "rereadReturn", payload: { ...hint }, key: `rereadReturn:${shop.id}:${what}`, priority: 5 },
  ]);
}

/** The same for returns that are known by their ids. */
export async function rereadReturns(shop: Shop, returnIds: string[]): Promise<void> {
  const nothing = { orderId: null, reverseDeliveryId: null, reverseFulfillmentOrderId: null };
  await enqueue(
    shop,
    [...new Set(returnIds)].map((returnId) => ({
      task: "rereadReturn",
      payload: { ...nothing, returnId },
      key: `rereadReturn:${shop.id}:${returnId}`,
      priority: 10,
    })),
  );
}

const reference = recordOf({ id: text, admin_graphql_api_id: text });

const shape = z.object({
  id: text,
  admin_graphql_api_id: text,
  order_id: text,
  return_id: text,
  order: reference,
  return: reference,
  reverse_fulfillment_order: reference,
});

const named = (one: z.infer<typeof reference>): string | null =>
  one && readId(one.admin_graphql_api_id, one.id);
