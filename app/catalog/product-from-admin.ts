import type { ProductRecord, VariantRecord } from "#app/catalog/product-record.ts";
import { idOfGid } from "#app/id.ts";
import type { ProductFactsFragment, VariantFactsFragment } from "#app/shopify/operations/types.generated.ts";

/** Maps a product of the Admin API with all its variants, as read at `readAt`. */
export function productFromAdmin(
  node: ProductFactsFragment,
  variants: VariantFactsFragment[],
  readAt: Date,
): ProductRecord {
  const id = idOfGid(node.id);
  return {
    id,
    title: node.title,
    handle: node.handle,
    vendor: node.vendor || null,
    productType: node.productType || null,
    status: node.status,
    tags: [...node.tags].sort(),
    publishedAt: node.publishedAt ? new Date(node.publishedAt) : null,
    updatedAt: new Date(node.updatedAt),
    variants: variants.map((variant) => variantFromAdmin(variant, { productId: id, readAt })),
    variantIds: variants.map((variant) => idOfGid(variant.id)),
    readAt,
  };
}

export const variantFromAdmin = (
  node: VariantFactsFragment,
  { productId, readAt }: { productId: string; readAt: Date },
): VariantRecord => ({
  id: idOfGid(node.id),
  productId,
  title: node.title,
  sku: node.sku || null,
  price: node.price,
  compareAtPrice: node.compareAtPrice,
  position: node.position,
  inventoryPolicy: node.inventoryPolicy,
  isTracked: node.inventoryItem.tracked,
  available: node.inventoryQuantity,
  stockAt: readAt,
  updatedAt: new Date(node.updatedAt),
});
