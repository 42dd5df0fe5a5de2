import { z } from "zod";
import type { Account, ChannelAdapter } from "#app/channels/channel.ts";
import { askGraph, INSTAGRAM } from "#app/channels/graph-api.server.ts";
import { accountOfToken, INSTAGRAM_NEEDS, readsMessages } from "#app/channels/instagram-login.server.ts";
import {
  platformAdapter,
  type PlatformApi,
  platformSettings,
  sayMissing,
} from "#app/channels/messenger-platform.server.ts";
import { SECOND } from "#app/clock.ts";

const LONGEST = 1_000;

const api: PlatformApi = {
  name: "instagram",
  url: INSTAGRAM,
  longest: LONGEST,
  lengthOf: (text) => Buffer.byteLength(text),
};

/** An Instagram account. `sender` is its id, `secret` its token of sixty days; webhooks come to `/webhooks/meta`. */
export const instagram: ChannelAdapter = platformAdapter(api, {
  // Text and links, 100 calls a second for an account (Instagram Platform, "Rate limiting").
  limits: ({ sender }) => [{ key: `instagram:${sender}`, most: 50, perMs: SECOND }],
  nameOf,
  check,
});

const Profile = z.object({ name: z.string().nullish(), username: z.string().nullish() });

async function nameOf({ secret }: Account, address: string): Promise<string | null> {
  const [, person = ""] = address.split(":");
  const answer = await askGraph(`${INSTAGRAM}/${person}`, Profile, {
    token: secret,
    fields: { fields: "name,username" },
  });
  if (!answer.ok) return null;
  return answer.data.name || answer.data.username || null;
}

async function check({
  secret,
  sender,
  settings,
}: Account): Promise<{ ok: true } | { ok: false; say: string }> {
  const account = await accountOfToken(secret);
  if (!account.ok && account.fault.status === null)
    return refuse("Instagram did not answer. Try again in a minute.");
  if (!account.ok)
    return refuse(`Instagram refused the token: ${account.fault.words} Connect the account again.`);
  if (sender && account.data.id !== sender) return refuse("This token belongs to another account.");
  const reads = await readsMessages(secret);
  if (!reads.ok)
    return refuse(
      `Without instagram_business_manage_messages, ${INSTAGRAM_NEEDS.instagram_business_manage_messages}. Connect the account again and agree to all of it.`,
    );
  const known = platformSettings.safeParse(settings).data?.permissions ?? [];
  const missing = known.length ? sayMissing(INSTAGRAM_NEEDS, known) : null;
  return missing ? refuse(`${missing} Connect the account again and agree to all of it.`) : { ok: true };
}

const refuse = (say: string) => ({ ok: false as const, say });
