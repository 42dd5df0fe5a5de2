import { Prisma } from "#app/generated/prisma/client.ts";

/** The columns that `orderUpsert` reads, in this order. `sourceUpdatedAt` is Shopify's `updatedAt`. */
export const ORDER_COLUMNS = [
  "shopId",
  "id",
  "name",
  "nameKey",
  "numberKey",
  "customerShopifyId",
  "email",
  "phone",
  "contactPhone",
  "locale",
  "toCountry",
  "toRegion",
  "poNumber",
  "sourceName",
  "currency",
  "total",
  "financialStatus",
  "fulfillmentStatus",
  "requiresShipping",
  "placedAt",
  "sourceUpdatedAt",
  "cancelledAt",
  "closedAt",
] as const;

interface Rules {
  /** Which of what may be withheld is told: of the rest what is known stays. SQL may speak of `excluded`. */
  told: Record<"customerShopifyId" | "email" | "phone" | "contactPhone", boolean | Prisma.Sql>;
  /** Whether the given wins over what is known of the same second: Shopify's times are no finer. */
  winsTies: boolean | Prisma.Sql;
}

/**
 * The one statement that keeps orders, for one and for a million: `rows` is a select of ORDER_COLUMNS without those we
 * were asked to forget. Newest wins by Shopify's time, and a deleted one stays so. Returns the `id` of every row it wrote.
 */
export function orderUpsert(rows: Prisma.Sql, { told, winsTies }: Rules): Prisma.Sql {
  const take = (name: keyof Rules["told"]) => {
    const column = Prisma.raw(`"${name}"`);
    return Prisma.sql`${column} = case when ${told[name]} then excluded.${column} else known.${column} end`;
  };
  return Prisma.sql`
    insert into "Order" as known (${Prisma.raw(ORDER_COLUMNS.map((name) => `"${name}"`).join(", "))})
    ${rows}
    on conflict ("shopId", id) do update set
      name = excluded.name, "nameKey" = excluded."nameKey", "numberKey" = excluded."numberKey",
      ${take("customerShopifyId")}, ${take("email")}, ${take("phone")}, ${take("contactPhone")},
      locale = coalesce(excluded.locale, known.locale),
      "toCountry" = coalesce(excluded."toCountry", known."toCountry"),
      "toRegion" = case when excluded."toCountry" is null then known."toRegion" else excluded."toRegion" end,
      "poNumber" = excluded."poNumber", "sourceName" = excluded."sourceName",
      currency = excluded.currency, total = excluded.total,
      "financialStatus" = excluded."financialStatus", "fulfillmentStatus" = excluded."fulfillmentStatus",
      "requiresShipping" = excluded."requiresShipping", "placedAt" = excluded."placedAt",
      "sourceUpdatedAt" = excluded."sourceUpdatedAt",
      "cancelledAt" = excluded."cancelledAt", "closedAt" = excluded."closedAt"
    where known."deletedAt" is null and (known."sourceUpdatedAt" < excluded."sourceUpdatedAt"
      or (known."sourceUpdatedAt" = excluded."sourceUpdatedAt" and ${winsTies}))
    returning known.id`;
}
