import { forgottenHash } from "#app/customers/forgotten.ts";
import { mirrorCustomer } from "#app/customers/mirror-customer.ts";
import type { Shop } from "#app/db.server.ts";
import { Prisma } from "#app/generated/prisma/client.ts";
import { writeEvent } from "#app/jobs/events.ts";
import { isOtherOfSameSecond } from "#app/orders/is-other-of-same-second.ts";
import { keepLines } from "#app/orders/keep-lines.ts";
import { keepFulfillments } from "#app/orders/mirror-fulfillment.ts";
import { keepFulfillmentOrders } from "#app/orders/mirror-fulfillment-order.ts";
import { orderNameKey, orderNumberKey } from "#app/orders/order-name-key.ts";
import type { OrderRecord } from "#app/orders/order-record.ts";
import { orderUpsert } from "#app/orders/order-upsert.ts";
import { refreshDue } from "#app/orders/refresh-due.ts";
import { rereadOrder } from "#app/orders/reread-order.ts";

export interface MirrorOptions {
  /** The first sync fills the mirror with the past: nothing has just happened, so no events are told. */
  quiet?: boolean;
}

/**
 * Keeps Shopify's newest word on an order with all that hangs on it; older news is ignored, and news of what we were
 * asked to forget. What changed is told by events whose keys let each be told once, however often and in whatever
 * order the news comes.
 */
export async function mirrorOrder(
  shop: Shop,
  record: OrderRecord,
  { quiet = false }: MirrorOptions = {},
): Promise<"applied" | "ignored"> {
  if (record.customer) await mirrorCustomer(shop, record.customer);
  const change = await writeOrder(shop, record);
  if (!change.applied) {
    // Shopify's times are whole seconds: of two differing states of one second only a live read can tell the newer.
    if (!record.isLive && (await isOtherOfSameSecond(shop, record))) await rereadOrder(shop, record.id);
    return "ignored";
  }
  await keepLines(shop, record.id, record.lines);
  await keepFulfillments(shop, record.fulfillments, { quiet, isLive: record.isLive });
  if (record.fulfillmentOrders) await keepFulfillmentOrders(shop, record.fulfillmentOrders);
  await refreshDue(shop, record.id);
  if (!quiet) await tellChange(shop, record, change);
  return "applied";
}

interface Change {
  applied: boolean;
  sourceUpdatedAt: Date | null;
  cancelledAt: Date | null;
  financialStatus: string | null;
  total: string | null;
}

async function writeOrder(shop: Shop, record: OrderRecord): Promise<Change> {
  const told = {
    customerShopifyId: record.customerShopifyId !== undefined,
    email: record.email !== undefined,
    phone: record.phone !== undefined,
    contactPhone: record.contactPhone !== undefined,
  };
  const [row] = await shop.sql<Omit<Change, "applied"> & { written: string | null }>`
    with before as (
      select * from "Order" where "shopId" = ${shop.id} and id = ${record.id}
    ), written as (
      ${orderUpsert(rowOf(shop, record), { told, winsTies: record.isLive })}
    )
    select (select id from written) written, before."sourceUpdatedAt", before."cancelledAt",
      before."financialStatus", before.total
    from (select 1) one left join before on true`;
  return { ...row!, applied: row!.written !== null };
}

/** The record as orderUpsert reads it; no row where we were asked to forget it or its customer. */
function rowOf(shop: Shop, record: OrderRecord): Prisma.Sql {
  const { email = null, phone = null, contactPhone = null, locale = null, customerShopifyId = null } = record;
  const { toCountry = null, toRegion = null } = record;
  return Prisma.sql`
    select ${shop.id}, ${record.id}, ${record.name}, ${orderNameKey(record.name)}, ${orderNumberKey(record.name)},
      ${customerShopifyId}, ${email}, ${phone}, ${contactPhone},
      ${locale}, ${toCountry}, ${toRegion}, ${record.poNumber}, ${record.sourceName},
      ${record.currency}, ${record.total}, ${record.financialStatus}, ${record.fulfillmentStatus},
      ${record.requiresShipping}, ${record.placedAt}, ${record.updatedAt}, ${record.cancelledAt}, ${record.closedAt}
    where not exists (select from "Tombstone" where "shopId" = ${shop.id}
      and (kind, "idHash") in (('order', ${forgottenHash(shop, "order", record.id)}),
        ('customer', ${forgottenHash(shop, "customer", customerShopifyId ?? "")})))`;
}

async function tellChange(shop: Shop, record: OrderRecord, before: Change): Promise<void> {
  const payload = { orderId: record.id };
  const tell = (name: string) => writeEvent(shop, { name, key: `${name}:${record.id}`, payload });
  if (!before.sourceUpdatedAt) await tell("order.placed");
  if (record.cancelledAt && !before.cancelledAt) await tell("order.cancelled");
  if (record.financialStatus === "PAID" && before.financialStatus !== "PAID") await tell("order.paid");
  if (REFUNDED.has(record.financialStatus ?? "") && record.total !== before.total) {
    await writeEvent(shop, {
      name: "order.refunded",
      key: `order.refunded:${record.id}:${record.total}`,
      payload,
    });
  }
}

const REFUNDED = new Set(["REFUNDED", "PARTIALLY_REFUNDED"]);
