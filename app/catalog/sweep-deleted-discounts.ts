import { deleteDiscount } from "#app/catalog/mirror-discount.ts";
import { Prisma } from "#app/generated/prisma/client.ts";
import { gidOf } from "#app/id.ts";
import { sweepOfGone } from "#app/shop/sweeps/sweep-gone.ts";

/** Discounts that Shopify no longer has. Its ids say whether one has codes, so each sort is asked for by itself. */
export const sweepsOfDeletedDiscounts = [
  sweepOfDeleted("deleted-discount-codes", { method: "code", type: "DiscountCodeNode" }),
  sweepOfDeleted("deleted-automatic-discounts", { method: "automatic", type: "DiscountAutomaticNode" }),
];

function sweepOfDeleted(
  kind: string,
  { method, type }: { method: string; type: "DiscountCodeNode" | "DiscountAutomaticNode" },
) {
  return sweepOfGone({
    kind,
    topic: "discounts/delete",
    type,
    known: (shop) => Prisma.sql`
      select id from "Discount" where "shopId" = ${shop.id} and method = ${method} and "deletedAt" is null`,
    remove: (shop, id) => deleteDiscount(shop, gidOf(type, id)),
  });
}
