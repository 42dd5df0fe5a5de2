import type { Channel } from "#app/channels/channel.ts";
import { findByShopifyId } from "#app/customers/find-customer.ts";
import type { ConsentAddress } from "#app/consent/ledger.ts";
import { formsOf } from "#app/customers/match-key.ts";
import { customersOf, personOf } from "#app/customers/person-of.ts";
import type { Reader } from "#app/db.server.ts";
import type { Subject } from "#app/privacy/privacy-request.ts";

/** Everything by which rows of ours can be one person's. */
export interface Person {
  shopifyId: string;
  /** Of every account of theirs: that one, and those which Shopify has made part of it. */
  shopifyIds: string[];
  /** Our own ids of them: the customer, whoever was merged into them, and strangers who are them by proof. */
  customers: string[];
  conversations: string[];
  orders: string[];
  /** Tokens of the checkouts they began. */
  checkouts: string[];
  emails: string[];
  phones: string[];
  /** What they write from on WhatsApp and in Meta's inboxes. */
  accounts: ConsentAddress[];
}

/**
 * Who is meant by a request. A stranger (whom Shopify never told us of) is the same person where they write from an
 * address that the request or the customer's record names, have proven one of the orders, or are shown by staff as one
 * with them; somebody with an account of their own at the shop never is, though they share an address or a person.
 */
export async function findPerson(shop: Reader, subject: Subject): Promise<Person> {
  const own = await findOwn(shop, subject.shopifyId);
  const shopifyIds = [...new Set([subject.shopifyId, ...(await findAccounts(shop, own))])];
  const addresses = await findAddresses(shop, subject, own);
  const orders = await findOrders(shop, { ...subject, shopifyIds }, addresses);
  const customers = [...new Set([...own, ...(await findStrangers(shop, addresses, orders))])];
  const all = await findAddresses(shop, subject, customers);
  const conversations = await idsOf(shop.sql<{ id: string }>`
    select id from "Conversation" where "shopId" = ${shop.id} and "customerId" = any(${customers})`);
  const checkouts = await findCheckouts(shop, subject, all);
  const accounts = await readAccounts(shop, customers);
  const { shopifyId } = subject;
  return { shopifyId, shopifyIds, customers, conversations, orders, checkouts, ...all, accounts };
}

/** What the consent ledger knows them by. */
export const addressesOf = ({ emails, phones, accounts }: Person): ConsentAddress[] => [
  ...emails.map((address) => ({ channel: "email" as const, address })),
  ...phones.map((address) => ({ channel: "sms" as const, address })),
  ...accounts,
];

/** What these customers write from on WhatsApp and in Meta's inboxes. */
export const readAccounts = async (shop: Reader, customers: string[]): Promise<ConsentAddress[]> => {
  const points = await shop.sql<{ kind: string; value: string }>`
    select distinct kind, value from "ContactPoint"
    where "shopId" = ${shop.id} and "customerId" = any(${customers})
      and kind in ('whatsapp', 'whatsapp-user', 'messenger', 'instagram')`;
  return points.map(({ kind, value }) => ({ channel: channelOf(kind), address: value }));
};

const channelOf = (kind: string): Channel =>
  kind === "messenger" || kind === "instagram" ? kind : "whatsapp";

/**
 * The customer of this Shopify id, everybody who became them, and strangers whom staff show as one with them; not whom
 * they became.
 */
async function findOwn(shop: Reader, shopifyId: string): Promise<string[]> {
  const last = await findByShopifyId(shop, shopifyId);
  const became = await findBecame(shop, shopifyId);
  if (!last || !became.includes(last)) return became;
  const shownWith = await customersOf(shop, await personOf(shop, last));
  const strangers = await idsOf(shop.sql<{ id: string }>`
    select id from "Customer" where "shopId" = ${shop.id} and id = any(${shownWith})
      and "shopifyId" is null and "mergedIntoId" is null`);
  return [...became, ...strangers];
}

const findAccounts = async (shop: Reader, customers: string[]): Promise<string[]> =>
  idsOf(shop.sql<{ id: string }>`
    select "shopifyId" as id from "Customer"
    where "shopId" = ${shop.id} and id = any(${customers}) and "shopifyId" is not null`);

const findBecame = (shop: Reader, shopifyId: string): Promise<string[]> =>
  idsOf(shop.sql<{ id: string }>`
    with recursive theirs(id) as (
      select id from "Customer" where "shopId" = ${shop.id} and "shopifyId" = ${shopifyId}
      union
      select c.id from "Customer" c join theirs on c."mergedIntoId" = theirs.id where c."shopId" = ${shop.id}
    )
    select id from theirs`);

type Addresses = Pick<Person, "emails" | "phones">;

async function findAddresses(shop: Reader, subject: Subject, customers: string[]): Promise<Addresses> {
  const points = await shop.sql<{ kind: string; value: string }>`
    select kind, value from "ContactPoint" where "shopId" = ${shop.id} and "customerId" = any(${customers})`;
  const of = (kind: string, told: string | null) => [
    ...new Set([
      ...points.filter((point) => point.kind === kind).map(({ value }) => value),
      ...(told ? [told] : []),
    ]),
  ];
  return { emails: of("email", subject.email), phones: of("phone", subject.phone).flatMap(formsOf) };
}

/** Those that the request names, those of the customer's ids, and those placed as a guest under their address. */
const findOrders = async (
  shop: Reader,
  subject: Subject & Pick<Person, "shopifyIds">,
  { emails, phones }: Addresses,
): Promise<string[]> =>
  idsOf(shop.sql<{ id: string }>`
    select id from "Order" where "shopId" = ${shop.id} and id = any(${subject.orders})
    union select id from "Order" where "shopId" = ${shop.id} and "customerShopifyId" = any(${subject.shopifyIds})
    union select id from "Order"
      where "shopId" = ${shop.id} and email = any(${emails}) and "customerShopifyId" is null
    union select id from "Order"
      where "shopId" = ${shop.id} and phone = any(${phones}) and "customerShopifyId" is null`);

/** Those of the customer's id, and those begun as a guest under their address. */
const findCheckouts = async (
  shop: Reader,
  subject: Subject,
  { emails, phones }: Addresses,
): Promise<string[]> =>
  idsOf(shop.sql<{ id: string }>`
    select token as id from "Checkout" where "shopId" = ${shop.id} and "customerShopifyId" = ${subject.shopifyId}
    union select token from "Checkout"
      where "shopId" = ${shop.id} and email = any(${emails}) and "customerShopifyId" is null
    union select token from "Checkout"
      where "shopId" = ${shop.id} and phone = any(${phones}) and "customerShopifyId" is null`);

const findStrangers = async (
  shop: Reader,
  { emails, phones }: Addresses,
  orders: string[],
): Promise<string[]> =>
  idsOf(shop.sql<{ id: string }>`
    select c.id from "Customer" c where c."shopId" = ${shop.id} and c."shopifyId" is null and c."mergedIntoId" is null
      and c.id in (
        select "customerId" from "ContactPoint" where "shopId" = ${shop.id}
          and ((kind = 'email' and value = any(${emails})) or (kind = 'phone' and value = any(${phones})))
        union
        select v."customerId" from "OrderProof" p
          join "Conversation" v on v."shopId" = p."shopId" and v.id = p."conversationId"
          where p."shopId" = ${shop.id} and p."orderId" = any(${orders}))`);

const idsOf = async (rows: Promise<{ id: string }[]>): Promise<string[]> => (await rows).map(({ id }) => id);
