import type { InboxChannel } from "#app/channels/channel.ts";
import { facebookSignIn, type PageFound } from "#app/channels/facebook-login.server.ts";
import { instagramSignIn } from "#app/channels/instagram-login.server.ts";
import { HOUR, later } from "#app/clock.ts";
import { env } from "#app/env.server.ts";
import { readToken, seal, signToken, unseal } from "#app/seal.server.ts";

/** Where Meta sends the merchant back to. It must stand in the app's settings at Meta, letter by letter. */
export const backFromSignIn = (channel: InboxChannel): string => `${env.SHOPIFY_APP_URL}/connect/${channel}`;

/** Whether this installation has an app at Meta at all; without it nothing can be signed in or heard. */
export const hasMetaApp = (): boolean => Boolean(env.META_APP_ID && env.META_APP_SECRET);

interface State {
  shopId: string;
  channel: InboxChannel;
  exp: number;
}

/** Where an owner of this shop signs in; null where the installation has no app at Meta. Good for an hour. */
export function signInUrl(shopId: string, channel: InboxChannel, at: Date): string | null {
  if (!hasMetaApp()) return null;
  const claims: State = { shopId, channel, exp: later(at, HOUR).getTime() };
  const state = signToken("meta-sign-in", claims);
  const open = channel === "messenger" ? facebookSignIn : instagramSignIn;
  return open(state, backFromSignIn(channel));
}

/** The shop whose owner began this sign-in; null where the state is not ours, of the other channel, or too old. */
export function shopOfSignIn(state: string, channel: InboxChannel, at: Date): string | null {
  const claims = readToken("meta-sign-in", state) as State | null;
  return claims?.channel === channel && claims.exp > at.getTime() ? claims.shopId : null;
}

interface Offer {
  shopId: string;
  token: string;
  exp: number;
}

/** A Page to choose, sealed: the page of choices carries it to the browser and back, and nothing is kept meanwhile. */
export const offerPage = (shopId: string, { token }: PageFound, at: Date): string =>
  seal(JSON.stringify({ shopId, token, exp: later(at, HOUR).getTime() } satisfies Offer)).toString(
    "base64url",
  );

/** The Page that was chosen; null where the offer was changed or is too old. */
export function readOffer(sealed: string, at: Date): Offer | null {
  try {
    const offer = JSON.parse(unseal(Buffer.from(sealed, "base64url")).toString()) as Offer;
    return offer.exp > at.getTime() ? offer : null;
  } catch {
    return null; // changed on its way, or sealed with a key that is gone
  }
}
