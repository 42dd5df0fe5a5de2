import { displayName } from "#app/customers/display-name.ts";
import type { Reader } from "#app/db.server.ts";
import { Prisma } from "#app/generated/prisma/client.ts";
import type { Money } from "#app/money.ts";

export interface PanelOrder {
  id: string;
  name: string;
  placedAt: string;
  total: Money;
  financialStatus: string | null;
  fulfillmentStatus: string | null;
  isCancelled: boolean;
  items: { title: string; quantity: number }[];
  parcels: PanelParcel[];
  /** How this thread has shown that it may hear of this order; null where it has not. */
  proven: string | null;
}

export interface PanelParcel {
  id: string;
  status: string | null;
  carrier: string | null;
  number: string | null;
  url: string | null;
  lastScanAt: string | null;
  expectedAt: string | null;
  deliveredAt: string | null;
}

export interface CustomerPanel {
  name: string | null;
  shopifyId: string | null;
  locale: string | null;
  country: string | null;
  since: string;
  contacts: { kind: string; value: string; isVerified: boolean; isBad: boolean }[];
  orders: PanelOrder[];
}

const MOST_ORDERS = 10;

/** What stands beside a thread: who it is, how to reach them, and their newest orders with parcels. */
export async function readCustomerPanel(
  shop: Reader,
  { conversationId, customerId }: { conversationId: string; customerId: string },
): Promise<CustomerPanel | null> {
  const person = await readPerson(shop, conversationId, customerId);
  if (!person) return null;
  const { firstName, lastName, since, proofs, ...rest } = person;
  const orders = await readOrders(shop, person);
  return {
    ...rest,
    name: displayName({ firstName, lastName }),
    since: since.toISOString(),
    orders: orders.map((order) => toPanelOrder(order, proofs[order.id] ?? null)),
  };
}

interface Person extends Pick<CustomerPanel, "shopifyId" | "locale" | "country" | "contacts"> {
  firstName: string | null;
  lastName: string | null;
  since: Date;
  /** How this thread has shown that it may hear of an order, by the order's id. */
  proofs: Record<string, string>;
}

async function readPerson(shop: Reader, conversationId: string, customerId: string): Promise<Person | null> {
  const [person] = await shop.sql<Person>`
    select c."shopifyId", c.locale, c.country, c."firstName", c."lastName", c."createdAt" as since,
      coalesce((select json_agg(json_build_object('kind', p.kind, 'value', p.value,
          'isVerified', p."verifiedAt" is not null, 'isBad', p."badSince" is not null) order by p."createdAt")
        from (select * from "ContactPoint" q where q."shopId" = ${shop.id} and q."customerId" = c.id
          and q.kind <> 'visitor' order by q."createdAt" limit 20) p), '[]') as contacts,
      coalesce((select json_object_agg(o."orderId", o.how) from "OrderProof" o
        where o."shopId" = ${shop.id} and o."conversationId" = ${conversationId} and o.until > ${shop.at}), '{}') as proofs
    from "Customer" c where c."shopId" = ${shop.id} and c.id = ${customerId}`;
  return person ?? null;
}

interface OrderRow {
  id: string;
  name: string;
  placedAt: Date;
  total: string;
  currency: string;
  financialStatus: string | null;
  fulfillmentStatus: string | null;
  cancelledAt: Date | null;
  items: { title: string; quantity: number }[];
  parcels: PanelParcel[];
}

/** Staff may see every order that names this person, whether or not the thread has proven it. */
async function readOrders(shop: Reader, person: Person): Promise<OrderRow[]> {
  const ways = waysTo(person);
  if (!ways.length) return [];
  // Each way walks its own index; an OR over them would sort all that the shop has.
  const theirs = ways.map(
    (way) => Prisma.sql`(select id, "placedAt" from "Order"
      where "shopId" = ${shop.id} and "deletedAt" is null and ${way}
      order by "placedAt" desc, id desc limit ${MOST_ORDERS})`,
  );
  return shop.sql<OrderRow>`
    with theirs as (${Prisma.join(theirs, " union ")}),
    newest as (select id from theirs order by "placedAt" desc, id desc limit ${MOST_ORDERS})
    select o.id, o.name, o."placedAt", o.total, o.currency, o."financialStatus", o."fulfillmentStatus", o."cancelledAt",
      coalesce((select json_agg(json_build_object('title', concat_ws(', ', l.title, nullif(l."variantTitle", '')),
          'quantity', l."currentQuantity") order by l.id)
        from (select * from "OrderLine" a where a."shopId" = ${shop.id} and a."orderId" = o.id
          and a."currentQuantity" > 0 order by a.id limit 20) l), '[]') as items,
      coalesce((select json_agg(json_build_object('id', f.id, 'status', f."shipmentStatus", 'carrier', f.carrier,
          'number', f."trackingNumbers"[1], 'url', f."trackingUrl", 'lastScanAt', f."lastScanAt",
          'expectedAt', f."estimatedDeliveryAt", 'deliveredAt', f."deliveredAt") order by f."shippedAt")
        from (select * from "Fulfillment" b where b."shopId" = ${shop.id} and b."orderId" = o.id
          and b.status <> 'CANCELLED' order by b."shippedAt" limit 10) f), '[]') as parcels
    from newest join "Order" o on o."shopId" = ${shop.id} and o.id = newest.id
    order by o."placedAt" desc, o.id desc`;
}

function waysTo({ shopifyId, contacts, proofs }: Person): Prisma.Sql[] {
  const values = (kind: string) => contacts.filter((point) => point.kind === kind).map(({ value }) => value);
  const ways: Prisma.Sql[] = [];
  if (shopifyId) ways.push(Prisma.sql`"customerShopifyId" = ${shopifyId}`);
  if (values("email").length) ways.push(Prisma.sql`email = any(${values("email")})`);
  if (values("phone").length) ways.push(Prisma.sql`phone = any(${values("phone")})`);
  const proven = Object.keys(proofs);
  if (proven.length) ways.push(Prisma.sql`id = any(${proven})`);
  return ways;
}

function toPanelOrder(
  { placedAt, total, currency, cancelledAt, parcels, ...order }: OrderRow,
  proven: string | null,
): PanelOrder {
  return {
    ...order,
    placedAt: placedAt.toISOString(),
    total: { amount: total, currency },
    isCancelled: cancelledAt !== null,
    // Only what a browser may follow: a carrier's address comes from outside.
    parcels: parcels.map((row) => ({ ...row, url: row.url && /^https:\/\//.test(row.url) ? row.url : null })),
    proven,
  };
}
