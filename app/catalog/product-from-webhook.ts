import { z } from "zod";
import type { ProductRecord, VariantRecord } from "#app/catalog/product-record.ts";
import { count, instant, listOf, readId, text } from "#app/payload.ts";

/**
 * Maps `products/create` and `update`. Null where the payload names no product. Shopify tells the first hundred
 * variants in full and the ids of all (`variant_gids`): where some are missing the product is to be read again.
 */
export function productFromWebhook(payload: unknown): ProductRecord | null {
  const read = productShape.safeParse(payload);
  if (!read.success) return null;
  const told = read.data;
  const id = readId(told.admin_graphql_api_id, told.id);
  if (!id) return null;
  const updatedAt = told.updated_at ?? told.created_at ?? EARLIEST;
  const variants = told.variants
    .map((variant) => variantFromWebhook(variant, { productId: id, at: updatedAt }))
    .filter((variant) => variant !== null);
  return {
    id,
    title: told.title ?? "",
    handle: told.handle ?? "",
    vendor: told.vendor,
    productType: told.product_type,
    status: told.status?.toUpperCase() ?? "ACTIVE",
    tags: (told.tags ?? "")
      .split(",")
      .map((tag) => tag.trim())
      .filter(Boolean)
      .sort(),
    publishedAt: told.published_at,
    updatedAt,
    variants,
    variantIds: allVariantIds(
      variants,
      told.variant_gids.map((one) => one.admin_graphql_api_id),
    ),
    readAt: null,
  };
}

const IN_FULL = 100;

function allVariantIds(variants: VariantRecord[], gids: (string | null)[]): string[] | null {
  const named = gids.map((gid) => readId(gid)).filter((id) => id !== null);
  if (named.length) return named;
  return variants.length < IN_FULL ? variants.map(({ id }) => id) : null;
}

/** Maps `variants/in_stock` and `out_of_stock`, and a variant within its product; `at` is when its stock was told. */
export function variantFromWebhook(
  payload: unknown,
  { productId, at }: { productId?: string; at: Date },
): VariantRecord | null {
  const read = variantShape.safeParse(payload);
  if (!read.success) return null;
  const told = read.data;
  const id = readId(told.admin_graphql_api_id, told.id);
  const parent = productId ?? readId(null, told.product_id);
  if (!id || !parent) return null;
  return {
    id,
    productId: parent,
    title: told.title ?? "",
    sku: told.sku,
    price: told.price ?? "0",
    compareAtPrice: told.compare_at_price,
    position: told.position ?? 1,
    inventoryPolicy: told.inventory_policy?.toUpperCase() ?? "DENY",
    available: told.inventory_quantity,
    stockAt: at,
    updatedAt: told.updated_at ?? told.created_at ?? at,
  };
}

/** `products/delete` has a bare id. */
export const productIdFromWebhook = (payload: unknown): string | null => {
  const read = namingShape.safeParse(payload).data;
  return read ? readId(read.admin_graphql_api_id, read.id) : null;
};

const EARLIEST = new Date(0);

const namingShape = z.object({ id: text, admin_graphql_api_id: text });

/** Stock may be owed: a count below nothing is real. */
const stock = z
  .number()
  .int()
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

const productShape = z.object({
  id: text,
  admin_graphql_api_id: text,
  title: text,
  handle: text,
  vendor: text,
  product_type: text,
  status: text,
  tags: text,
  published_at: instant,
  created_at: instant,
  updated_at: instant,
  variants: listOf(z.unknown()),
  variant_gids: listOf(z.object({ admin_graphql_api_id: text })),
});

const variantShape = z.object({
  id: text,
  admin_graphql_api_id: text,
  product_id: text,
  title: text,
  sku: text,
  price: text,
  compare_at_price: text,
  position: count,
  inventory_policy: text,
  inventory_quantity: stock,
  created_at: instant,
  updated_at: instant,
});
