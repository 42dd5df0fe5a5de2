import { displayName } from "#app/customers/display-name.ts";
import { formsOf } from "#app/customers/match-key.ts";
import { customersOf } from "#app/customers/person-of.ts";
import { suggestMerges } from "#app/customers/suggest-merges.ts";
import type { Reader } from "#app/db.server.ts";
import { Prisma } from "#app/generated/prisma/client.ts";
import { hearsOfMerges } from "#app/shop/subscribe-topics.ts";

/** A person in a few lines, to be compared with another before staff merge them. */
export interface PersonCard {
  customerId: string;
  name: string | null;
  hasAccount: boolean;
  contacts: { kind: string; value: string }[];
  /** Names of their newest orders. */
  orders: string[];
  /** ISO time of their newest message; null where they have not written. */
  heardAt: string | null;
}

export interface OnePerson {
  own: PersonCard;
  /** Who may be the same person: never merged by itself. */
  suggestions: { customerId: string; shared: { kind: string; value: string }[]; other: PersonCard }[];
  /** Merges by staff that stand, newest first: each can be undone. */
  merges: { id: string; at: string; by: string | null; who: string | null }[];
  /** What can be taken out into a person of their own. */
  points: { id: string; kind: string; value: string; since: string }[];
  /** Whether merges made in Shopify's admin reach us; asked only where merging is spoken of. */
  followsShopify: boolean;
}

/**
 * Whether this is one person, as far as staff can tell: what they have merged, and what they may want to. `customers`:
 * everybody who is this person to staff, the person first.
 */
export async function readOnePerson(shop: Reader, customers: string[]): Promise<OnePerson> {
  const suggestions = await suggestMerges(shop, customers);
  const cards = [];
  for (const { customerId, personId: otherId, shared } of suggestions)
    cards.push({ customerId, shared, other: await readCard(shop, await customersOf(shop, otherId)) });
  const merges = await readMerges(shop, customers);
  const isSpokenOf = cards.length > 0 || merges.length > 0;
  return {
    own: await readCard(shop, customers),
    suggestions: cards,
    merges,
    points: await readPoints(shop, customers),
    followsShopify: !isSpokenOf || (await hearsOfMerges(shop)),
  };
}

interface CardRow extends Omit<PersonCard, "customerId" | "name" | "orders" | "heardAt"> {
  firstName: string | null;
  lastName: string | null;
  shopifyIds: string[];
  heardAt: Date | null;
}

async function readCard(shop: Reader, customers: string[]): Promise<PersonCard> {
  const [row] = await shop.sql<CardRow>`
    select named."firstName", named."lastName",
      array(select "shopifyId" from "Customer" c where c."shopId" = ${shop.id} and c.id = any(${customers})
        and "shopifyId" is not null) as "shopifyIds",
      exists (select from "Customer" c where c."shopId" = ${shop.id} and c.id = any(${customers})
        and "shopifyId" is not null and "deletedAt" is null) as "hasAccount",
      coalesce((select json_agg(distinct jsonb_build_object('kind', kind, 'value', value)) from "ContactPoint" p
        where p."shopId" = ${shop.id} and p."customerId" = any(${customers}) and kind <> 'visitor'), '[]') as contacts,
      (select max("lastCustomerAt") from "Conversation" v
        where v."shopId" = ${shop.id} and v."customerId" = any(${customers})) as "heardAt"
    from (select 1) one left join lateral (
      select "firstName", "lastName" from "Customer" c where c."shopId" = ${shop.id} and c.id = any(${customers})
        and ("firstName" is not null or "lastName" is not null)
      order by array_position(${customers}::text[], c.id) limit 1) named on true`;
  const { firstName, lastName, shopifyIds, heardAt, ...card } = row!;
  return {
    ...card,
    customerId: customers[0]!,
    name: displayName({ firstName, lastName }),
    orders: await readOrderNames(shop, shopifyIds, card.contacts),
    heardAt: heardAt?.toISOString() ?? null,
  };
}

const FEW_ORDERS = 3;

async function readOrderNames(shop: Reader, shopifyIds: string[], contacts: PersonCard["contacts"]) {
  const values = (kind: string) => contacts.filter((point) => point.kind === kind).map(({ value }) => value);
  const ways = [
    ...shopifyIds.map((id) => Prisma.sql`"customerShopifyId" = ${id}`),
    ...values("email").map((email) => Prisma.sql`email = ${email}`),
    ...values("phone")
      .flatMap(formsOf)
      .map((phone) => Prisma.sql`phone = ${phone}`),
  ];
  if (!ways.length) return [];
  const theirs = ways.map(
    (way) => Prisma.sql`(select id, name, "placedAt" from "Order"
      where "shopId" = ${shop.id} and "deletedAt" is null and ${way}
      order by "placedAt" desc, id desc limit ${FEW_ORDERS})`,
  );
  const rows = await shop.sql<{ name: string }>`
    select name from (${Prisma.join(theirs, " union ")}) theirs
    order by "placedAt" desc, id desc limit ${FEW_ORDERS}`;
  return rows.map(({ name }) => name);
}

const BY_PROOF = "a code they read there";

async function readMerges(shop: Reader, customers: string[]): Promise<OnePerson["merges"]> {
  const rows = await shop.sql<{ id: string; at: Date; by: string | null; who: string | null }>`
    select m.id, m.at, case when m.kind = 'proof' then ${BY_PROOF} else s.name end as by,
      coalesce(nullif(trim(concat_ws(' ', f."firstName", f."lastName")), ''), (
        select p.value from "ContactPoint" p
        where p."shopId" = ${shop.id} and p."customerId" = f.id and p.kind <> 'visitor'
        order by p."createdAt" limit 1)) as who
    from "CustomerMerge" m
    join "Customer" f on f."shopId" = ${shop.id} and f.id = m."fromId" and f."partOfId" = m."intoId"
    left join "StaffMember" s on s."shopId" = ${shop.id} and s.id = m."byId"
    where m."shopId" = ${shop.id} and m."fromId" = any(${customers}) and m.kind in ('merge', 'proof') and m."undoneAt" is null
    order by m.at desc, m.id desc limit 20`;
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
}

async function readPoints(shop: Reader, customers: string[]): Promise<OnePerson["points"]> {
  const rows = await shop.sql<{ id: string; kind: string; value: string; createdAt: Date }>`
    select id, kind, value, "createdAt" from "ContactPoint"
    where "shopId" = ${shop.id} and "customerId" = any(${customers}) and "verifiedAt" is not null
    order by "createdAt", id limit 30`;
  return rows.map(({ createdAt, ...row }) => ({
    ...row,
    // A browser's id opens its chat: it is nobody's business.
    value: row.kind === "visitor" ? "" : row.value,
    since: createdAt.toISOString(),
  }));
}
