import type { Shop } from "#app/db.server.ts";
import type { ShopFactsQuery } from "#app/shopify/operations/types.generated.ts";

type Policies = NonNullable<ShopFactsQuery["shop"]["shopPolicies"]>;
type Locales = NonNullable<ShopFactsQuery["shopLocales"]>;

/** The shop's policies as they were just read, and no others: one that was emptied is no longer told. */
export async function keepPolicies(shop: Shop, policies: Policies): Promise<void> {
  const kept = policies.map(({ type }) => type);
  await shop.sql`delete from "ShopPolicy" where "shopId" = ${shop.id} and type <> all(${kept}::text[])`;
  await shop.sql`
    insert into "ShopPolicy" as known ("shopId", type, title, body, url, "sourceUpdatedAt")
    select ${shop.id}, type, title, body, url, "updatedAt"
    from jsonb_to_recordset(${JSON.stringify(policies)}::jsonb) as told(
      type text, title text, body text, url text, "updatedAt" timestamptz)
    on conflict ("shopId", type) do update set
      title = excluded.title, body = excluded.body, url = excluded.url, "sourceUpdatedAt" = excluded."sourceUpdatedAt"
    where known."sourceUpdatedAt" <= excluded."sourceUpdatedAt"`;
}

/** The shop's languages as they were just read, published or not. */
export async function keepLocales(shop: Shop, locales: Locales): Promise<void> {
  const kept = locales.map(({ locale }) => locale);
  await shop.sql`delete from "ShopLocale" where "shopId" = ${shop.id} and locale <> all(${kept}::text[])`;
  await shop.sql`
    insert into "ShopLocale" ("shopId", locale, name, "isPrimary", "isPublished")
    select ${shop.id}, locale, name, "primary", published
    from jsonb_to_recordset(${JSON.stringify(locales)}::jsonb) as told(
      locale text, name text, "primary" boolean, published boolean)
    on conflict ("shopId", locale) do update set
      name = excluded.name, "isPrimary" = excluded."isPrimary", "isPublished" = excluded."isPublished"`;
}
