import { z } from "zod";
import type { Account, ChannelAdapter } from "#app/channels/channel.ts";
import { inspectPageToken, PAGE_NEEDS, pageOfToken } from "#app/channels/facebook-login.server.ts";
import { askGraph, FACEBOOK } from "#app/channels/graph-api.server.ts";
import { platformAdapter, type PlatformApi, sayMissing } from "#app/channels/messenger-platform.server.ts";
import { SECOND } from "#app/clock.ts";

const LONGEST = 2_000;

const api: PlatformApi = {
  name: "messenger",
  url: FACEBOOK,
  longest: LONGEST,
  lengthOf: (text) => text.length,
};

/** A Page's Messenger. `sender` is the Page's id, `secret` its token; webhooks come to `/webhooks/meta`. */
export const messenger: ChannelAdapter = platformAdapter(api, {
  // Text and links, 300 calls a second for a Page (Messenger Platform, "Rate limiting"); this leaves room for the rest.
  limits: ({ sender }) => [{ key: `messenger:${sender}`, most: 100, perMs: SECOND }],
  nameOf,
  check,
});

const Profile = z.object({ first_name: z.string().optional(), last_name: z.string().optional() });

async function nameOf({ secret }: Account, address: string): Promise<string | null> {
  const [, person = ""] = address.split(":");
  const fields = { fields: "first_name,last_name" };
  const answer = await askGraph(`${FACEBOOK}/${person}`, Profile, { token: secret, fields });
  if (!answer.ok) return null;
  return [answer.data.first_name, answer.data.last_name].filter(Boolean).join(" ") || null;
}

async function check({ secret, sender }: Account): Promise<{ ok: true } | { ok: false; say: string }> {
  const page = await pageOfToken(secret);
  if (!page.ok && page.fault.status === null) return refuse("Meta did not answer. Try again in a minute.");
  if (!page.ok) return refuse(`Meta refused the Page's token: ${page.fault.words} Connect the Page again.`);
  if (sender && page.data.id !== sender) return refuse("This token belongs to another Page.");
  const facts = await inspectPageToken(secret);
  if (!facts.ok) return refuse(`Meta did not say what the token may do: ${facts.fault.words}`);
  const missing = sayMissing(PAGE_NEEDS, facts.data.permissions);
  return missing ? refuse(`${missing} Connect the Page again and agree to all of it.`) : { ok: true };
}

const refuse = (say: string) => ({ ok: false as const, say });
