import { keepProducts, keepVariants } from "#app/catalog/keep-products.ts";
import type { ProductRecord, VariantRecord } from "#app/catalog/product-record.ts";
import { SECOND } from "#app/clock.ts";
import type { Shop } from "#app/db.server.ts";
import { enqueue } from "#app/jobs/enqueue.ts";

/**
 * Keeps Shopify's newest word on a product. What a webhook could not tell whole, or not for sure, is read again:
 * variants after the hundredth, and two states of one second.
 */
export async function mirrorProduct(shop: Shop, record: ProductRecord): Promise<"applied" | "ignored"> {
  const written = await keepProducts(shop, [record]);
  if (written.has(record.id)) {
    if (!isWhole(record)) await rereadProduct(shop, record.id);
    return "applied";
  }
  if (await isUnsure(shop, record)) await rereadProduct(shop, record.id);
  return "ignored";
}

/** `products/delete`: a bare stone stays, so that late news of the product does not bring it back. */
export async function deleteProduct(shop: Shop, id: string): Promise<void> {
  await shop.sql`
    insert into "Product" ("shopId", id, title, handle, status, tags, "sourceUpdatedAt", "deletedAt")
    values (${shop.id}, ${id}, '', '', 'ARCHIVED', '{}', ${shop.at}, ${shop.at})
    on conflict ("shopId", id) do update set "deletedAt" = ${shop.at} where "Product"."deletedAt" is null`;
  await shop.sql`delete from "Variant" where "shopId" = ${shop.id} and "productId" = ${id}`;
}

/**
 * `variants/in_stock` and `variants/out_of_stock`: the variant with its count, as of when Shopify said so. Of a product
 * we do not know the product is read.
 */
export async function mirrorVariant(shop: Shop, record: VariantRecord): Promise<"applied" | "ignored"> {
  const [product] = await shop.sql<{ deletedAt: Date | null }>`
    select "deletedAt" from "Product" where "shopId" = ${shop.id} and id = ${record.productId}`;
  if (product?.deletedAt) return "ignored";
  if (product) await keepVariants(shop, [record]);
  else await rereadProduct(shop, record.productId);
  return "applied";
}

/** Asks for a live read of a product, once however many ask before it starts. */
export async function rereadProduct(shop: Shop, productId: string): Promise<void> {
  await enqueue(shop, [
    {
      task: "rereadProduct",
      payload: { productId },
      key: `rereadProduct:${shop.id}:${productId}`,
      priority: 10,
    },
  ]);
}

function isWhole({ variants, variantIds }: ProductRecord): boolean {
  const told = new Set(variants.map(({ id }) => id));
  return variantIds?.every((id) => told.has(id)) ?? false;
}

/** Shopify's times are whole seconds: of two states of one second only a read made after it knows the newer. */
async function isUnsure(shop: Shop, { id, updatedAt }: ProductRecord): Promise<boolean> {
  const [known] = await shop.sql<{ sourceUpdatedAt: Date; readAt: Date | null; deletedAt: Date | null }>`
    select "sourceUpdatedAt", "readAt", "deletedAt" from "Product" where "shopId" = ${shop.id} and id = ${id}`;
  if (!known || known.deletedAt || known.sourceUpdatedAt.getTime() !== updatedAt.getTime()) return false;
  return (known.readAt?.getTime() ?? 0) < updatedAt.getTime() + SECOND;
}
