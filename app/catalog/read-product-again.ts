import { deleteProduct, mirrorProduct } from "#app/catalog/mirror-product.ts";
import { productFromAdmin } from "#app/catalog/product-from-admin.ts";
import { now } from "#app/clock.ts";
import { inShop } from "#app/db.server.ts";
import { gidOf } from "#app/id.ts";
import { askAdmin } from "#app/shopify/ask-admin.server.ts";
import { ProductVariantsPage, ReadProduct } from "#app/shopify/operations/catalog.graphql.ts";
import type { VariantFactsFragment } from "#app/shopify/operations/types.generated.ts";
import { retryWhereItHelps } from "#app/shopify/retry-where-it-helps.ts";

/** Job `rereadProduct`: reads a product with every variant. Throws to be tried again. */
export async function readProductAgain(shopId: string, { productId }: { productId: string }): Promise<void> {
  const readAt = now();
  const answer = await askAdmin(shopId, ReadProduct, { id: gidOf("Product", productId) });
  if (!answer.ok) return retryWhereItHelps(answer);
  const { product } = answer.data;
  if (!product) return inShop(shopId, (shop) => deleteProduct(shop, productId));
  const variants = await allVariants(shopId, product);
  await inShop(shopId, (shop) => mirrorProduct(shop, productFromAdmin(product, variants, readAt)));
}

interface FirstPage {
  id: string;
  variants: { nodes: VariantFactsFragment[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
}

async function allVariants(shopId: string, { id, variants }: FirstPage): Promise<VariantFactsFragment[]> {
  const nodes = [...variants.nodes];
  let { hasNextPage, endCursor } = variants.pageInfo;
  while (hasNextPage && endCursor) {
    const answer = await askAdmin(shopId, ProductVariantsPage, { id, after: endCursor });
    const page = answer.ok ? answer.data.product?.variants : null;
    // Half a product would drop the other half's variants.
    if (!page) throw new Error("not all variants of the product could be read");
    nodes.push(...page.nodes);
    ({ hasNextPage, endCursor } = page.pageInfo);
  }
  return nodes;
}
