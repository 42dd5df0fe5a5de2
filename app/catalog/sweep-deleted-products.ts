import { deleteProduct } from "#app/catalog/mirror-product.ts";
import { Prisma } from "#app/generated/prisma/client.ts";
import { sweepOfGone } from "#app/shop/sweeps/sweep-gone.ts";

/** Products that Shopify no longer has. */
export const sweepOfDeletedProducts = sweepOfGone({
  kind: "deleted-products",
  topic: "products/delete",
  type: "Product",
  known: (shop) => Prisma.sql`select id from "Product" where "shopId" = ${shop.id} and "deletedAt" is null`,
  remove: deleteProduct,
});
