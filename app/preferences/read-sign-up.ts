import { countryOfAddress } from "#app/consent/country-of-address.ts";
import { readDisclosures } from "#app/consent/disclosure-words.ts";
import type { OptInChannel } from "#app/consent/disclosure-rules.ts";
import { readAddress } from "#app/consent/find-point.ts";
import { PROMOTIONS } from "#app/consent/purposes.ts";
import { signShown } from "#app/consent/shown-words.ts";
import { readShop } from "#app/db.server.ts";
import type { SignUpPage } from "#app/preferences/sign-up-page.ts";
import { readSettings } from "#app/shop/settings.ts";

/** Texts for a number, mail for an email address. */
export const channelOfAddress = (address: string): OptInChannel => (address.includes("@") ? "email" : "sms");

/** The form as it stands after what was typed: with the words of that address's country, once it is one. */
export async function readSignUp(
  shopId: string,
  { locale, typed }: { locale: string; typed: string | null },
): Promise<SignUpPage> {
  return readShop(shopId, async (shop) => {
    const { shopName } = await readSettings(shop);
    const address = typed ? readAddress(typed, null) : null;
    const isBad = Boolean(typed && !address);
    const fresh = { locale, shopName, typed: typed ?? "", isBad, did: null, ticked: [] };
    if (!address) return { ...fresh, asking: null };
    const channel = channelOfAddress(address);
    const wordsFor = await readDisclosures(shop);
    const choices = PROMOTIONS.map((purpose) => {
      const words = wordsFor({ country: countryOfAddress(address), channel, purposes: [purpose], locale });
      const token = signShown({ ...words, shopId, asks: `${channel} ${purpose}` }, shop.at);
      return { purpose, text: words.text, token };
    });
    return { ...fresh, asking: { address, choices } };
  });
}
