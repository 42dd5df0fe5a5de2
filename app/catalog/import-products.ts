import { keepProducts, keepVariants } from "#app/catalog/keep-products.ts";
import { rereadProduct } from "#app/catalog/mirror-product.ts";
import { productFromAdmin, variantFromAdmin } from "#app/catalog/product-from-admin.ts";
import type { ProductRecord, VariantRecord } from "#app/catalog/product-record.ts";
import type { Shop } from "#app/db.server.ts";
import { type Batch, type Importer, stage } from "#app/shopify/bulk/importer.ts";
import { PRODUCT_FACTS, VARIANT_FACTS } from "#app/shopify/operations/catalog.graphql.ts";
import type { ProductFactsFragment, VariantFactsFragment } from "#app/shopify/operations/types.generated.ts";

/** Products with all their variants and how many of each there are. */
export const importProducts: Importer = {
  kind: "products",
  words: "products",
  scopes: ["read_products", "read_inventory"],
  after: [],
  isWindowed: true,
  query: (window) => `
    query ImportProducts {
      products(sortKey: CREATED_AT, reverse: true${window ? `, query: ${JSON.stringify(window)}` : ""}) {
        edges { node { ...ProductFacts variants { edges { node { ...VariantFacts } } } } }
      }
    }
    ${PRODUCT_FACTS}
    ${VARIANT_FACTS}`,
  stages: [
    stage({
      type: "Product",
      table: "staged_product",
      columns: {
        id: "text",
        title: "text",
        handle: "text",
        vendor: "text",
        productType: "text",
        status: "text",
        tags: "text[]",
        publishedAt: "timestamptz",
        updatedAt: "timestamptz",
      },
      row: (node: ProductFactsFragment) => productFromAdmin(node, [], new Date(node.updatedAt)),
    }),
    stage({
      type: "ProductVariant",
      table: "staged_variant",
      columns: {
        id: "text",
        productId: "text",
        title: "text",
        sku: "text",
        price: "text",
        compareAtPrice: "text",
        position: "int",
        inventoryPolicy: "text",
        isTracked: "boolean",
        available: "int",
        updatedAt: "timestamptz",
      },
      row: (node: VariantFactsFragment, product) =>
        product && {
          isTracked: null,
          ...variantFromAdmin(node, { productId: product.id, readAt: new Date(node.updatedAt) }),
        },
    }),
  ],
  upsert: upsertProducts,
};

type StagedProduct = Omit<ProductRecord, "variants" | "variantIds" | "readAt">;

async function upsertProducts(shop: Shop, { askedAt }: Batch): Promise<void> {
  const products = await shop.sql<StagedProduct>`select * from staged_product`;
  await keepProducts(
    shop,
    products.map((product) => ({
      ...product,
      variants: [],
      variantIds: null,
      // What changed after the question was asked may be newer than the file.
      readAt: product.updatedAt < askedAt ? askedAt : null,
    })),
  );
  const variants = await shop.sql<Omit<VariantRecord, "stockAt"> & { isUnsure: boolean }>`
    select v.*, p."sourceUpdatedAt" >= ${askedAt} as "isUnsure"
    from staged_variant v join "Product" p on p."shopId" = ${shop.id} and p.id = v."productId"
    where p."deletedAt" is null`;
  await keepVariants(
    shop,
    variants.filter(({ isUnsure }) => !isUnsure).map((variant) => ({ ...variant, stockAt: askedAt })),
  );
  // Of a product that changed meanwhile the file may tell a variant that is gone by now.
  const unsure = variants.filter(({ isUnsure }) => isUnsure).map(({ productId }) => productId);
  for (const productId of new Set(unsure)) await rereadProduct(shop, productId);
}
