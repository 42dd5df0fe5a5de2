import { formsOf } from "#app/customers/match-key.ts";
import { customersOf, personOf } from "#app/customers/person-of.ts";
import type { Reader } from "#app/db.server.ts";
import { Prisma } from "#app/generated/prisma/client.ts";

/** Everything by which rows of the house are one person's, as staff see the person (decisions/009). */
export interface WholePerson {
  /** The customer that stands for all of them. */
  id: string;
  /** Themselves first. */
  customers: string[];
  /** Of every account of theirs at Shopify, the one that facts are changed at first. */
  shopifyIds: string[];
  /** Verified, or told by Shopify: what a stranger typed opens no orders here. */
  emails: string[];
  phones: string[];
  conversations: string[];
}

/** The person to whom this customer belongs, or null where this shop has no such customer. */
export async function findWholePerson(shop: Reader, customerId: string): Promise<WholePerson | null> {
  return readWholePerson(shop, await customersOf(shop, await personOf(shop, customerId)));
}

/** The same of whose customers are known already (`customersOf`): the person first. */
export async function readWholePerson(shop: Reader, customers: string[]): Promise<WholePerson | null> {
  const id = customers[0]!;
  const [row] = await shop.sql<Omit<WholePerson, "id" | "customers"> & { known: boolean }>`
    with points as (select kind, value from "ContactPoint"
      where "shopId" = ${shop.id} and "customerId" = any(${customers})
        and ("verifiedAt" is not null or source = 'shopify'))
    select exists (select from "Customer" where "shopId" = ${shop.id} and id = ${id}) as known,
      array(select "shopifyId" from "Customer" where "shopId" = ${shop.id} and id = any(${customers})
        and "shopifyId" is not null
        order by "deletedAt" is not null, array_position(${customers}::text[], id)) as "shopifyIds",
      array(select distinct value from points where kind = 'email' order by value) as emails,
      array(select distinct value from points where kind = 'phone' order by value) as phones,
      array(select id from "Conversation" where "shopId" = ${shop.id} and "customerId" = any(${customers}))
        as conversations`;
  if (!row?.known) return null;
  const { known: _, ...refs } = row;
  return { id, customers, ...refs };
}

/** The ways to their orders, each along an index of its own; none where nothing names them. */
export function waysToOrders({ shopifyIds, emails, phones }: WholePerson): Prisma.Sql[] {
  const ways: Prisma.Sql[] = [];
  if (shopifyIds.length) ways.push(Prisma.sql`"customerShopifyId" = any(${shopifyIds})`);
  if (emails.length) ways.push(Prisma.sql`email = any(${emails})`);
  if (phones.length) ways.push(Prisma.sql`phone = any(${phones.flatMap(formsOf)})`);
  return ways;
}
