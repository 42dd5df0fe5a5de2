import { isForgotten } from "#app/customers/forgotten.ts";
import type { Shop } from "#app/db.server.ts";
import { writeEvent } from "#app/jobs/events.ts";
import { keepEvents, refreshParcels } from "#app/orders/mirror-fulfillment-event.ts";
import type { FulfillmentRecord } from "#app/orders/order-record.ts";
import { refreshDue } from "#app/orders/refresh-due.ts";
import { rereadOrder } from "#app/orders/reread-order.ts";
import { keepParcelNumbers } from "#app/orders/tracking/keep-parcel-numbers.ts";

/** Keeps the newest word on one parcel. Of an order we do not know yet, the whole order is read instead. */
export async function mirrorFulfillment(
  shop: Shop,
  record: FulfillmentRecord,
): Promise<"applied" | "ignored"> {
  // Locked before its parcels, as mirrorOrder does: else the two wait for each other.
  const [order] = await shop.sql<{ deletedAt: Date | null }>`
    select "deletedAt" from "Order" where "shopId" = ${shop.id} and id = ${record.orderId} for no key update`;
  if (!order && !(await isForgotten(shop, "order", record.orderId))) await rereadOrder(shop, record.orderId);
  if (!order || order.deletedAt) return "ignored";
  const changed = await keepFulfillments(shop, [record]);
  if (!changed) return "ignored";
  await refreshDue(shop, record.orderId);
  return "applied";
}

export interface KeepOptions {
  quiet?: boolean;
  /** Read just now from the Admin API: wins over a webhook of the same second. */
  isLive?: boolean;
}

/** Writes an order's parcels in one statement, newest wins each for itself. Returns how many changed. */
export async function keepFulfillments(
  shop: Shop,
  records: FulfillmentRecord[],
  { quiet = false, isLive = false }: KeepOptions = {},
): Promise<number> {
  if (!records.length) return 0;
  const written = await writeFulfillments(shop, records, isLive);
  if (!isLive && written.length < records.length) await rereadUndecided(shop, records);
  await keepParcelNumbers(
    shop,
    written.map(({ id }) => id),
  );
  if (!quiet) for (const parcel of written) await tellParcel(shop, parcel);
  const scans = records.flatMap(({ events }) => events);
  const isTold = await keepEvents(shop, scans, { quiet });
  // A scan may have come before the parcel's own word of the same second.
  const wereKnown = written.filter(({ wasKnown }) => wasKnown);
  if (!isTold && wereKnown.length)
    await refreshParcels(
      shop,
      wereKnown.map(({ id }) => id),
    );
  return written.length;
}

interface Written {
  id: string;
  orderId: string;
  status: string;
  deliveredAt: Date | null;
  shipmentStatus: string | null;
  sourceUpdatedAt: Date;
  wasKnown: boolean;
  /** Whether it had been said that it left: a warehouse announces parcels as pending. */
  wasShipped: boolean;
  lastStatus: string | null;
  wasDelivered: boolean;
}

async function writeFulfillments(
  shop: Shop,
  records: FulfillmentRecord[],
  isLive: boolean,
): Promise<Written[]> {
  const rows = records.map(({ events: _, ...row }) => row);
  return shop.sql<Written>`
    with told as (
      select distinct on (id) * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as told(
        id text, "orderId" text, name text, status text, "shipmentStatus" text, carrier text,
        "trackingNumbers" jsonb, "trackingUrl" text, "shippedAt" timestamptz, "updatedAt" timestamptz,
        "estimatedDeliveryAt" timestamptz, "deliveredAt" timestamptz,
        "locationId" text, items jsonb)
      order by id, "updatedAt" desc
    ), before as (
      select known.id, known.status, known."deliveredAt", known."shipmentStatus" from "Fulfillment" known join told using (id)
      where known."shopId" = ${shop.id}
    ), written as (
      insert into "Fulfillment" as known ("shopId", id, "orderId", name, status, "shipmentStatus", carrier,
        "trackingNumbers", "trackingUrl", "shippedAt", "estimatedDeliveryAt", "deliveredAt", "sourceUpdatedAt",
        "locationId", items)
      select ${shop.id}, id, "orderId", name, status, "shipmentStatus", carrier,
        array(select jsonb_array_elements_text("trackingNumbers")), "trackingUrl", "shippedAt",
        "estimatedDeliveryAt",
        coalesce("deliveredAt", case when "shipmentStatus" = 'DELIVERED' then "updatedAt" end), "updatedAt",
        "locationId", items
      from told
      on conflict ("shopId", id) do update set
        name = excluded.name, status = excluded.status, carrier = excluded.carrier,
        "shipmentStatus" = coalesce(excluded."shipmentStatus", known."shipmentStatus"),
        "trackingNumbers" = excluded."trackingNumbers", "trackingUrl" = excluded."trackingUrl",
        "shippedAt" = excluded."shippedAt", "sourceUpdatedAt" = excluded."sourceUpdatedAt",
        "estimatedDeliveryAt" = coalesce(excluded."estimatedDeliveryAt", known."estimatedDeliveryAt"),
        "deliveredAt" = coalesce(known."deliveredAt", excluded."deliveredAt"),
        "locationId" = coalesce(excluded."locationId", known."locationId"),
        items = coalesce(excluded.items, known.items)
      where known."sourceUpdatedAt" < excluded."sourceUpdatedAt"
        or (known."sourceUpdatedAt" = excluded."sourceUpdatedAt" and ${isLive})
      returning id, "orderId", status, "deliveredAt", "shipmentStatus", "sourceUpdatedAt"
    )
    select written.*, before.id is not null "wasKnown", coalesce(before.status = 'SUCCESS', false) "wasShipped",
      before."shipmentStatus" "lastStatus",
      before."deliveredAt" is not null "wasDelivered"
    from written left join before using (id)`;
}

/** Of two differing words of one second only a live read can tell the newer (as for orders, mirror-order.ts). */
async function rereadUndecided(shop: Shop, records: FulfillmentRecord[]): Promise<void> {
  const orders = await shop.sql<{ orderId: string }>`
    select distinct known."orderId"
    from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as told(id text, status text, carrier text,
      "shipmentStatus" text, "trackingNumbers" jsonb, "updatedAt" timestamptz)
    join "Fulfillment" known on known."shopId" = ${shop.id} and known.id = told.id
    where known."sourceUpdatedAt" = told."updatedAt" and (
      (known.status, known.carrier, to_jsonb(known."trackingNumbers"))
        is distinct from (told.status, told.carrier, told."trackingNumbers")
      or (known."shipmentStatus" <> told."shipmentStatus" and not exists (
        select from "FulfillmentEvent" scan where scan."shopId" = ${shop.id} and scan."fulfillmentId" = known.id
          and scan."happenedAt" >= known."sourceUpdatedAt")))`;
  for (const { orderId } of orders) await rereadOrder(shop, orderId);
}

async function tellParcel(shop: Shop, parcel: Written): Promise<void> {
  const payload = { orderId: parcel.orderId, fulfillmentId: parcel.id };
  const tell = (name: string) => writeEvent(shop, { name, key: `${name}:${parcel.id}`, payload });
  if (!parcel.wasShipped && parcel.status === "SUCCESS") await tellShipped(shop, parcel);
  if (parcel.status === "CANCELLED" && parcel.wasKnown) await tell("parcel.cancelled");
  if (parcel.deliveredAt && !parcel.wasDelivered) await tell("parcel.delivered");
  const { shipmentStatus: status } = parcel;
  // Some carriers' news comes by the fulfillment's own status alone, without an event.
  if (parcel.wasShipped && status && status !== parcel.lastStatus)
    await writeEvent(shop, { name: "parcel.moved", key: `parcel.moved:${parcel.id}:${status}`, payload });
}

/** A parcel that was announced first left when its word changed, however long ago it was made. */
async function tellShipped(shop: Shop, { id, orderId, wasKnown, sourceUpdatedAt }: Written): Promise<void> {
  const leftAt = wasKnown ? { leftAt: sourceUpdatedAt.toISOString() } : {};
  const payload = { orderId, fulfillmentId: id, ...leftAt };
  await writeEvent(shop, { name: "order.fulfilled", key: `order.fulfilled:${id}`, payload });
}
