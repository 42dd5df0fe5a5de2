import { askToConfirm } from "#app/conversations/ask-to-confirm.ts";
import { welcome } from "#app/conversations/welcome.ts";
import { confirmOptIn } from "#app/consent/opt-in.ts";
import { allOff, channelsOf, savePreferences, type Wish } from "#app/consent/preferences.ts";
import type { PreferencesClaims } from "#app/consent/preferences-url.ts";
import { PROMOTIONS, PURPOSES } from "#app/consent/purposes.ts";
import { lockAddress } from "#app/consent/sender-lock.ts";
import { readShown } from "#app/consent/shown-words.ts";
import { forgetConsentAddresses } from "#app/consent/ledger.ts";
import { inShop, type Shop } from "#app/db.server.ts";
import { isForgotten } from "#app/shop/forgotten-domain.ts";
import { hasLeft } from "#app/shop/installed.ts";

interface From {
  /** Where on the network, as a keyed hash. */
  network: string | null;
  locale: string;
}

/** What a form on the page does: the boxes as they were ticked, nothing at all, or a yes that was asked for. */
export async function takePreferences(
  claims: PreferencesClaims,
  form: URLSearchParams,
  from: From,
): Promise<"saved" | "stale" | "none" | "confirmed" | "unchanged" | "unsubscribed"> {
  return inShop(claims.shopId, async (shop) => {
    if (await hasLeft(shop)) return keepNo(shop, claims, form);
    const evidence = { by: "the shopper's own page", network: from.network, locale: from.locale };
    if (form.get("List-Unsubscribe") === "One-Click") return unsubscribe(shop, claims, evidence);
    if (form.get("save") === "confirm" && claims.mayAgree)
      return confirm(shop, claims, { ...from, evidence });
    if (form.get("save") === "none") return stopAll(shop, claims, evidence);
    if (form.get("save") === "choices")
      return saveChoices(shop, claims, { form, locale: from.locale, evidence });
    // An empty form is nobody's word: unticked boxes are not sent, and would read as a no to everything.
    return "unchanged";
  });
}

/**
 * The shop has left: a no is kept all the same (R22); of a shop that was forgotten already as the hash alone, which says
 * nothing of whose it is.
 */
async function keepNo(shop: Shop, claims: PreferencesClaims, form: URLSearchParams) {
  const isOneClick = form.get("List-Unsubscribe") === "One-Click";
  if (!isOneClick && form.get("save") !== "none") return "unchanged" as const;
  const evidence = { by: "the shopper's own page", network: null, locale: null };
  const did = isOneClick ? await unsubscribe(shop, claims, evidence) : await stopAll(shop, claims, evidence);
  if (await isForgotten(shop))
    await forgetConsentAddresses(
      shop,
      channelsOf(claims).map((channel) => ({ channel, address: claims.address })),
    );
  return did;
}

type Evidence = Record<string, string | null>;

/** RFC 8058: a mail program's own button. It ends what is promotion on this very channel, and no news of an order. */
async function unsubscribe(shop: Shop, claims: PreferencesClaims, evidence: Evidence) {
  const wishes = allOff(claims, PROMOTIONS).filter(({ channel }) => channel === claims.channel);
  await savePreferences(shop, claims, wishes, { ...evidence, by: "List-Unsubscribe=One-Click" });
  return "unsubscribed" as const;
}

async function stopAll(shop: Shop, claims: PreferencesClaims, evidence: Evidence) {
  await savePreferences(shop, claims, allOff(claims, PURPOSES), evidence);
  return "none" as const;
}

async function confirm(
  shop: Shop,
  { channel, address }: PreferencesClaims,
  { evidence, locale }: { evidence: Evidence; locale: string },
) {
  const confirming = { channel, address, source: "preferences", evidence, at: shop.at };
  await lockAddress(shop, channel, address);
  const purposes = await confirmOptIn(shop, confirming);
  if (purposes.length) await welcome(shop, { channel, address, purposes, locale });
  return "confirmed" as const;
}

async function saveChoices(
  shop: Shop,
  claims: PreferencesClaims,
  { form, locale, evidence }: { form: URLSearchParams; locale: string; evidence: Evidence },
) {
  const wishes = channelsOf(claims)
    .flatMap((channel) =>
      PURPOSES.map((purpose): Wish => {
        const name = `${channel}.${purpose}`;
        const asks = `${channel} ${purpose}`;
        const shown = readShown(form.get(`${name}.shown`), { shopId: shop.id, asks }, shop.at);
        return { channel, purpose, isOn: form.has(name), shown };
      }),
    )
    .filter(({ isOn }) => !isOn || claims.mayAgree);
  const { asked, unheard } = await savePreferences(shop, claims, wishes, evidence);
  for (const { channel, purpose } of asked)
    await askToConfirm(shop, { channel, address: claims.address, purposes: [purpose], locale });
  return unheard.length > 0 ? ("stale" as const) : ("saved" as const);
}
