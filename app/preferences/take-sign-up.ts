import { DAY, now } from "#app/clock.ts";
import { consentHash } from "#app/consent/consent-address.ts";
import { lockAddress } from "#app/consent/sender-lock.ts";
import { optIn } from "#app/consent/opt-in.ts";
import { type ConsentPurpose, PROMOTIONS } from "#app/consent/purposes.ts";
import { readShown } from "#app/consent/shown-words.ts";
import { askToConfirm } from "#app/conversations/ask-to-confirm.ts";
import { inShop } from "#app/db.server.ts";
import { channelOfAddress } from "#app/preferences/read-sign-up.ts";
import { takeFromBucket } from "#app/rate-limit.server.ts";

interface SignUp {
  address: string;
  form: URLSearchParams;
  /** The network as a keyed hash, and its address for the sealed proof. */
  from: { network: string | null; ip: string | null; locale: string };
}

/** However many networks they come from, one address is signed up so often a day. */
const SIGN_UPS_A_DAY = 3;

/**
 * Somebody ticked boxes for an address that anybody may have typed: each is only asked for, once, at the address
 * itself. Returns the same for every address, known or not, and whatever it once said; `stale` where the words beside a
 * box are no longer those that we show, and nothing was asked.
 */
export async function takeSignUp(
  shopId: string,
  { address, form, from }: SignUp,
): Promise<"asked" | "nothing" | "stale"> {
  const ticked = PROMOTIONS.filter((purpose) => form.has(purpose));
  if (!ticked.length) return "nothing";
  const channel = channelOfAddress(address);
  const shownFor = (purpose: ConsentPurpose) =>
    readShown(form.get(`${purpose}.shown`), { shopId, asks: `${channel} ${purpose}` }, now());
  const wishes = ticked.flatMap((purpose) => {
    const shown = shownFor(purpose);
    return shown ? { purpose, shown } : [];
  });
  // The form alone decides this, whoever's address it names.
  if (wishes.length < ticked.length) return "stale";
  const bucket = `sign-up:${shopId}:${consentHash(channel, address)}`;
  if (!(await takeFromBucket(bucket, { most: SIGN_UPS_A_DAY, perMs: DAY })).ok) return "asked";
  await inShop(shopId, async (shop) => {
    await lockAddress(shop, channel, address);
    const asked: ConsentPurpose[] = [];
    for (const { purpose, shown } of wishes) {
      const given = { channel, address, purpose, shown, source: "storefront", at: shop.at } as const;
      const evidence = { page: "sign-up", ...from };
      if ((await optIn(shop, { ...given, evidence, proof: "typed" })) === "asked") asked.push(purpose);
    }
    if (asked.length) await askToConfirm(shop, { channel, address, purposes: asked, locale: from.locale });
  });
  return "asked";
}
