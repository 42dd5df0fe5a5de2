import type { ThreadView } from "#app/conversations/thread.ts";
import { displayName } from "#app/customers/display-name.ts";
import { formsOf } from "#app/customers/match-key.ts";
import { customersOf } from "#app/customers/person-of.ts";
import { type OnePerson, readOnePerson } from "#app/desk/one-person.ts";
import { type PanelFacts, readPanelFacts } from "#app/desk/panel-facts.ts";
import type { Reader } from "#app/db.server.ts";
import { Prisma } from "#app/generated/prisma/client.ts";
import type { Money } from "#app/money.ts";
import { lateParcels } from "#app/orders/tracking/late-parcels.ts";

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
  /** Days past the promise of a parcel that its carrier scans, and that has not arrived; null where none. */
  daysLate: number | null;
}

export interface CustomerPanel {
  name: string | null;
  shopifyId: string | null;
  locale: string | null;
  country: string | null;
  since: string;
  contacts: { kind: string; value: string; isVerified: boolean; isBad: boolean }[];
  orders: PanelOrder[];
  onePerson: OnePerson;
  facts: PanelFacts | null;
}

const MOST_ORDERS = 10;

/**
 * What stands beside a thread: who it is, how to reach them, and their newest orders with parcels; of everybody whom
 * staff show as this person.
 */
export async function readCustomerPanel(
  shop: Reader,
  { threads, customerId }: Pick<ThreadView, "threads" | "customerId">,
): Promise<CustomerPanel | null> {
  const customers = await customersOf(shop, customerId);
  const person = await readPerson(shop, threads, customers);
  if (!person) return null;
  const { firstName, lastName, since, proofs, shopifyIds, ...rest } = person;
  const orders = await readOrders(shop, person);
  const awaited = orders.flatMap(({ parcels }) => parcels).filter(({ deliveredAt }) => !deliveredAt);
  const late = await lateParcels(
    shop,
    awaited.map(({ id }) => id),
  );
  return {
    ...rest,
    shopifyId: shopifyIds[0] ?? null,
    name: displayName({ firstName, lastName }),
    since: since.toISOString(),
    onePerson: await readOnePerson(shop, customers),
    facts: await readPanelFacts(
      shop,
      customers,
      orders.map(({ id }) => id),
    ),
    orders: orders.map((order) => toPanelOrder(order, { proven: proofs[order.id] ?? null, late })),
  };
}

interface Person extends Pick<CustomerPanel, "locale" | "country" | "contacts"> {
  /** Of every account of theirs at Shopify, those that are still there first. */
  shopifyIds: string[];
  firstName: string | null;
  lastName: string | null;
  since: Date;
  /** How a thread of theirs has shown that it may hear of an order, by the order's id. */
  proofs: Record<string, string>;
}

/** The person themselves first: what they do not tell, whoever is shown with them does. */
async function readPerson(shop: Reader, threads: string[], customers: string[]): Promise<Person | null> {
  const [person] = await shop.sql<Person>`
    with theirs as (select c.*, array_position(${customers}::text[], c.id) as place from "Customer" c
      where c."shopId" = ${shop.id} and c.id = any(${customers})),
    named as (select * from theirs where "firstName" is not null or "lastName" is not null order by place limit 1)
    select coalesce(array_agg(t."shopifyId" order by t."deletedAt" is not null, t."mergedIntoId" is not null, t.place)
        filter (where t."shopifyId" is not null), '{}') as "shopifyIds",
      (array_agg(t.locale order by t.place) filter (where t.locale is not null))[1] as locale,
      (array_agg(t.country order by t.place) filter (where t.country is not null))[1] as country,
      (select "firstName" from named) as "firstName", (select "lastName" from named) as "lastName",
      min(t."createdAt") as since,
      coalesce((select json_agg(json_build_object('kind', p.kind, 'value', p.value,
          'isVerified', p."verifiedAt" is not null, 'isBad', p."badSince" is not null) order by p."createdAt")
        from (select distinct on (kind, value) * from "ContactPoint" q
          where q."shopId" = ${shop.id} and q."customerId" = any(${customers}) and q.kind <> 'visitor'
          order by kind, value, "verifiedAt" nulls last limit 20) p), '[]') as contacts,
      coalesce((select json_object_agg(o."orderId", o.how) from "OrderProof" o
        where o."shopId" = ${shop.id} and o."conversationId" = any(${threads}) and o.until > ${shop.at}), '{}') as proofs
    from theirs t having count(*) > 0`;
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
  parcels: ParcelRow[];
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

function waysTo({ shopifyIds, contacts, proofs }: Person): Prisma.Sql[] {
  const values = (kind: string) => contacts.filter((point) => point.kind === kind).map(({ value }) => value);
  const ways: Prisma.Sql[] = [];
  for (const id of shopifyIds) ways.push(Prisma.sql`"customerShopifyId" = ${id}`);
  if (values("email").length) ways.push(Prisma.sql`email = any(${values("email")})`);
  if (values("phone").length) ways.push(Prisma.sql`phone = any(${values("phone").flatMap(formsOf)})`);
  const proven = Object.keys(proofs);
  if (proven.length) ways.push(Prisma.sql`id = any(${proven})`);
  return ways;
}

function toPanelOrder(
  { placedAt, total, currency, cancelledAt, parcels, ...order }: OrderRow,
  { proven, late }: { proven: string | null; late: Map<string, number> },
): PanelOrder {
  return {
    ...order,
    placedAt: placedAt.toISOString(),
    total: { amount: total, currency },
    isCancelled: cancelledAt !== null,
    // Only what a browser may follow: a carrier's address comes from outside.
    parcels: parcels.map((row) => ({
      ...row,
      url: row.url && /^https:\/\//.test(row.url) ? row.url : null,
      daysLate: late.get(row.id) ?? null,
    })),
    proven,
  };
}

type ParcelRow = Omit<PanelParcel, "daysLate">;
