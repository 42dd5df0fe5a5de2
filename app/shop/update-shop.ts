import { IANAZone } from "luxon";
import { z } from "zod";
import type { Shop } from "#app/db.server.ts";
import type { ShopFactsQuery } from "#app/shopify/operations/types.generated.ts";

/** What Shopify says of a shop; absent is unknown and leaves what we have. */
export interface ShopFacts {
  name?: string;
  email?: string;
  currency?: string;
  timeZone?: string;
  primaryUrl?: string;
  scopes?: string[];
  /** Published languages, the main one first. */
  languages?: string[];
}

/** Writes what Shopify says of the shop. Support address and languages are the merchant's own once they have any. */
export async function updateShop(shop: Shop, { languages, scopes, ...facts }: ShopFacts): Promise<void> {
  const timeZone = facts.timeZone && IANAZone.isValidZone(facts.timeZone) ? facts.timeZone : undefined;
  const row = { ...facts, timeZone, scopes: scopes && [...scopes].sort() };
  await shop.tx.shop.update({ where: { id: shop.id }, data: row });
  const { id: shopId } = shop;
  if (facts.email) {
    await shop.tx.shopSettings.updateMany({
      where: { shopId, supportEmail: null },
      data: { supportEmail: facts.email },
    });
  }
  if (languages?.length) {
    await shop.tx.shopSettings.updateMany({
      where: { shopId, languages: { isEmpty: true } },
      data: { languages },
    });
  }
}

export function shopFactsFromAdmin({ shop, shopLocales, currentAppInstallation }: ShopFactsQuery): ShopFacts {
  // Each may have come null with an access error beside it.
  const locales = (shopLocales ?? []).filter(({ published }) => published);
  return {
    name: shop.name,
    email: shop.contactEmail || undefined,
    currency: shop.currencyCode,
    timeZone: shop.ianaTimezone,
    primaryUrl: shop.primaryDomain?.url,
    scopes: currentAppInstallation?.accessScopes.map(({ handle }) => handle),
    languages: locales.sort((a, b) => Number(b.primary) - Number(a.primary)).map(({ locale }) => locale),
  };
}

const text = z
  .string()
  .nullish()
  .transform((value) => value || undefined);
const webhookShop = z.object({
  name: text,
  email: text,
  customer_email: text,
  currency: text,
  iana_timezone: text,
  domain: text,
});

/** Of `shop/update`; null where it is no such payload. */
export function shopFactsFromWebhook(payload: unknown): ShopFacts | null {
  const read = webhookShop.safeParse(payload).data;
  if (!read) return null;
  const { name, email, customer_email, currency, iana_timezone, domain } = read;
  return {
    name,
    email: customer_email ?? email,
    currency,
    timeZone: iana_timezone,
    primaryUrl: domain && `https://${domain}`,
  };
}
