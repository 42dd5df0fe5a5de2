import type { CustomerRecord } from "#app/customers/customer-record.ts";
import { newsSince, withNews } from "#app/customers/tag-news.ts";
import { Prisma } from "#app/generated/prisma/client.ts";

/** What of a customer is told at all: in a bulk file the same for every line. The rest stays as it is known. */
export type Told = Record<
  "firstName" | "lastName" | "place" | "note" | "tags" | "totals" | "loyalty",
  boolean
>;

export const toldOf = (record: CustomerRecord): Told => ({
  firstName: record.firstName !== undefined,
  lastName: record.lastName !== undefined,
  place: record.country !== undefined,
  note: record.note !== undefined,
  tags: record.tags !== undefined,
  totals: record.totals !== undefined,
  loyalty: record.loyalty !== undefined,
});

/** The columns that `customerUpsert` reads, in this order. `sourceUpdatedAt` is Shopify's `updatedAt`. */
export const CUSTOMER_COLUMNS = [
  "shopId",
  "id",
  "shopifyId",
  "firstName",
  "lastName",
  "locale",
  "country",
  "province",
  "note",
  "tags",
  "tagsAt",
  "ordersCount",
  "spent",
  "spentCurrency",
  "totalsAt",
  "loyalty",
  "loyaltyAt",
  "sourceUpdatedAt",
  "createdAt",
] as const;

/**
 * The one statement that keeps customers, for one and for a million: `rows` is a select of CUSTOMER_COLUMNS (each
 * `…At` of what is told is the record's `updatedAt`, of what is not told null), without those we were asked to forget.
 * Newest wins by Shopify's time; tags, totals and loyalty have times of their own, since webhooks of the customer do
 * not carry them. Returns `id`, `shopifyId` and the `sourceUpdatedAt` that now stands of every row it touched.
 */
export function customerUpsert(rows: Prisma.Sql, told: Told, { isLive = false } = {}): Prisma.Sql {
  const newer = (column: string) => {
    const [known, given] = [Prisma.raw(`known."${column}"`), Prisma.raw(`excluded."${column}"`)];
    return Prisma.sql`(${known} is null or ${known} < ${given} or (${isLive} and ${known} = ${given}))`;
  };
  const record = newer("sourceUpdatedAt");
  const [tags, totals, loyalty] = [
    Prisma.sql`(${told.tags} and ${newer("tagsAt")})`,
    Prisma.sql`(${told.totals} and ${newer("totalsAt")})`,
    Prisma.sql`(${told.loyalty} and ${newer("loyaltyAt")})`,
  ];
  const take = (when: Prisma.Sql, isTold: boolean, ...columns: string[]) =>
    columns.map((column) => {
      const name = Prisma.raw(`"${column}"`);
      return Prisma.sql`${name} = case when ${isTold} and ${when} then excluded.${name} else known.${name} end`;
    });
  const news = newsSince(Prisma.sql`known."tagNews"`, Prisma.sql`excluded."tagsAt"`);
  return Prisma.sql`
    insert into "Customer" as known (${Prisma.raw(CUSTOMER_COLUMNS.map((name) => `"${name}"`).join(", "))})
    ${rows}
    on conflict ("shopId", "shopifyId") do update set
      ${Prisma.join(take(record, told.firstName, "firstName"))},
      ${Prisma.join(take(record, told.lastName, "lastName"))},
      ${Prisma.join(take(record, told.place, "country", "province"))},
      ${Prisma.join(take(record, told.note, "note"))},
      locale = case when ${record} then coalesce(excluded.locale, known.locale) else known.locale end,
      "sourceUpdatedAt" = case when ${record} then excluded."sourceUpdatedAt" else known."sourceUpdatedAt" end,
      tags = case when ${tags} then ${withNews(Prisma.sql`excluded.tags`, news)} else known.tags end,
      "tagNews" = case when ${tags} then ${news} else known."tagNews" end,
      ${Prisma.join(take(tags, true, "tagsAt"))},
      ${Prisma.join(take(totals, true, "ordersCount", "spent", "spentCurrency", "totalsAt"))},
      ${Prisma.join(take(loyalty, true, "loyalty", "loyaltyAt"))}
    where known."deletedAt" is null and (${record} or ${tags} or ${totals} or ${loyalty})
    returning known.id, known."shopifyId", known."sourceUpdatedAt"`;
}
