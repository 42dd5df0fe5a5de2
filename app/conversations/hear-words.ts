import { shelf } from "#app/channels/shelf.ts";
import type { Channel, Choice, Provider } from "#app/channels/channel.ts";
import { withoutNotes } from "#app/channels/notes-in-text.ts";
import { DAY, earlier, MINUTE } from "#app/clock.ts";
import { type Applied, applyKeyword } from "#app/consent/apply-keyword.ts";
import { namesOn } from "#app/consent/names-on.ts";
import { readCarrierWord, readKeyword } from "#app/consent/keywords.ts";
import { isPromoting, type MessageClass, PROMOTIONS } from "#app/consent/purposes.ts";
import { isOurChoice } from "#app/conversations/choice-ids.ts";
import { confirmKeyword } from "#app/conversations/confirm-keyword.ts";
import { handOver } from "#app/conversations/hand-over.ts";
import { withdrawQueued } from "#app/conversations/withdraw-queued.ts";
import type { Shop } from "#app/db.server.ts";
import { bareWords } from "#app/understanding/bare-words.ts";
import { readOptOut } from "#app/understanding/opt-out/read-opt-out.ts";

export interface Words {
  channel: Channel;
  accountId: string | null;
  from: string;
  customerId: string;
  conversationId: string;
  messageId: string;
  text: string;
  subject?: string | null;
  choice?: string | null;
  externalId?: string;
  isAuthenticated?: boolean;
  isAutomatic?: boolean;
  at: Date;
}

/**
 * What a message says of consent, and all that follows from it: what waits for them ends, a doubt goes to staff, and
 * where no carrier has answered we confirm, once. Null where it says nothing of it: nearly always, at no cost.
 */
export async function hearWords(shop: Shop, words: Words): Promise<Applied | null> {
  // "Unsubscribe" as the subject of an empty mail says it too.
  const text = withoutNotes(words.text) || words.subject || "";
  if (words.isAutomatic || isOurChoice(words.choice ?? "") || !mayMean(text)) return null;
  const { channel, from: address, accountId, customerId, externalId, at } = words;
  const said = await lastSaid(shop, words);
  const applied = await applyKeyword(shop, {
    ...{ channel, address, accountId, customerId, text, externalId, at },
    carrierAnswers: await doesCarrierAnswer(shop, accountId),
    isAnswer: answers(text, said, shop.at),
    afterPromotion: await isAfterPromotion(shop, words, said),
  });
  if (applied) await follow(shop, words, applied, text);
  return applied;
}

const mayMean = (text: string): boolean =>
  readCarrierWord(text) !== null || readKeyword(text) !== null || readOptOut(text).says !== "no";

async function follow(shop: Shop, words: Words, applied: Applied, text: string): Promise<void> {
  const { channel, from, conversationId } = words;
  const { keyword, purposes } = applied;
  if (keyword === "stop" || keyword === "doubt")
    for (const name of await namesOn(shop, { channel, address: from }))
      await withdrawQueued(shop, channel, name, { promotionsOnly: purposes.length === PROMOTIONS.length });
  if (keyword === "doubt") await hand(shop, conversationId, text, DOUBTED);
  else if (text.length > LONG) await hand(shop, conversationId, text, WROTE_MORE);
  await confirmKeyword(shop, words, applied);
}

const hand = (shop: Shop, conversationId: string, text: string, because: string) =>
  handOver(shop, { conversationId, because, facts: { asked: text.slice(0, 500) } });

const DOUBTED =
  "They may have asked for no more messages. Advertising to them is stopped until you say which it was.";
const WROTE_MORE = "They asked for no more messages, and wrote more than that.";
const LONG = 120;

interface Said {
  choices: Choice[] | null;
  purpose: MessageClass;
  at: Date;
}

/** What they last had from us on this channel. A template's buttons ask nothing that a bare word would answer. */
async function lastSaid(shop: Shop, { conversationId, channel }: Words): Promise<Said | null> {
  const [said] = await shop.sql<Said>`
    select case when template is null then choices end as choices, purpose, at from "Message"
    where "shopId" = ${shop.id} and "conversationId" = ${conversationId} and channel = ${channel}
      and direction = 'out' and state not in ('suppressed', 'expired', 'failed')
    order by seq desc limit 1`;
  return said ?? null;
}

/** A question of ours is open this long (guides/open-question.ts). */
const PATIENCE_MS = 30 * MINUTE;

/** A question of ours that is open is what a bare word answers, although an advertisement came between. */
async function isAfterPromotion(
  shop: Shop,
  { conversationId, channel }: Words,
  said: Said | null,
): Promise<boolean> {
  if (!said || !isPromoting(said.purpose) || said.at <= earlier(shop.at, DAY)) return false;
  const asked = await shop.sql`
    select 1 from "Message"
    where "shopId" = ${shop.id} and "conversationId" = ${conversationId} and channel = ${channel}
      and direction = 'out' and state not in ('suppressed', 'expired', 'failed') and purpose = 'conversation'
      and at >= ${earlier(shop.at, PATIENCE_MS)}
      and ((choices is not null and template is null) or body ~ '[?？]') limit 1`;
  return asked.length === 0;
}

/** The words or the number of a choice that our last message offered. */
function answers(text: string, said: Said | null, at: Date): boolean {
  if (!said?.choices?.length || said.at < earlier(at, PATIENCE_MS)) return false;
  const words = bareWords(text);
  return said.choices.some(({ label }, index) => bareWords(label) === words || words === String(index + 1));
}

async function doesCarrierAnswer(shop: Shop, accountId: string | null): Promise<boolean> {
  if (!accountId) return false;
  const [account] = await shop.sql<{ provider: Provider }>`
    select provider from "ChannelAccount" where "shopId" = ${shop.id} and id = ${accountId}`;
  return (account && shelf[account.provider]?.abilities.answersKeywords) ?? false;
}
