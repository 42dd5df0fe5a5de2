import type { Shop } from "#app/db.server.ts";

/** Drops every token of a shop, its own and its staff's: after an uninstall Shopify takes none of them. */
export async function forgetTokens(shop: Shop, domain: string): Promise<void> {
  await shop.tx.session.deleteMany({ where: { shop: domain } });
}

/** Drops the token of one person who may not come in any more. */
export async function forgetTokenOf(shop: Shop, domain: string, shopifyUserId: string): Promise<void> {
  await shop.tx.session.deleteMany({ where: { id: `${domain}_${shopifyUserId}` } });
}
