import type { Channel } from "#app/channels/channel.ts";
import { addressesOfPerson } from "#app/consent/addresses-of-person.ts";
import { cleanText } from "#app/clean-text.ts";
import { blockLine, openLine } from "#app/consent/carrier-block.ts";
import { levelHeld, recordConsent, type Stands, standing } from "#app/consent/ledger.ts";
import { namesOn } from "#app/consent/names-on.ts";
import { otherAddresses } from "#app/consent/other-addresses.ts";
import { type ConsentPurpose, PROMOTIONS, PURPOSES } from "#app/consent/purposes.ts";
import { readSaid, type Said } from "#app/consent/read-said.ts";
import { readShared } from "#app/consent/shared-no.ts";
import type { Shop } from "#app/db.server.ts";
import { writeEvent } from "#app/jobs/events.ts";
import type { OptOut } from "#app/understanding/opt-out/read-opt-out.ts";

export interface Heard {
  channel: Channel;
  address: string;
  accountId: string | null;
  customerId: string;
  text: string;
  externalId?: string;
  at: Date;
  /** The carrier of this channel answers STOP, START and HELP itself, and blocks. */
  carrierAnswers: boolean;
  /** It is one of the answers that our last question offered. */
  isAnswer: boolean;
  /** The last they had from us here was an advertisement. */
  afterPromotion: boolean;
}

export interface Applied {
  keyword: "stop" | "doubt" | "start" | "help";
  /** It changed what stands: a second STOP does not, and is not confirmed again. */
  isNew: boolean;
  purposes: readonly ConsentPurpose[];
  /** Every address that an end or a doubt is about: it may name another way than the one it came by. */
  about: Meant[];
  /** The carrier has answered it. */
  byCarrier: boolean;
  /** CANCEL: the carrier takes it for STOP, and most people mean an order. */
  isCancel: boolean;
}

export interface Meant {
  channel: Channel;
  address: string;
  purposes: readonly ConsentPurpose[];
  state: "revoked" | "held";
}

/**
 * What a message says of consent, heard before anything clever. The carrier's own words come first, for it has acted
 * on them; then an answer to our own question is an answer and nothing else; then every other way to ask for an end. A
 * doubt holds promotions back at once, until a person has read it. Null: it says nothing of consent.
 */
export async function applyKeyword(
  shop: Shop,
  heard: Heard,
  said: Said | null = readSaid(heard.text),
): Promise<Applied | null> {
  if (!said) return null;
  const carrier = heard.carrierAnswers ? said.carrier : null;
  if (carrier === "stop") return stopByCarrier(shop, heard);
  if (carrier === "start" && (await reopen(shop, heard))) return start(shop, heard, { byCarrier: true });
  if (heard.isAnswer) return null;
  if (said.keyword === "start") return start(shop, heard, { byCarrier: carrier !== null });
  if (said.keyword === "help")
    return heard.channel === "chat" ? null : applied("help", { byCarrier: carrier !== null });
  return said.optOut && applyOptOut(shop, heard, said.optOut);
}

async function applyOptOut(shop: Shop, heard: Heard, said: OptOut): Promise<Applied | null> {
  if (said.by === "bare-no" && !heard.afterPromotion) return null;
  const isDoubt = said.says === "doubt";
  const purposesOn = (channel: Channel) =>
    isDoubt || said.purposes === "promotions" ? PROMOTIONS : everythingOn(channel);
  const written = await say(shop, heard, {
    purposesOn,
    state: isDoubt ? "held" : "revoked",
    scope: said.channels,
  });
  return applied(isDoubt ? "doubt" : "stop", { ...written, purposes: purposesOn(heard.channel) });
}

/** Answers to what they ask us go on where no carrier and no law stops them; a text message is no such place. */
const everythingOn = (channel: Channel): readonly ConsentPurpose[] =>
  channel === "sms" ? PURPOSES : PURPOSES.filter((one) => one !== "support");

async function stopByCarrier(shop: Shop, heard: Heard): Promise<Applied> {
  const { channel, accountId, address, at, text } = heard;
  const because = text.trim().toUpperCase();
  if (accountId) await blockLine(shop, { channel, accountId, address }, { because, at });
  const written = await say(shop, heard, { purposesOn: () => PURPOSES, state: "revoked", scope: "here" });
  return applied("stop", { ...written, byCarrier: true, purposes: PURPOSES, isCancel: because === "CANCEL" });
}

/** START and UNSTOP mean us whether the line was blocked or not; a YES only lifts a block that stands. */
async function reopen(shop: Shop, { channel, accountId, address, text }: Heard): Promise<boolean> {
  const wasBlocked = accountId !== null && (await openLine(shop, { channel, accountId, address }));
  return wasBlocked || text.trim().toUpperCase() !== "YES";
}

/** Lets updates and answers through again, and never marketing, which needs its own yes. */
async function start(
  shop: Shop,
  heard: Heard,
  { byCarrier }: { byCarrier: boolean },
): Promise<Applied | null> {
  const purposes = ["updates", "support"] as const;
  const wasOut = await isAnyRevoked(shop, heard, purposes);
  if (!wasOut && heard.channel !== "sms") return null;
  const { channel } = heard;
  for (const address of await namesOn(shop, heard))
    for (const purpose of purposes)
      await recordConsent(shop, { ...factOf(heard), channel, address, purpose, state: "granted" });
  return applied("start", { isNew: wasOut, byCarrier, purposes });
}

interface Saying {
  purposesOn: (channel: Channel) => readonly ConsentPurpose[];
  state: "revoked" | "held";
  scope: OptOut["channels"];
}

/** Writes it down for every address that is meant: which they are, and whether anything was not so before. */
async function say(shop: Shop, heard: Heard, saying: Saying) {
  let isNew = false;
  const about = await findMeant(shop, heard, saying);
  for (const { channel, address, purposes, state } of about)
    for (const purpose of purposes) {
      const [stands = null] = await readShared(shop, [{ channel, address, purpose }]);
      if (state === "held" && isOutAlready(stands)) continue;
      isNew ||= stands?.state !== state;
      const level = state === "held" ? levelHeld(stands) : undefined;
      await recordConsent(shop, { ...factOf(heard), channel, address, purpose, state, level });
    }
  const ended = about.filter(({ state }) => state === "revoked").map(({ channel }) => channel);
  for (const channel of new Set(ended))
    await writeEvent(shop, { name: "consent.revoked", payload: { channel } });
  return { isNew, about };
}

/**
 * Nothing is promoted in the chat: an end there is one to the promotions that go to the person's number and mail. What
 * they have only claimed to be theirs may be somebody else's, so it is held until a person has looked.
 */
async function findMeant(shop: Shop, heard: Heard, { purposesOn, state, scope }: Saying): Promise<Meant[]> {
  const named = await otherAddresses(shop, heard, scope);
  const here = named.map((one) => ({ ...one, purposes: purposesOn(one.channel), state }));
  if (heard.channel !== "chat" || scope !== "here" || state === "held") return here;
  const theirs = await addressesOfPerson(shop, heard.customerId);
  return [
    ...here,
    ...theirs.map(
      ({ channel, address, isProven }): Meant => ({
        ...{ channel, address, purposes: PROMOTIONS },
        state: isProven ? "revoked" : "held",
      }),
    ),
  ];
}

const isOutAlready = (stands: Stands | null): boolean =>
  stands?.state === "revoked" || stands?.state === "held";

async function isAnyRevoked(shop: Shop, { channel, address }: Heard, purposes: readonly ConsentPurpose[]) {
  const states = [];
  for (const purpose of purposes) states.push(await standing(shop, { channel, address, purpose }));
  return states.includes("revoked");
}

const factOf = ({ text, externalId, channel, at }: Heard) => ({
  source: "keyword",
  evidence: { words: cleanText(text.slice(0, 200)), externalId: externalId ?? null, saidOn: channel },
  at,
});

const applied = (keyword: Applied["keyword"], more: Partial<Applied> = {}): Applied => ({
  keyword,
  isNew: true,
  purposes: [],
  about: [],
  byCarrier: false,
  isCancel: false,
  ...more,
});
