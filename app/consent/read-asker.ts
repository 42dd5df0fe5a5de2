import type { Asker } from "#app/consent/disclosure.ts";
import type { Reader } from "#app/db.server.ts";
import { homeOf, readSettings } from "#app/shop/settings.ts";

/** Who asks for consent in this shop: its name, how it is reached, and where its terms and privacy policy stand. */
export async function readAsker(shop: Reader): Promise<Asker> {
  const settings = await readSettings(shop);
  const home = homeOf(settings);
  const policies = await shop.sql<{ type: string; url: string }>`
    select type, url from "ShopPolicy" where "shopId" = ${shop.id}
      and type in ('TERMS_OF_SERVICE', 'PRIVACY_POLICY')`;
  const urlOf = (type: string, path: string) =>
    policies.find((policy) => policy.type === type)?.url ?? `${home}/policies/${path}`;
  return {
    shop: settings.shopName,
    contact: settings.supportEmail ?? home,
    terms: urlOf("TERMS_OF_SERVICE", "terms-of-service"),
    privacy: urlOf("PRIVACY_POLICY", "privacy-policy"),
  };
}
