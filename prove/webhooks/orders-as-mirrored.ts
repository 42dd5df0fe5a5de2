import { readShop } from "#app/db.server.ts";
import { byId, type CustomerFacts, type OrderFacts, type ParcelFacts, sentOf } from "./orders-as-they-are.ts";

interface Row extends Omit<OrderFacts, "updatedAt" | "total" | "sent" | "parcels"> {
  total: string;
  fulfillmentStatus: string | null;
  sourceUpdatedAt: string;
  deletedAt: string | null;
  parcels: (Omit<ParcelFacts, "newest" | "isDelivered"> & {
    shipmentStatus: string | null;
    deliveredAt: string | null;
  })[];
}

export interface Mirrored {
  facts: OrderFacts;
  isDeleted: boolean;
}

/** The mirror's word on these orders, in the form of the town's. */
export async function mirroredOrders(shopId: string, ids: string[]): Promise<Map<string, Mirrored>> {
  const rows = await readShop(
    shopId,
    ({ sql }) => sql<Row>`
    select o.id, o.name, o.email, o."customerShopifyId", o.currency, o.total, o."financialStatus",
      o."fulfillmentStatus", to_char(o."cancelledAt", ${SECOND}) "cancelledAt",
      to_char(o."closedAt", ${SECOND}) "closedAt", to_char(o."sourceUpdatedAt", ${SECOND}) "sourceUpdatedAt",
      to_char(o."deletedAt", ${SECOND}) "deletedAt",
      (select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'quantity', l.quantity,
          'currentQuantity', l."currentQuantity")), '[]')
        from "OrderLine" l where l."shopId" = o."shopId" and l."orderId" = o.id) lines,
      (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'status', f.status, 'numbers', f."trackingNumbers",
          'deliveredAt', f."deliveredAt", 'shipmentStatus', f."shipmentStatus", 'scans', (
            select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'status', e.status)), '[]')
            from "FulfillmentEvent" e where e."shopId" = f."shopId" and e."fulfillmentId" = f.id))), '[]')
        from "Fulfillment" f where f."shopId" = o."shopId" and f."orderId" = o.id) parcels
    from "Order" o where o."shopId" = ${shopId} and o.id = any(${ids})`,
  );
  return new Map(rows.map((row) => [row.id, { facts: factsOf(row), isDeleted: row.deletedAt !== null }]));
}

const SECOND = 'YYYY-MM-DD"T"HH24:MI:SS"Z"';

function factsOf(row: Row): OrderFacts {
  const { id, name, email, customerShopifyId, currency, financialStatus, cancelledAt, closedAt } = row;
  return {
    id,
    name,
    email,
    customerShopifyId,
    currency,
    total: Number(row.total),
    financialStatus,
    sent: sentOf(row.fulfillmentStatus),
    cancelledAt,
    closedAt,
    updatedAt: row.sourceUpdatedAt,
    lines: row.lines
      .map((line) => ({ id: line.id, quantity: line.quantity, currentQuantity: line.currentQuantity }))
      .sort(byId),
    parcels: row.parcels
      .map((parcel) => ({
        id: parcel.id,
        status: parcel.status,
        numbers: parcel.numbers,
        isDelivered: parcel.deliveredAt !== null,
        newest: parcel.scans.length ? parcel.shipmentStatus : null,
        scans: parcel.scans.map((scan) => ({ id: scan.id, status: scan.status })).sort(byId),
      }))
      .sort(byId),
  };
}

/** Their names and the address that Shopify told. */
export async function mirroredCustomers(shopId: string): Promise<Map<string, CustomerFacts>> {
  const rows = await readShop(
    shopId,
    ({ sql }) => sql<CustomerFacts>`
    select c."shopifyId" id, c."firstName", c."lastName",
      (select max(p.value) from "ContactPoint" p where p."shopId" = c."shopId" and p."customerId" = c.id
        and p.kind = 'email') email
    from "Customer" c where c."shopId" = ${shopId} and c."shopifyId" is not null and c."deletedAt" is null`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}
