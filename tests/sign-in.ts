import type { SignInChannel } from "#app/channels/channel.ts";
import { now } from "#app/clock.ts";
import { type Back, type Began, beginSignIn, signInPass } from "#app/desk/meta-sign-in.ts";
import { env } from "#app/env.server.ts";

/** An owner presses the button of the settings: where they are led, and what their browser keeps meanwhile. */
export function beginAtMeta(channel: SignInChannel, began: Began, at = now()) {
  const pass = signInPass(began, channel, at)!;
  const signIn = beginSignIn(channel, { pass, origin: new URL(env.SHOPIFY_APP_URL).origin }, at);
  if (!signIn.begun) throw new Error(signIn.say);
  return { url: signIn.url, cookies: signIn.cookie.split(";")[0]! };
}

/** They sign in and agree; what they come back with. */
export async function signInAtMeta(channel: SignInChannel, began: Began): Promise<Back> {
  const { url, cookies } = beginAtMeta(channel, began);
  const answer = await fetch(url, { redirect: "manual" });
  return { query: new URL(answer.headers.get("location")!).searchParams, cookies };
}
