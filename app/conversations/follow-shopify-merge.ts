import { joinThreads } from "#app/conversations/join-threads.ts";
import {
  followShopifyMerge as followInCustomers,
  type ShopifyMerge,
} from "#app/customers/follow-shopify-merge.ts";
import type { Shop } from "#app/db.server.ts";

/** `customers/merge`: two accounts became one at Shopify, and so their two threads, for good. */
export async function followShopifyMerge(shop: Shop, merge: ShopifyMerge): Promise<"applied" | "ignored"> {
  const joined = await followInCustomers(shop, merge);
  if (!joined) return "ignored";
  await joinThreads(shop, joined.from, joined.into);
  return "applied";
}
