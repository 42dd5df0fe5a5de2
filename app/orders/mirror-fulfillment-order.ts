import { z } from "zod";
import type { Shop } from "#app/db.server.ts";
import { enqueue } from "#app/jobs/enqueue.ts";
import { writeEvent } from "#app/jobs/events.ts";
import type { FulfillmentOrderRecord } from "#app/orders/order-record.ts";
import { rereadOrder } from "#app/orders/reread-order.ts";
import { readId, recordOf, text } from "#app/payload.ts";

/**
 * `fulfillment_orders/*` tell little more than an id, so the order is read anew (once, however many of these come
 * together). "Prepared for pick-up" is remembered: the Admin API has no field that says it.
 */
export async function mirrorFulfillmentOrder(
  shop: Shop,
  topic: string,
  payload: unknown,
): Promise<"applied" | "ignored"> {
  const ids = namedIn(payload);
  if (!ids.length) return "ignored";
  const known = await shop.tx.fulfillmentOrder.findMany({
    where: { shopId: shop.id, id: { in: ids } },
    select: { id: true, orderId: true },
  });
  for (const { id, orderId } of known) if (PREPARED.test(topic)) await notePrepared(shop, id, orderId);
  const orders = new Set(known.map(({ orderId }) => orderId));
  for (const orderId of orders) await rereadOrder(shop, orderId);
  const strangers = ids.filter((id) => !known.some((row) => row.id === id));
  await enqueue(
    shop,
    strangers.map((id) => ({
      task: "rereadFulfillmentOrder",
      payload: { fulfillmentOrderId: id, isPrepared: PREPARED.test(topic) },
      key: `rereadFulfillmentOrder:${shop.id}:${id}`,
      priority: 5,
    })),
  );
  return "applied";
}

/** The shop told that everything of this group is ready to be picked up, or packed for its own delivery. */
export async function notePrepared(shop: Shop, id: string, orderId: string): Promise<void> {
  await shop.tx.fulfillmentOrder.updateMany({
    where: { shopId: shop.id, id, preparedAt: null },
    data: { preparedAt: shop.at },
  });
  const payload = { orderId, fulfillmentOrderId: id };
  await writeEvent(shop, { name: "order.prepared", key: `order.prepared:${id}`, payload });
}

/** Writes an order's groups in one statement, newest wins each for itself. */
export async function keepFulfillmentOrders(shop: Shop, records: FulfillmentOrderRecord[]): Promise<void> {
  if (!records.length) return;
  await shop.sql`
    insert into "FulfillmentOrder" as known ("shopId", id, "orderId", status, "fulfillAt", "fulfillBy",
      "deliveryMethod", "minDeliveryAt", "maxDeliveryAt", holds, "sourceUpdatedAt")
    select distinct on (id) ${shop.id}, id, "orderId", status, "fulfillAt", "fulfillBy",
      "deliveryMethod", "minDeliveryAt", "maxDeliveryAt", holds, "updatedAt"
    from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as told(
      id text, "orderId" text, status text, "fulfillAt" timestamptz, "fulfillBy" timestamptz,
      "deliveryMethod" text, "minDeliveryAt" timestamptz, "maxDeliveryAt" timestamptz, holds jsonb,
      "updatedAt" timestamptz)
    on conflict ("shopId", id) do update set
      status = excluded.status, "fulfillAt" = excluded."fulfillAt", "fulfillBy" = excluded."fulfillBy",
      "deliveryMethod" = excluded."deliveryMethod", "minDeliveryAt" = excluded."minDeliveryAt",
      "maxDeliveryAt" = excluded."maxDeliveryAt", holds = excluded.holds,
      "sourceUpdatedAt" = excluded."sourceUpdatedAt"
    where known."sourceUpdatedAt" <= excluded."sourceUpdatedAt"`;
}

const PREPARED = /line_items_prepared/;

const named = recordOf({ id: text });
const shape = z.object({
  fulfillment_order: named,
  original_fulfillment_order: named,
  moved_fulfillment_order: named,
  replacement_fulfillment_order: named,
  remaining_fulfillment_order: named,
  fulfillment_order_merges: z.unknown().optional(),
});

/** Every group that any of these topics names, whatever the key. */
function namedIn(payload: unknown): string[] {
  const read = shape.safeParse(payload);
  if (!read.success) return [];
  const { fulfillment_order_merges: merges, ...single } = read.data;
  const merged = [...JSON.stringify(merges ?? null).matchAll(/gid:\/\/shopify\/FulfillmentOrder\/\d+/g)].map(
    String,
  );
  const gids = [...Object.values(single).map((value) => value?.id), ...merged];
  return [...new Set(gids.map((gid) => readId(gid, gid)).filter((id) => id !== null))];
}
