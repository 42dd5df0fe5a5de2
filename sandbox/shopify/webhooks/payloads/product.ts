import { gid } from "../../store/ids.ts";
import type { Product, Variant } from "../../store/types.ts";
import { type Rendering, restInstant } from "./rest.ts";

export function productPayload(it: Product, rendering: Rendering) {
  return {
    id: it.id,
    admin_graphql_api_id: gid("Product", it.id),
    body_html: it.descriptionHtml,
    created_at: restInstant(it.createdAt, rendering),
    handle: it.handle,
    product_type: it.productType,
    published_at: restInstant(it.publishedAt, rendering),
    template_suffix: null,
    title: it.title,
    updated_at: restInstant(it.updatedAt, rendering),
    vendor: it.vendor,
    status: it.status.toLowerCase(),
    published_scope: "web",
    tags: [...it.tags].sort().join(", "),
    variants: it.variants.slice(0, IN_FULL).map((one) => variantPayload(one, rendering)),
    options: it.options.map((option, index) => ({
      name: option.name,
      id: it.id * 10 + index,
      product_id: it.id,
      position: index + 1,
      values: option.values,
    })),
    images: [],
    image: null,
    media: [],
    variant_gids: it.variants.map((one) => ({
      admin_graphql_api_id: gid("ProductVariant", one.id),
      updated_at: one.updatedAt.replace("Z", ".000Z"),
    })),
    has_variants_that_requires_components: false,
    category: null,
  };
}

/** Variants beyond these are named only (reliability facts, F8). */
const IN_FULL = 100;

export function productDeletePayload(it: Product) {
  return { id: it.id };
}

/** Of a product, and of `variants/in_stock` and `out_of_stock`. */
export function variantPayload(it: Variant, rendering: Rendering) {
  const quantity = rendering.store.stock(it.id).reduce((sum, level) => sum + level.available, 0);
  return {
    admin_graphql_api_id: gid("ProductVariant", it.id),
    barcode: it.barcode,
    compare_at_price: it.compareAtPrice,
    created_at: restInstant(it.createdAt, rendering),
    id: it.id,
    inventory_policy: it.inventoryPolicy.toLowerCase(),
    position: it.position,
    price: it.price,
    product_id: it.productId,
    sku: it.sku,
    taxable: it.taxable,
    title: it.title,
    updated_at: restInstant(it.updatedAt, rendering),
    option1: it.selectedOptions[0]?.value ?? null,
    option2: it.selectedOptions[1]?.value ?? null,
    option3: it.selectedOptions[2]?.value ?? null,
    image_id: null,
    inventory_item_id: it.inventoryItemId,
    inventory_quantity: quantity,
    old_inventory_quantity: quantity,
  };
}
