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

/** Whoever begins a sign-in for this shop. */
export interface Began {
  shopId: string;
  staffId: string;
}

/** A sign-in ends outside the admin, up to an hour after it began: its role is asked for again then. */
export const NO_OWNER =
  "Only an owner of your Threadline team can connect a channel, so nothing is connected. Ask an owner to begin again in the settings.";

interface State extends Began {
  channel: InboxChannel;
  exp: number;
}

/** Where this owner of the shop signs in; null where the installation has no app at Meta. Good for an hour. */
export function signInUrl(began: Began, channel: InboxChannel, at: Date): string | null {
  if (!hasMetaApp()) return null;
  const claims: State = { ...began, channel, exp: later(at, HOUR).getTime() };
  const state = signToken("meta-sign-in", claims);
  const open = channel === "messenger" ? facebookSignIn : instagramSignIn;
  return open(state, backFromSignIn(channel));
}

/** Who began this sign-in; null where the state is not ours, of the other channel, or too old. */
export function readState(state: string, channel: InboxChannel, at: Date): Began | null {
  const claims = readToken("meta-sign-in", state) as State | null;
  return claims?.channel === channel && claims.exp > at.getTime() ? claims : null;
}

interface Offer extends Began {
  token: string;
  exp: number;
}

/** A Page to choose, sealed: the page of choices carries it to the browser and back, and nothing is kept meanwhile. */
export function offerPage({ shopId, staffId }: Began, { token }: PageFound, at: Date): string {
  const offer: Offer = { shopId, staffId, token, exp: later(at, HOUR).getTime() };
  return seal(JSON.stringify(offer)).toString("base64url");
}

/** The Page that was chosen; null where the offer was changed or is too old. */
export function readOffer(sealed: string, at: Date): Offer | null {
  try {
    const offer = JSON.parse(unseal(Buffer.from(sealed, "base64url")).toString()) as Offer;
    return offer.exp > at.getTime() ? offer : null;
  } catch {
    return null; // changed on its way, or sealed with a key that is gone
  }
}
