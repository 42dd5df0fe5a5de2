import type { Shop } from "#app/db.server.ts";
import { keyedHash } from "#app/seal.server.ts";

/** What stands in place of a forgotten shop's domain: it tells nobody which, and knows the shop when it comes back. */
export const forgottenDomain = (domain: string): string => `forgotten:${keyedHash("shop-domain", domain)}`;

/** Whether nothing of the shop is left but hashes. One that is being forgotten at this moment waits for the answer. */
export async function isForgotten(shop: Shop): Promise<boolean> {
  const [row] = await shop.sql<{ domain: string }>`select domain from "Shop" where id = ${shop.id} for share`;
  return row?.domain.startsWith("forgotten:") ?? false;
}
