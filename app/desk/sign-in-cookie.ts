import type { SignInChannel } from "#app/channels/channel.ts";
import { env } from "#app/env.server.ts";

/**
 * What a browser keeps while its owner is away to sign in: a secret that nobody else's browser has. Meta sends it back by a
 * link, so `Lax` and not `Strict`; `__Host-` keeps other hosts of our domain from setting one, and needs https.
 */
export const keepSecret = (channel: SignInChannel, secret: string, seconds: number): string =>
  `${nameOf(channel)}=${secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${isSecure() ? "; Secure" : ""}`;

/** Takes it away again: a secret is good for one sign-in. */
export const dropSecret = (channel: SignInChannel): string => keepSecret(channel, "", 0);

/** The secret in a request's cookies, or null. */
export function secretIn(channel: SignInChannel, cookies: string | null): string | null {
  const start = `${nameOf(channel)}=`;
  const mine = cookies?.split(/; ?/).find((one) => one.startsWith(start));
  return mine?.slice(start.length) || null;
}

/** One for each channel, so that two sign-ins at once do not end each other. */
const nameOf = (channel: SignInChannel) => `${isSecure() ? "__Host-" : ""}tl-sign-in-${channel}`;
const isSecure = () => env.SHOPIFY_APP_URL.startsWith("https:");
