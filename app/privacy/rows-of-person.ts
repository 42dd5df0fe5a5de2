import { Prisma } from "#app/generated/prisma/client.ts";
import type { Person } from "#app/privacy/find-person.ts";

interface RowsOfPerson {
  table: string;
  /** Which of its rows are this person's, beside the shop. */
  where(person: Person): Prisma.Sql;
}

/**
 * Where a person's data stands, children before parents: what is exported is what is forgotten. Every table is here or
 * among those below (tests/privacy/every-table), so a table that comes tomorrow must say which.
 */
export const ROWS_OF_PERSON: RowsOfPerson[] = [
  {
    table: "FulfillmentEvent",
    where: ({ orders }) => within("fulfillmentId", "Fulfillment", "orderId", orders),
  },
  {
    table: "ParcelNumber",
    where: ({ orders }) => within("fulfillmentId", "Fulfillment", "orderId", orders),
  },
  {
    table: "ScanTracker",
    where: ({ orders }) => within("fulfillmentId", "Fulfillment", "orderId", orders),
  },
  { table: "Fulfillment", where: ({ orders }) => among("orderId", orders) },
  { table: "FulfillmentOrder", where: ({ orders }) => among("orderId", orders) },
  { table: "OrderLine", where: ({ orders }) => among("orderId", orders) },
  { table: "OrderProof", where: ofOrderOrThread },
  { table: "OrderCode", where: ofOrderOrThread },
  { table: "ParcelAlert", where: ({ orders }) => among("orderId", orders) },
  { table: "ParcelFollow", where: ofOrderOrThread },
  { table: "ReturnParcel", where: ({ orders }) => within("returnId", "Return", "orderId", orders) },
  { table: "ReturnLine", where: ({ orders }) => within("returnId", "Return", "orderId", orders) },
  { table: "Return", where: ({ orders }) => among("orderId", orders) },
  {
    table: "Cart",
    where: ({ checkouts }) => Prisma.sql`token in (
      select c."cartToken" from "Checkout" c where c."shopId" = mine."shopId" and c.token = any(${checkouts}))`,
  },
  { table: "Checkout", where: ({ checkouts }) => among("token", checkouts) },
  { table: "Order", where: ({ orders }) => among("id", orders) },
  { table: "OpenQuestion", where: ({ conversations }) => among("conversationId", conversations) },
  {
    table: "DeliveryReport",
    where: ({ conversations }) => Prisma.sql`(
      ${within("messageId", "Message", "conversationId", conversations)} or "externalId" in (
        select m."externalId" from "Message" m where m."shopId" = mine."shopId"
          and m."conversationId" = any(${conversations}) and m.channel = mine.channel))`,
  },
  {
    table: "FileContent",
    where: ({ conversations }) => within("fileId", "File", "conversationId", conversations),
  },
  { table: "File", where: ({ conversations }) => among("conversationId", conversations) },
  { table: "Message", where: ({ conversations }) => among("conversationId", conversations) },
  {
    table: "DomainEvent",
    where: ({ conversations, orders, customers }) => Prisma.sql`(${among("conversationId", conversations)}
      or payload->>'orderId' = any(${orders}) or payload->>'conversationId' = any(${conversations})
      or payload->>'customerId' = any(${customers}) or payload->>'from' = any(${customers}))`,
  },
  { table: "Conversation", where: ({ conversations }) => among("id", conversations) },
  { table: "CustomerMerge", where: ofEither("fromId", "intoId") },
  { table: "MergeDismissal", where: ofEither("oneId", "otherId") },
  { table: "CustomerAccess", where: ({ customers }) => among("customerId", customers) },
  // Notes and tags before and after; of consent only yes and no.
  {
    table: "ShopifyWrite",
    where: ({ customers, shopifyId }) => Prisma.sql`("targetId" = ${shopifyId} or "targetId" in (
      select c."shopifyId" from "Customer" c where c."shopId" = mine."shopId" and c.id = any(${customers})))`,
  },
  { table: "SegmentMembership", where: ({ customers }) => among("customerId", customers) },
  { table: "ContactPoint", where: ({ customers }) => among("customerId", customers) },
  { table: "Customer", where: ({ customers }) => among("id", customers) },
];

/** Tables by shop that hold nothing of a shopper, or have a way of their own in this folder. */
export const NOT_OF_PERSONS = [
  "ChannelAccount",
  "SyncRun",
  "ShopSettings",
  // Counts by topic and hour, and how far a reading has come.
  "Sweep",
  "TopicDrift",
  "TopicHour",
  "TopicSilence",
  "StaffMember",
  "Address",
  // Searched word by word in forget-traces.ts.
  "ParkedJob",
  // Hashes, and what a destroyed key sealed (consent/ledger.ts).
  "ConsentEntry",
  "ConsentState",
  "ConsentKey",
  // The shop's own words and counts.
  "ConsentWords",
  "JoinWord",
  "ConsentImport",
  // Addresses of a list, sealed, for the minutes until they are written.
  "ConsentImportPart",
  "CarrierBlock",
  "Tombstone",
  "PrivacyRequest",
  "AlertSetting",
  "SenderTrouble",
  // The merchant's own tax number and contact, sealed.
  "SenderRegistration",
  // Texts for Meta to approve.
  "MessageTemplate",
  "AlertTemplate",
  // Sums over parcels.
  "CarrierLane",
  // The shop's own goods, places and words.
  "Product",
  "Variant",
  "Discount",
  "Location",
  "ShopPolicy",
  "ShopLocale",
  "Segment",
  // Ids of checkouts that are gone.
  "DeletedCheckout",
  "RetentionPeriod",
  // Random keys of bytes that are about to be dropped (files/loose-bytes.ts).
  "LooseBytes",
];

const name = (text: string) => Prisma.raw(`"${text}"`);

const among = (column: string, ids: string[]) => Prisma.sql`mine.${name(column)} = any(${ids})`;

const within = (
  column: string,
  parent: string,
  key: string,
  ids: string[],
) => Prisma.sql`mine.${name(column)} in (
  select parent.id from ${name(parent)} parent
  where parent."shopId" = mine."shopId" and parent.${name(key)} = any(${ids}))`;

function ofOrderOrThread({ orders, conversations }: Person) {
  return Prisma.sql`(${among("orderId", orders)} or ${among("conversationId", conversations)})`;
}

function ofEither(one: string, other: string) {
  return ({ customers }: Person) => Prisma.sql`(${among(one, customers)} or ${among(other, customers)})`;
}
