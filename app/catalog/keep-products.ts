import type { ProductRecord, VariantRecord } from "#app/catalog/product-record.ts";
import type { Shop } from "#app/db.server.ts";

/**
 * Writes products with their variants, any number in a few statements, newest wins each for itself; of one second a
 * live read wins. A deleted product stays deleted. Returns the ids of the products that were written.
 */
export async function keepProducts(shop: Shop, records: ProductRecord[]): Promise<Set<string>> {
  if (!records.length) return new Set();
  const written = await writeProducts(shop, records);
  const fresh = records.filter(({ id }) => written.has(id));
  await keepVariants(
    shop,
    fresh.flatMap(({ variants }) => variants),
  );
  await dropOtherVariants(shop, fresh);
  return written;
}

/** Writes variants of products that are known. Facts go by the variant's time of change, stock by its own. */
export async function keepVariants(shop: Shop, records: VariantRecord[]): Promise<void> {
  if (!records.length) return;
  const told = JSON.stringify(records);
  await shop.sql`
    insert into "Variant" as known ("shopId", id, "productId", title, sku, price, "compareAtPrice", position,
      "inventoryPolicy", "isTracked", available, "stockAt", "sourceUpdatedAt")
    select distinct on (told.id) ${shop.id}, told.id, told."productId", told.title, told.sku, told.price,
      told."compareAtPrice", told.position, told."inventoryPolicy", told."isTracked", told.available, told."stockAt",
      told."updatedAt"
    from jsonb_to_recordset(${told}::jsonb) as told(
      id text, "productId" text, title text, sku text, price text, "compareAtPrice" text, position int,
      "inventoryPolicy" text, "isTracked" boolean, available int, "stockAt" timestamptz, "updatedAt" timestamptz)
    join "Product" p on p."shopId" = ${shop.id} and p.id = told."productId" and p."deletedAt" is null
    order by told.id, told."updatedAt" desc
    on conflict ("shopId", id) do update set
      "productId" = excluded."productId", title = excluded.title, sku = excluded.sku, price = excluded.price,
      "compareAtPrice" = excluded."compareAtPrice", position = excluded.position,
      "inventoryPolicy" = excluded."inventoryPolicy",
      "isTracked" = coalesce(excluded."isTracked", known."isTracked"),
      "sourceUpdatedAt" = excluded."sourceUpdatedAt"
    where known."sourceUpdatedAt" <= excluded."sourceUpdatedAt"`;
  await keepStock(
    shop,
    records.map(({ id, available, stockAt, isTracked }) => ({ id, available, stockAt, isTracked })),
  );
}

export interface StockRecord {
  id: string;
  available: number | null;
  stockAt: Date;
  isTracked?: boolean;
}

/** Writes how many there are of variants that are known; the newest count wins. */
export async function keepStock(shop: Shop, records: StockRecord[]): Promise<void> {
  await shop.sql`
    update "Variant" known set
      available = told.available, "stockAt" = told."stockAt",
      "isTracked" = coalesce(told."isTracked", known."isTracked")
    from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as told(
      id text, available int, "stockAt" timestamptz, "isTracked" boolean)
    where known."shopId" = ${shop.id} and known.id = told.id
      and (told.available is not null or told."isTracked" is not null)
      and (known."stockAt" is null or known."stockAt" < told."stockAt")`;
}

async function writeProducts(shop: Shop, records: ProductRecord[]): Promise<Set<string>> {
  const told = JSON.stringify(records.map(({ variants: _, variantIds: __, ...facts }) => facts));
  const rows = await shop.sql<{ id: string }>`
    insert into "Product" as known ("shopId", id, title, handle, vendor, "productType", status, tags, "publishedAt",
      "sourceUpdatedAt", "readAt")
    select distinct on (id) ${shop.id}, id, title, handle, vendor, "productType", status, tags, "publishedAt",
      "updatedAt", "readAt"
    from jsonb_to_recordset(${told}::jsonb) as told(
      id text, title text, handle text, vendor text, "productType" text, status text, tags text[],
      "publishedAt" timestamptz, "updatedAt" timestamptz, "readAt" timestamptz)
    order by id, "updatedAt" desc, "readAt" desc nulls last
    on conflict ("shopId", id) do update set
      title = excluded.title, handle = excluded.handle, vendor = excluded.vendor,
      "productType" = excluded."productType", status = excluded.status, tags = excluded.tags,
      "publishedAt" = excluded."publishedAt", "sourceUpdatedAt" = excluded."sourceUpdatedAt",
      "readAt" = greatest(excluded."readAt", known."readAt")
    where known."deletedAt" is null and (known."sourceUpdatedAt" < excluded."sourceUpdatedAt"
      or (known."sourceUpdatedAt" = excluded."sourceUpdatedAt" and excluded."readAt" is not null
        and excluded."readAt" >= coalesce(known."readAt", 'epoch')))
    returning id`;
  return new Set(rows.map(({ id }) => id));
}

/** Variants that a product no longer has, where the source named all it has. */
async function dropOtherVariants(shop: Shop, records: ProductRecord[]): Promise<void> {
  const named = records.filter(({ variantIds }) => variantIds !== null);
  if (!named.length) return;
  const kept = JSON.stringify(named.map(({ id, variantIds }) => ({ id, kept: variantIds })));
  await shop.sql`
    delete from "Variant" v using jsonb_to_recordset(${kept}::jsonb) as told(id text, kept text[])
    where v."shopId" = ${shop.id} and v."productId" = told.id and v.id <> all(told.kept)`;
}
