import type { Reader } from "#app/db.server.ts";

/** In which language one thread's shopper is written to; see `readThreadLocales`. */
export const localeOfThread = async (shop: Reader, conversationId: string): Promise<string> =>
  (await readThreadLocales(shop, [conversationId])).get(conversationId) ?? "en";

/**
 * In which language each of these threads' shoppers is written to: that of the page they last wrote on, else theirs by
 * what the shop knows of them, else the shop's own, else English.
 */
export async function readThreadLocales(
  shop: Reader,
  conversationIds: string[],
): Promise<Map<string, string>> {
  const rows = await shop.sql<{ id: string; locale: string }>`
    select c.id, coalesce(c.locale, k.locale, t.languages[1], 'en') as locale from "Conversation" c
    left join "Customer" k on k."shopId" = c."shopId" and k.id = c."customerId"
    left join "ShopSettings" t on t."shopId" = c."shopId"
    where c."shopId" = ${shop.id} and c.id = any(${conversationIds})`;
  return new Map(rows.map(({ id, locale }) => [id, locale]));
}
