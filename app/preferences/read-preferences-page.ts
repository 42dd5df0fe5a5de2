import { findBlockedBy } from "#app/consent/blocked-number.ts";
import { maskAddress } from "#app/consent/mask-address.ts";
import { readPreferences } from "#app/consent/preferences.ts";
import type { PreferencesClaims } from "#app/consent/preferences-url.ts";
import { signShown } from "#app/consent/shown-words.ts";
import { readShop } from "#app/db.server.ts";
import type { PreferencesPage } from "#app/preferences/preferences-page.ts";
import { hasLeft, isInstalled } from "#app/shop/installed.ts";
import { readSettings } from "#app/shop/settings.ts";
import { readerLocale } from "#app/track/reader-locale.ts";

/** What an address of ours shows; null where there never was such a shop. */
export async function readPreferencesPage(
  claims: PreferencesClaims,
  { accepted, did }: { accepted: string | undefined; did: string | null },
): Promise<PreferencesPage | null> {
  const { shopId, channel, address, mayAgree } = claims;
  return readShop(shopId, async (shop) => {
    if (await hasLeft(shop)) return pageOfLeft(claims, { accepted, did });
    if (!(await isInstalled(shop))) return null;
    const { shopName, languages } = await readSettings(shop);
    const locale = readerLocale(accepted, { wanted: claims.locale, otherwise: languages[0] ?? null });
    const preferences = await readPreferences(shop, { channel, address }, locale);
    return {
      locale,
      shopName,
      address: maskAddress(address),
      hasLeft: false,
      did: knownDid(did),
      blockedBy: await findBlockedBy(shop, address),
      choices: preferences
        .filter(({ isOn }) => isOn || mayAgree)
        .map(({ words, ...preference }) => {
          const asks = `${preference.channel} ${preference.purpose}`;
          const shown = words && { text: words.text, token: signShown({ ...words, shopId, asks }, shop.at) };
          return { ...preference, shown };
        }),
    };
  });
}

/** A shop that has left sends nothing and may come back: a no is taken, for then (R22). */
function pageOfLeft(
  claims: PreferencesClaims,
  { accepted, did }: { accepted: string | undefined; did: string | null },
): PreferencesPage {
  return {
    locale: readerLocale(accepted, { wanted: claims.locale, otherwise: null }),
    shopName: null,
    address: maskAddress(claims.address),
    hasLeft: true,
    did: knownDid(did),
    blockedBy: null,
    choices: [],
  };
}

const knownDid = (did: string | null): PreferencesPage["did"] =>
  did === "saved" || did === "stale" || did === "none" || did === "confirmed" ? did : null;
