import { type OpenCheckout, findCheckoutsOf } from "#app/carts/find-checkouts.ts";
import { later, MINUTE } from "#app/clock.ts";
import { displayName } from "#app/customers/display-name.ts";
import type { Reader } from "#app/db.server.ts";
import { type ConsentView, readConsentsOf } from "#app/desk/consents-of.ts";
import { findWholePerson, type WholePerson, waysToOrders } from "#app/desk/whole-person.ts";
import { type ZoneView, zoneOf } from "#app/desk/zone-of.ts";
import { Prisma } from "#app/generated/prisma/client.ts";
import type { Money } from "#app/money.ts";
import { findReturnsOf, type KnownReturn } from "#app/returns/find-returns.ts";
import { type WriteView, writesOf } from "#app/shopify/writes/writes-of.ts";

export interface Profile {
  id: string;
  name: string | null;
  /** The account that is changed at Shopify. */
  shopifyId: string | null;
  conversationId: string | null;
  since: string;
  contacts: { kind: string; value: string; isVerified: boolean; isBad: boolean; source: string }[];
  note: string;
  tags: string[];
  /** As Shopify counts it over all time; null until it has told. */
  totals: { orders: number; spent: Money } | null;
  /** What the mirror itself has, by currency. */
  known: { orders: number; spent: Money }[];
  loyalty: { name: string; value: string }[];
  /** Metafields are named in the settings, and what we have of them is old or none. */
  isLoyaltyOld: boolean;
  /** Of the shop's segments those that the account is in; `readAt` is null until they were read whole once. */
  segments: { names: string[]; readAt: string | null };
  locale: string | null;
  country: string | null;
  zone: ZoneView | null;
  consents: ConsentView[];
  returns: KnownReturn[];
  checkouts: OpenCheckout[];
  changes: WriteView[];
  mayNote: boolean;
  mayTag: boolean;
}

export interface WholeProfile {
  profile: Profile;
  /** The customer whose segments are old, or were never read; null where there is nothing to ask. */
  segmentsToRead: string | null;
  person: WholePerson;
}

/** Everything that the desk knows of a person, in a handful of questions. Null where this shop has no such customer. */
export async function readProfile(shop: Reader, customerId: string): Promise<WholeProfile | null> {
  const person = await findWholePerson(shop, customerId);
  const facts = person && (await readFacts(shop, person));
  if (!person || !facts) return null;
  const { firstName, lastName, totals, since, loyalty, loyaltyFields, loyaltyAt, orderIds, ...more } = facts;
  const { segments, segmentsAt, liveAccountId, ...rest } = more;
  const { emails, phones, shopifyIds } = person;
  const shopifyId = shopifyIds[0] ?? null;
  const profile: Profile = {
    ...rest,
    id: person.id,
    name: displayName({ firstName, lastName }),
    shopifyId,
    conversationId: person.conversations[0] ?? null,
    since: since.toISOString(),
    totals,
    loyalty: loyaltyFields.flatMap((name) => (loyalty?.[name] ? [{ name, value: loyalty[name] }] : [])),
    isLoyaltyOld: loyaltyFields.length > 0 && isOld(loyaltyAt, shop.at),
    segments: { names: segments, readAt: segmentsAt?.toISOString() ?? null },
    zone: await zoneOf({ ...facts, phones }, shop.at),
    consents: await readConsentsOf(shop, person),
    returns: await findReturnsOf(shop, orderIds, { most: 5 }),
    checkouts: await findCheckoutsOf(shop, { shopifyId, emails, phones }),
    changes: await writesOf(shop, shopifyIds, { kinds: CHANGES, most: 10 }),
  };
  return { profile, person, segmentsToRead: isOld(segmentsAt, shop.at) ? liveAccountId : null };
}

const isOld = (readAt: Date | null, at: Date) => !readAt || later(readAt, FRESH) < at;

const FRESH = 15 * MINUTE;
const CHANGES = ["customer-note", "customer-tags", "customer-sms-consent", "customer-email-consent"];

interface FactsRow
  extends Pick<
    Profile,
    "contacts" | "note" | "tags" | "locale" | "country" | "totals" | "known" | "mayNote" | "mayTag"
  > {
  firstName: string | null;
  lastName: string | null;
  province: string | null;
  since: Date;
  loyalty: Record<string, string> | null;
  loyaltyAt: Date | null;
  loyaltyFields: string[];
  segments: string[];
  segmentsAt: Date | null;
  /** Our id of the account at Shopify that stands for them, where it is still there. */
  liveAccountId: string | null;
  /** The newest, for what hangs on them. */
  orderIds: string[];
}

/** What the person's own record does not say, whoever is shown as them does: accounts that are still there first. */
async function readFacts(shop: Reader, person: WholePerson): Promise<FactsRow | null> {
  const { customers } = person;
  const ways = waysToOrders(person);
  const theirs = ways.length
    ? Prisma.join(
        ways.map(
          (way) => Prisma.sql`select id, "placedAt", total, currency, "cancelledAt" from "Order"
            where "shopId" = ${shop.id} and "deletedAt" is null and ${way}`,
        ),
        " union ",
      )
    : Prisma.sql`select id, "placedAt", total, currency, "cancelledAt" from "Order" where false`;
  const [row] = await shop.sql<FactsRow>`
    with people as materialized (select c.*, row_number() over (
        order by c."deletedAt" is not null, array_position(${customers}::text[], c.id)) as place
      from "Customer" c where c."shopId" = ${shop.id} and c.id = any(${customers})),
    theirs as materialized (${theirs}),
    first as (select * from people where "shopifyId" is not null order by place limit 1),
    named as (select * from people where "firstName" is not null or "lastName" is not null order by place limit 1),
    placed as (select * from people where country is not null order by place limit 1)
    select named."firstName", named."lastName", placed.country, placed.province,
      (select locale from people where locale is not null order by place limit 1) as locale,
      (select min("createdAt") from people) as since,
      coalesce(first.note, '') as note, coalesce(first.tags, '{}') as tags, first.loyalty, first."loyaltyAt",
      first."segmentsAt", case when first."deletedAt" is null then first.id end as "liveAccountId",
      array(select s.name from "SegmentMembership" m join "Segment" s on s."shopId" = m."shopId" and s.id = m."segmentId"
        where m."shopId" = ${shop.id} and m."customerId" = first.id and m."isIn" and s.name is not null
        order by s.name) as segments,
      case when first."ordersCount" is not null then json_build_object('orders', first."ordersCount",
        'spent', json_build_object('amount', first.spent, 'currency', first."spentCurrency")) end as totals,
      coalesce((select json_agg(json_build_object('orders', k.orders, 'spent',
          json_build_object('amount', k.spent, 'currency', k.currency)) order by k.orders desc)
        from (select count(*) as orders, sum(total::numeric)::text as spent, currency
          from theirs where "cancelledAt" is null group by currency) k), '[]') as known,
      array(select id from theirs order by "placedAt" desc, id desc limit 200) as "orderIds",
      coalesce((select json_agg(json_build_object('kind', p.kind, 'value', p.value, 'source', p.source,
          'isVerified', p."verifiedAt" is not null, 'isBad', p."badSince" is not null) order by p.kind, p.value)
        from (select distinct on (kind, value) * from "ContactPoint" q
          where q."shopId" = ${shop.id} and q."customerId" = any(${customers}) and q.kind <> 'visitor'
          order by kind, value, "verifiedAt" nulls last limit 50) p), '[]') as contacts,
      coalesce(t."staffMayNote", false) as "mayNote", coalesce(t."staffMayTag", false) as "mayTag",
      coalesce(t."loyaltyFields", '{}') as "loyaltyFields"
    from (select 1) one left join first on true left join named on true left join placed on true
    left join "ShopSettings" t on t."shopId" = ${shop.id}`;
  return row ?? null;
}
