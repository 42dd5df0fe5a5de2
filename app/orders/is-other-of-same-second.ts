import type { Shop } from "#app/db.server.ts";
import type { OrderRecord } from "#app/orders/order-record.ts";

/**
 * Whether the order that stands has the very second of this one and says otherwise. Asked after the write was refused,
 * in a statement of its own: what another worker has just committed is seen only then.
 */
export async function isOtherOfSameSecond(shop: Shop, record: OrderRecord): Promise<boolean> {
  const { id, updatedAt, total, financialStatus, cancelledAt, closedAt } = record;
  const { email = null, customerShopifyId = null } = record;
  const rows = await shop.sql`
    select from "Order" known
    where "shopId" = ${shop.id} and id = ${id} and "deletedAt" is null and "sourceUpdatedAt" = ${updatedAt}
      and ((total, "financialStatus", "cancelledAt", "closedAt")
          is distinct from (${total}::text, ${financialStatus}::text, ${cancelledAt}::timestamptz, ${closedAt}::timestamptz)
        or case when "fulfillmentStatus" in ('FULFILLED', 'PARTIALLY_FULFILLED') then "fulfillmentStatus"
          else 'UNFULFILLED' end <> ${sentOf(record.fulfillmentStatus)}
        or (${record.email !== undefined} and email is distinct from ${email})
        or (${record.customerShopifyId !== undefined} and "customerShopifyId" is distinct from ${customerShopifyId})
        or exists (
          select from jsonb_to_recordset(${JSON.stringify(record.lines)}::jsonb)
            as told(id text, quantity int, "currentQuantity" int)
          left join "OrderLine" line
            on line."shopId" = known."shopId" and line."orderId" = known.id and line.id = told.id
          where (line.quantity, line."currentQuantity") is distinct from (told.quantity, told."currentQuantity")))`;
  return rows.length > 0;
}

/** How much is sent: webhooks know no more, the Admin API also says why something waits. */
const sentOf = (status: string | null): string =>
  status === "FULFILLED" || status === "PARTIALLY_FULFILLED" ? status : "UNFULFILLED";
