import { forgottenHash } from "#app/customers/forgotten.ts";
import { mirrorCustomer } from "#app/customers/mirror-customer.ts";
import type { Shop } from "#app/db.server.ts";
import { writeEvent } from "#app/jobs/events.ts";
import { keepLines } from "#app/orders/keep-lines.ts";
import { keepFulfillments } from "#app/orders/mirror-fulfillment.ts";
import { keepFulfillmentOrders } from "#app/orders/mirror-fulfillment-order.ts";
import { orderNameKey, orderNumberKey } from "#app/orders/order-name-key.ts";
import type { OrderRecord } from "#app/orders/order-record.ts";
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
  const isTie = change.sourceUpdatedAt?.getTime() === record.updatedAt.getTime();
  if (!change.applied) {
    // Shopify's times are whole seconds: of two differing states of one second only a live read can tell the newer.
    if (isTie && differs(change, record)) await rereadOrder(shop, record.id);
    return "ignored";
  }
  await keepLines(shop, record.id, record.lines);
  await keepFulfillments(shop, record.fulfillments, { quiet });
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
  fulfillmentStatus: string | null;
  total: string | null;
}

async function writeOrder(shop: Shop, record: OrderRecord): Promise<Change> {
  const { email = null, phone = null, contactPhone = null, locale = null, customerShopifyId = null } = record;
  const { toCountry = null, toRegion = null } = record;
  const [row] = await shop.sql<Omit<Change, "applied"> & { written: string | null }>`
    with before as (
      select * from "Order" where "shopId" = ${shop.id} and id = ${record.id}
    ), written as (
      insert into "Order" as known
        ("shopId", id, name, "nameKey", "numberKey", "customerShopifyId", email, phone, "contactPhone",
         locale, "toCountry", "toRegion", "poNumber", "sourceName",
         currency, total, "financialStatus", "fulfillmentStatus", "requiresShipping",
         "placedAt", "sourceUpdatedAt", "cancelledAt", "closedAt")
      select ${shop.id}, ${record.id}, ${record.name}, ${orderNameKey(record.name)}, ${orderNumberKey(record.name)},
        ${customerShopifyId}, ${email}, ${phone}, ${contactPhone},
        ${locale}, ${toCountry}, ${toRegion}, ${record.poNumber}, ${record.sourceName},
        ${record.currency}, ${record.total}, ${record.financialStatus}, ${record.fulfillmentStatus},
        ${record.requiresShipping}, ${record.placedAt}, ${record.updatedAt}, ${record.cancelledAt}, ${record.closedAt}
      where not exists (select from "Tombstone" where "shopId" = ${shop.id}
        and (kind, "idHash") in (('order', ${forgottenHash(shop, "order", record.id)}),
          ('customer', ${forgottenHash(shop, "customer", customerShopifyId ?? "")})))
      on conflict ("shopId", id) do update set
        name = excluded.name, "nameKey" = excluded."nameKey", "numberKey" = excluded."numberKey",
        "customerShopifyId" = case when ${record.customerShopifyId !== undefined}
          then excluded."customerShopifyId" else known."customerShopifyId" end,
        email = case when ${record.email !== undefined} then excluded.email else known.email end,
        phone = case when ${record.phone !== undefined} then excluded.phone else known.phone end,
        "contactPhone" = case when ${record.contactPhone !== undefined}
          then excluded."contactPhone" else known."contactPhone" end,
        locale = coalesce(excluded.locale, known.locale),
        "toCountry" = coalesce(excluded."toCountry", known."toCountry"),
        "toRegion" = case when excluded."toCountry" is null then known."toRegion" else excluded."toRegion" end,
        "poNumber" = excluded."poNumber", "sourceName" = excluded."sourceName",
        currency = excluded.currency, total = excluded.total,
        "financialStatus" = excluded."financialStatus", "fulfillmentStatus" = excluded."fulfillmentStatus",
        "requiresShipping" = excluded."requiresShipping", "placedAt" = excluded."placedAt",
        "sourceUpdatedAt" = excluded."sourceUpdatedAt",
        "cancelledAt" = excluded."cancelledAt", "closedAt" = excluded."closedAt"
      where known."deletedAt" is null and (known."sourceUpdatedAt" < excluded."sourceUpdatedAt"
        or (known."sourceUpdatedAt" = excluded."sourceUpdatedAt" and ${record.isLive}))
      returning id
    )
    select (select id from written) written, before."sourceUpdatedAt", before."cancelledAt",
      before."financialStatus", before."fulfillmentStatus", before.total
    from (select 1) one left join before on true`;
  return { ...row!, applied: row!.written !== null };
}

const differs = (known: Change, record: OrderRecord): boolean =>
  known.financialStatus !== record.financialStatus ||
  sentOf(known.fulfillmentStatus) !== sentOf(record.fulfillmentStatus) ||
  known.total !== record.total ||
  known.cancelledAt?.getTime() !== record.cancelledAt?.getTime();

/** How much is sent: webhooks know no more, the Admin API also says why something waits. */
const sentOf = (status: string | null): string =>
  status === "FULFILLED" || status === "PARTIALLY_FULFILLED" ? status : "UNFULFILLED";

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
