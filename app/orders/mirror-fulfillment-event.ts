import type { Shop } from "#app/db.server.ts";
import { writeEvent } from "#app/jobs/events.ts";
import { type FulfillmentEventRecord, SCANS } from "#app/orders/order-record.ts";
import { rereadOrder } from "#app/orders/reread-order.ts";

/** Keeps one scan. Of a parcel we do not know yet, the whole order is read instead. */
export async function mirrorFulfillmentEvent(
  shop: Shop,
  record: FulfillmentEventRecord,
): Promise<"applied" | "ignored"> {
  const [parcel] = await shop.sql`
    select id from "Fulfillment" where "shopId" = ${shop.id} and id = ${record.fulfillmentId}`;
  if (!parcel && record.orderId) await rereadOrder(shop, record.orderId);
  if (!parcel) return "ignored";
  return (await keepEvents(shop, [record])) ? "applied" : "ignored";
}

/** `fulfillment_events/delete`: the carrier's word is taken back. */
export async function removeFulfillmentEvent(shop: Shop, record: TakenBack): Promise<void> {
  await shop.tx.fulfillmentEvent.deleteMany({ where: { shopId: shop.id, id: record.id } });
  await shop.tx.fulfillment.updateMany({
    where: { shopId: shop.id, id: record.fulfillmentId },
    data: {
      shipmentStatus: null,
      lastScanAt: null,
      ...(record.status === "DELIVERED" && { deliveredAt: null }),
    },
  });
  await refreshParcels(shop, [record.fulfillmentId]);
}

type TakenBack = Pick<FulfillmentEventRecord, "id" | "fulfillmentId" | "status">;

/** The same of a scan that Shopify no longer has: what it said is known from our own row. */
export async function removeGoneScan(shop: Shop, id: string): Promise<void> {
  const [scan] = await shop.sql<TakenBack>`
    select id, "fulfillmentId", status from "FulfillmentEvent" where "shopId" = ${shop.id} and id = ${id}`;
  if (scan) await removeFulfillmentEvent(shop, scan);
}

/** Writes scans of known parcels in one statement and refreshes what the parcels say. Returns how many were new. */
export async function keepEvents(
  shop: Shop,
  records: FulfillmentEventRecord[],
  { quiet = false } = {},
): Promise<number> {
  if (!records.length) return 0;
  const fresh = await shop.sql<{ id: string }>`
    insert into "FulfillmentEvent" ("shopId", id, "fulfillmentId", status, message, city, country,
      "happenedAt", "estimatedDeliveryAt", source)
    select distinct on (id) ${shop.id}, id, "fulfillmentId", status, message, city, country,
      "happenedAt", "estimatedDeliveryAt", coalesce(source, 'shopify')
    from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as told(
      id text, "fulfillmentId" text, status text, message text, city text, country text,
      "happenedAt" timestamptz, "estimatedDeliveryAt" timestamptz, source text)
    on conflict ("shopId", id) do nothing
    returning id`;
  const isFresh = new Set(fresh.map(({ id }) => id));
  const told = records.filter(({ id }) => isFresh.has(id));
  if (!told.length) return 0;
  await refreshParcels(shop, [...new Set(told.map(({ fulfillmentId }) => fulfillmentId))]);
  if (!quiet) for (const record of told) await tellScan(shop, record);
  return told.length;
}

/**
 * What a parcel says is what its newest scan says, in whatever order the scans came; unless Shopify has said something
 * of the parcel itself since then.
 */
export async function refreshParcels(shop: Shop, ids: string[]): Promise<void> {
  await shop.sql`
    update "Fulfillment" f set
      "shipmentStatus" = case when f."shipmentStatus" is null or newest.at >= f."sourceUpdatedAt"
        then newest.status else f."shipmentStatus" end,
      "lastScanAt" = newest."lastScanAt",
      "deliveredAt" = coalesce(newest."deliveredAt", f."deliveredAt"),
      "estimatedDeliveryAt" = coalesce(newest."estimatedDeliveryAt", f."estimatedDeliveryAt")
    from (
      select "fulfillmentId",
        (array_agg(status order by "happenedAt" desc, length(id) desc, id desc))[1] status,
        max("happenedAt") at,
        max("happenedAt") filter (where status = any(${[...SCANS]})) "lastScanAt",
        max("happenedAt") filter (where status = 'DELIVERED') "deliveredAt",
        (array_agg("estimatedDeliveryAt" order by "happenedAt" desc, length(id) desc, id desc)
          filter (where "estimatedDeliveryAt" is not null))[1] "estimatedDeliveryAt"
      from "FulfillmentEvent" where "shopId" = ${shop.id} and "fulfillmentId" = any(${ids})
      group by "fulfillmentId"
    ) newest
    where f."shopId" = ${shop.id} and f.id = newest."fulfillmentId"`;
}

const TOLD: Record<string, { name: string; each: "parcel" | "scan" }> = {
  OUT_FOR_DELIVERY: { name: "parcel.out-for-delivery", each: "scan" },
  ATTEMPTED_DELIVERY: { name: "parcel.attempted", each: "scan" },
  DELAYED: { name: "parcel.delayed", each: "scan" },
  READY_FOR_PICKUP: { name: "parcel.ready-for-pickup", each: "parcel" },
  FAILURE: { name: "parcel.failed", each: "scan" },
  DELIVERED: { name: "parcel.delivered", each: "parcel" },
};

async function tellScan(shop: Shop, record: FulfillmentEventRecord): Promise<void> {
  const told = TOLD[record.status];
  if (!told) return;
  const key = `${told.name}:${told.each === "parcel" ? record.fulfillmentId : record.id}`;
  const payload = { fulfillmentId: record.fulfillmentId, orderId: record.orderId };
  await writeEvent(shop, { name: told.name, key, payload });
}
