import { z } from "zod";
import type { ChatPass } from "#app/chat/chat-tokens.ts";
import { answerJson, readJson, refuse } from "#app/chat/http.server.ts";
import type { Doing } from "#app/chat/post.server.ts";
import { threadOf } from "#app/chat/whose-thread.ts";
import { HOUR } from "#app/clock.ts";
import { countryOfAddress } from "#app/consent/country-of-address.ts";
import type { Disclosure } from "#app/consent/disclosure.ts";
import { readDisclosures } from "#app/consent/disclosure-words.ts";
import { readAddress } from "#app/consent/find-point.ts";
import { maskAddress } from "#app/consent/mask-address.ts";
import { lockAddress } from "#app/consent/sender-lock.ts";
import { optIn } from "#app/consent/opt-in.ts";
import { reachAt } from "#app/conversations/reach.ts";
import { keepTellBy } from "#app/conversations/tell-by.ts";
import { inShop, type Shop } from "#app/db.server.ts";
import { takeFromBucket } from "#app/rate-limit.server.ts";
import { readBody } from "#app/read-body.server.ts";
import { say } from "#app/words/say.ts";

const wish = z.object({
  address: z.string().max(254),
  /** Of the words that they have read and agree to; without it they are asked for. */
  version: z.string().max(200).optional(),
});

/**
 * `POST /chat/tell`: whoever wants to leave says where they are told of the answer. First the words that the address's
 * country wants said, then, with the version of those words, the yes to them, which goes into the ledger.
 */
export async function postTell({ request, response, pass }: Doing): Promise<void> {
  const parsed = wish.safeParse(readJson(await readBody(request, 2_000)));
  if (!parsed.success) return refuse(response, 400, "malformed");
  if (!(await isWithin(pass))) return refuse(response, 429, "too-many", say(pass.locale, "away.many"));
  const answer = await inShop(pass.shopId, (shop) => take(shop, pass, parsed.data));
  if ("refused" in answer) return refuse(response, 409, answer.refused, answer.say);
  answerJson(response, 200, answer);
}

/** Typed addresses are anybody's: few tries a visitor, a network and a shop (reliability R42, pumping of texts). */
async function isWithin({ shopId, visitorId, network }: ChatPass): Promise<boolean> {
  const limits = [
    { key: `tell:${shopId}:${visitorId}`, most: 10 },
    ...(network ? [{ key: `tell:${shopId}:${network}`, most: 30 }] : []),
    { key: `tell:${shopId}`, most: 300 },
  ];
  const taken = await Promise.all(limits.map(({ key, most }) => takeFromBucket(key, { most, perMs: HOUR })));
  return taken.every(({ ok }) => ok);
}

type Answer =
  | { words: string; version: string }
  | { told: string }
  | { refused: "odd-address" | "no-thread"; say: string };

async function take(shop: Shop, pass: ChatPass, asked: z.infer<typeof wish>): Promise<Answer> {
  const { locale } = pass;
  const address = readAddress(asked.address, countryOfLocale(locale));
  const channel = address?.includes("@") ? "email" : "sms";
  if (!address || !(await reachAt(shop, channel, address)))
    return { refused: "odd-address", say: say(locale, "away.odd") };
  const wordsFor = await readDisclosures(shop);
  const country = countryOfAddress(address);
  const shown = wordsFor({ country, channel, purposes: ["support"], locale });
  // Other words than they have read are no words they agreed to.
  if (asked.version !== shown.version) return { words: shown.text, version: shown.version };
  return agree(shop, pass, { channel, address, shown });
}

const countryOfLocale = (locale: string): string | null => /[-_]([A-Z]{2})$/.exec(locale)?.[1] ?? null;

interface Agreed {
  channel: "email" | "sms";
  address: string;
  shown: Disclosure;
}

/** Who typed an address is not told what stands against it: a no of its owner's is obeyed where a message leaves. */
async function agree(shop: Shop, pass: ChatPass, { channel, address, shown }: Agreed): Promise<Answer> {
  const { locale, visitorId, network } = pass;
  const thread = await threadOf(shop, pass);
  if (!thread) return { refused: "no-thread", say: say(locale, "away.first") };
  await lockAddress(shop, channel, address);
  const yes = { channel, address, purpose: "support", shown, source: "storefront" } as const;
  await optIn(shop, { ...yes, evidence: { visitorId, network }, proof: "typed", at: shop.at });
  await keepTellBy(shop, thread.id, { channel, address, locale });
  return { told: say(locale, "away.told", { address: maskAddress(address) }) };
}
