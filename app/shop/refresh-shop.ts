import { inShop } from "#app/db.server.ts";
import type { AdminAnswer } from "#app/shopify/admin-answer.ts";
import { askAdmin } from "#app/shopify/ask-admin.server.ts";
import { ShopFacts } from "#app/shopify/operations/shop.graphql.ts";
import type { ShopFactsQuery } from "#app/shopify/operations/types.generated.ts";
import { shopFactsFromAdmin, updateShop } from "./update-shop.ts";

/** Asks Shopify who the shop is and writes it down. A job: where Shopify is away it throws, and is tried again. */
export async function refreshShop(shopId: string): Promise<void> {
  const answer: AdminAnswer<ShopFactsQuery> = await askAdmin(shopId, ShopFacts, {});
  if (answer.ok) return inShop(shopId, (shop) => updateShop(shop, shopFactsFromAdmin(answer.data)));
  if (answer.because !== "uninstalled") throw new Error(`the shop cannot be read: ${answer.because}`);
}
