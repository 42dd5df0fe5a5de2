import { findForgotten } from "#app/customers/forgotten.ts";
import type { Reader, Shop } from "#app/db.server.ts";
import { writeEvent } from "#app/jobs/events.ts";
import type { ReturnRecord } from "#app/returns/return-record.ts";

/**
 * Keeps returns as they were read, any number in a few statements, the latest read wins. Those of orders that were
 * deleted or forgotten are left out. Each state of a return is told once (`return.changed`), unless `quiet`.
 */
export async function keepReturns(
  shop: Shop,
  all: ReturnRecord[],
  { quiet = false }: { quiet?: boolean } = {},
): Promise<void> {
  const records = await withLivingOrder(shop, all);
  if (!records.length) return;
  const before = await statesOf(shop, records);
  const written = await writeReturns(shop, records);
  const fresh = records.filter(({ id }) => written.has(id));
  await writeLines(shop, fresh);
  await writeParcels(shop, fresh);
  if (quiet) return;
  for (const { id, orderId, status, closedAt } of fresh) {
    if (before.get(id) === status) continue;
    const key = `return.changed:${id}:${status}:${closedAt?.toISOString() ?? ""}`;
    await writeEvent(shop, { name: "return.changed", key, payload: { returnId: id, orderId, status } });
  }
}

/** An order that is gone takes its returns with it. */
export async function deleteReturnsOf(shop: Shop, orderId: string): Promise<void> {
  await shop.sql`delete from "Return" where "shopId" = ${shop.id} and "orderId" = ${orderId}`;
}

/** A return that Shopify no longer shows. */
export async function deleteReturn(shop: Shop, id: string): Promise<void> {
  await shop.sql`delete from "Return" where "shopId" = ${shop.id} and id = ${id}`;
}

/** Without returns of orders that were deleted or forgotten: of those nothing is kept. */
export async function withLivingOrder(shop: Reader, records: ReturnRecord[]): Promise<ReturnRecord[]> {
  const orders = [...new Set(records.map(({ orderId }) => orderId))];
  const forgotten = await findForgotten(shop, "order", orders);
  const deleted = await shop.sql<{ id: string }>`
    select id from "Order" where "shopId" = ${shop.id} and id = any(${orders}) and "deletedAt" is not null`;
  const gone = new Set([...forgotten, ...deleted.map(({ id }) => id)]);
  return records.filter(({ orderId }) => !gone.has(orderId));
}

async function statesOf(shop: Shop, records: ReturnRecord[]): Promise<Map<string, string>> {
  const rows = await shop.sql<{ id: string; status: string }>`
    select id, status from "Return" where "shopId" = ${shop.id} and id = any(${records.map(({ id }) => id)})`;
  return new Map(rows.map(({ id, status }) => [id, status]));
}

async function writeReturns(shop: Shop, records: ReturnRecord[]): Promise<Set<string>> {
  const told = JSON.stringify(records.map(({ lines: _, parcels: __, ...facts }) => facts));
  const rows = await shop.sql<{ id: string }>`
    insert into "Return" as known ("shopId", id, "orderId", name, status, "requestedAt", "closedAt", "declineReason",
      "declineNote", "totalQuantity", "receivedQuantity", "exchangeLines", "readAt")
    select distinct on (id) ${shop.id}, id, "orderId", name, status, "requestedAt", "closedAt", "declineReason",
      "declineNote", "totalQuantity", coalesce("receivedQuantity", 0), "exchangeLines", "readAt"
    from jsonb_to_recordset(${told}::jsonb) as told(
      id text, "orderId" text, name text, status text, "requestedAt" timestamptz, "closedAt" timestamptz,
      "declineReason" text, "declineNote" text, "totalQuantity" int, "receivedQuantity" int, "exchangeLines" jsonb,
      "readAt" timestamptz)
    order by id, "readAt" desc
    on conflict ("shopId", id) do update set
      name = excluded.name, status = excluded.status, "closedAt" = excluded."closedAt",
      "declineReason" = excluded."declineReason", "declineNote" = excluded."declineNote",
      "totalQuantity" = excluded."totalQuantity", "receivedQuantity" = greatest(known."receivedQuantity", excluded."receivedQuantity"),
      "exchangeLines" = excluded."exchangeLines", "readAt" = excluded."readAt"
    where known."readAt" <= excluded."readAt"
    returning id`;
  return new Set(rows.map(({ id }) => id));
}

/** As they were read, and no others: staff can take a line out of a return. */
async function writeLines(shop: Shop, records: ReturnRecord[]): Promise<void> {
  const told = records.flatMap(({ id, lines }) => lines.map((line) => ({ returnId: id, ...line })));
  await shop.sql`
    delete from "ReturnLine" where "shopId" = ${shop.id} and "returnId" = any(${records.map(({ id }) => id)})`;
  await shop.sql`
    insert into "ReturnLine" ("shopId", "returnId", id, "orderLineId", title, "variantTitle", quantity,
      "processedQuantity", "refundedQuantity", reason, "customerNote")
    select ${shop.id}, "returnId", id, "orderLineId", title, "variantTitle", quantity, "processedQuantity",
      "refundedQuantity", reason, "customerNote"
    from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as told(
      "returnId" text, id text, "orderLineId" text, title text, "variantTitle" text, quantity int,
      "processedQuantity" int, "refundedQuantity" int, reason text, "customerNote" text)
    on conflict do nothing`;
}

async function writeParcels(shop: Shop, records: ReturnRecord[]): Promise<void> {
  const asked = records.filter(({ parcels }) => parcels !== null);
  const told = asked.flatMap(({ id, parcels }) => parcels!.map((parcel) => ({ returnId: id, ...parcel })));
  await shop.sql`
    delete from "ReturnParcel" where "shopId" = ${shop.id} and "returnId" = any(${asked.map(({ id }) => id)})`;
  await shop.sql`
    insert into "ReturnParcel" ("shopId", "returnId", id, carrier, "trackingNumber", "trackingUrl", "labelUrl")
    select ${shop.id}, "returnId", id, carrier, "trackingNumber", "trackingUrl", "labelUrl"
    from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as told(
      "returnId" text, id text, carrier text, "trackingNumber" text, "trackingUrl" text, "labelUrl" text)
    on conflict do nothing`;
}
