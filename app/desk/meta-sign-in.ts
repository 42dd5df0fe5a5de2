import { randomBytes } from "node:crypto";
import { SIGN_IN_CHANNELS, type SignInChannel } from "#app/channels/channel.ts";
import { facebookSignIn } from "#app/channels/facebook-login.server.ts";
import { instagramSignIn } from "#app/channels/instagram-login.server.ts";
import { signUpAddress } from "#app/channels/whatsapp-account.server.ts";
import { HOUR, later, SECOND } from "#app/clock.ts";
import { keepSecret, secretIn } from "#app/desk/sign-in-cookie.ts";
import { env } from "#app/env.server.ts";
import { takeFromBucket } from "#app/rate-limit.server.ts";
import { keyedHash, readToken, signToken } from "#app/seal.server.ts";

/** Where Meta sends the merchant back to. It must stand in the app's settings at Meta, letter by letter. */
export const backFromSignIn = (channel: SignInChannel): string => `${env.SHOPIFY_APP_URL}/connect/${channel}`;

/** The channel that an address names, or the Response to answer with. */
export function requireSignIn(name: string | undefined): SignInChannel {
  const channel = SIGN_IN_CHANNELS.find((known) => known === name);
  if (!channel) throw new Response("There is no such sign-in.", { status: 404 });
  return channel;
}

/** Whether this installation has an app at Meta at all; without it nothing can be signed in or heard. */
export const hasMetaApp = (): boolean => Boolean(env.META_APP_ID && env.META_APP_SECRET);

/** Whoever begins a sign-in for this shop. */
export interface Began {
  shopId: string;
  staffId: string;
}

interface Pass extends Began {
  channel: SignInChannel;
  exp: number;
}

interface State extends Pass {
  /** What is known of the browser that began: the hash of its secret. */
  browser: string;
}

/** A sign-up at WhatsApp takes its time: a business is described, a number is called. */
const LASTS = HOUR;

/** What this owner's settings page begins a sign-in with; null where the installation has no app at Meta for it. */
export function signInPass(began: Began, channel: SignInChannel, at: Date): string | null {
  if (!addressAtMeta(channel, "")) return null;
  return signToken(PASS, { ...began, channel, exp: later(at, LASTS).getTime() } satisfies Pass);
}

export type SignInBegun = { begun: true; url: string; cookie: string } | { begun: false; say: string };

/**
 * Begins a sign-in in the browser that asks. Only a form of our own pages can ask: a link that somebody else wrote would
 * begin it for their shop in the browser of whoever follows it. Any browser names the origin of a form that is posted.
 */
export function beginSignIn(
  channel: SignInChannel,
  { pass, origin }: { pass: string; origin: string | null },
  at: Date,
): SignInBegun {
  const claims = readToken(PASS, pass) as Pass | null;
  if (origin !== new URL(env.SHOPIFY_APP_URL).origin || claims?.channel !== channel) return NOT_OURS;
  if (claims.exp <= at.getTime()) return STALE_PASS;
  const secret = randomBytes(32).toString("base64url");
  const state: State = { ...claims, exp: later(at, LASTS).getTime(), browser: browserOf(secret) };
  const url = addressAtMeta(channel, signToken(STATE, state));
  if (!url) return NOT_OURS;
  return { begun: true, url, cookie: keepSecret(channel, secret, LASTS / SECOND) };
}

const NOT_OURS: SignInBegun = {
  begun: false,
  say: "A sign-in begins with the button in Threadline's settings, and this one did not.",
};
const STALE_PASS: SignInBegun = {
  begun: false,
  say: "The settings were open for more than an hour. Load them again and begin anew.",
};

/** What comes back with a merchant: the query that Meta gave, and the cookies of the browser. */
export interface Back {
  query: URLSearchParams;
  cookies: string | null;
}

/** Who began the sign-in that comes back, in the browser that began it, once; or why it is refused, in words. */
export async function endSignIn(
  channel: SignInChannel,
  { query, cookies }: Back,
  at: Date,
): Promise<{ began: Began } | { say: string }> {
  const state = readToken(STATE, query.get("state") ?? "") as State | null;
  if (state?.channel !== channel || state.exp <= at.getTime()) return { say: STALE };
  const secret = secretIn(channel, cookies);
  if (!secret || browserOf(secret) !== state.browser) return { say: ELSEWHERE };
  const { ok } = await takeFromBucket(`sign-in:${state.browser}`, { most: 1, perMs: LASTS });
  return ok ? { began: { shopId: state.shopId, staffId: state.staffId } } : { say: USED };
}

const ANEW = "Begin it again in the settings.";
/** What is said of a state or an offer that is none of ours, or past its time. */
export const STALE = `This sign-in is too old or was not begun in Threadline. ${ANEW}`;
const USED = `This sign-in has been used already. ${ANEW}`;
const ELSEWHERE =
  "This sign-in was not begun in this browser, so nothing is connected. If somebody sent you a link to it, you have nothing to do. If you began it yourself, begin it again in the settings and let this browser keep Threadline's cookie.";

const PASS = "meta-sign-in-pass";
const STATE = "meta-sign-in";
const browserOf = (secret: string) => keyedHash("sign-in-browser", secret);

function addressAtMeta(channel: SignInChannel, state: string): string | null {
  if (!hasMetaApp()) return null;
  const open = { messenger: facebookSignIn, instagram: instagramSignIn, whatsapp: signUpAddress }[channel];
  return open(state, backFromSignIn(channel));
}
