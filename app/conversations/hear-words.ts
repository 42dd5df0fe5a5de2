import { shelf } from "#app/channels/shelf.ts";
import type { Channel, Choice, Provider } from "#app/channels/channel.ts";
import { withoutNotes } from "#app/channels/notes-in-text.ts";
import { DAY, earlier, MINUTE } from "#app/clock.ts";
import { addressesOfPerson } from "#app/consent/addresses-of-person.ts";
import { type Applied, applyKeyword } from "#app/consent/apply-keyword.ts";
import { isPromoting, type MessageClass, PROMOTIONS } from "#app/consent/purposes.ts";
import { readSaid, type Said } from "#app/consent/read-said.ts";
import { lockAddresses } from "#app/consent/sender-lock.ts";
import { isOurChoice } from "#app/conversations/choice-ids.ts";
import { confirmKeyword } from "#app/conversations/confirm-keyword.ts";
import { handOver } from "#app/conversations/hand-over.ts";
import { withdrawQueued } from "#app/conversations/withdraw-queued.ts";
import type { Shop } from "#app/db.server.ts";
import { bareWords } from "#app/understanding/bare-words.ts";

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
  /** None of our words goes back to it. */
  isUnanswered?: boolean;
  at: Date;
}

/**
 * What a message says of consent, and all that follows from it: what waits for them ends, a doubt goes to staff, and
 * where no carrier has answered we confirm, once. `said`: as `readWords` has it. Null where it says nothing of it.
 */
export async function hearWords(shop: Shop, words: Words, said: Said | null): Promise<Applied | null> {
  if (!said) return null;
  const text = textOf(words);
  const { channel, from: address, accountId, customerId, externalId, at } = words;
  const asked = await openQuestion(shop, words);
  const heard = {
    ...{ channel, address, accountId, customerId, text, externalId, at },
    carrierAnswers: await doesCarrierAnswer(shop, accountId),
    isAnswer: asked !== null && isOneOf(asked, text),
    // A question that is open is what a bare word answers, although an advertisement came between.
    afterPromotion: asked === null && (await isAfterPromotion(shop, words)),
  };
  const applied = await applyKeyword(shop, heard, said);
  if (applied) await follow(shop, words, applied, text);
  return applied;
}

/** What its words may say of consent. Null where they say nothing of it: nearly always, and then nothing more is asked. */
export const readWords = (words: Pick<Words, "text" | "subject" | "choice" | "isAutomatic">): Said | null =>
  words.isAutomatic || isOurChoice(words.choice ?? "") ? null : readSaid(textOf(words));

/** "Unsubscribe" as the subject of an empty mail says it too. */
const textOf = ({ text, subject }: Pick<Words, "text" | "subject">): string =>
  withoutNotes(text) || subject || "";

/**
 * Words of consent are heard under the locks of every address that they may be about: their own, and all of the person's
 * where they name another way or are said in the chat. Those are taken ahead of the thread, as where a message leaves:
 * the other way round the two would wait for each other.
 */
export async function lockWhatIsMeant(
  shop: Shop,
  { channel, from: address, customerId }: Pick<Words, "channel" | "from" | "customerId">,
  said: Said | null,
): Promise<void> {
  const isElsewhere = channel === "chat" || (said?.optOut?.channels ?? "here") !== "here";
  const theirs = isElsewhere ? await addressesOfPerson(shop, customerId) : [];
  await lockAddresses(shop, [{ channel, address }, ...theirs]);
}

async function follow(shop: Shop, words: Words, applied: Applied, text: string): Promise<void> {
  const { conversationId } = words;
  const { keyword, about, isNew } = applied;
  for (const { channel, address, purposes } of about) {
    const promotionsOnly = purposes.length === PROMOTIONS.length;
    await withdrawQueued(shop, channel, address, { promotionsOnly, keepsConfirmation: !isNew });
  }
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

/** A question of ours is open this long (guides/open-question.ts). */
const PATIENCE_MS = 30 * MINUTE;

/**
 * The choices of the question that they were last asked on this channel, none if it had none; null where none is open. A
 * template's buttons ask nothing that a bare word would answer.
 */
async function openQuestion(shop: Shop, { conversationId, channel }: Words): Promise<Choice[] | null> {
  const [asked] = await shop.sql<{ choices: Choice[] | null }>`
    select case when template is null then choices end as choices from "Message"
    where "shopId" = ${shop.id} and "conversationId" = ${conversationId} and channel = ${channel}
      and direction = 'out' and state not in ('suppressed', 'expired', 'failed') and purpose = 'conversation'
      and at >= ${earlier(shop.at, PATIENCE_MS)} and ((choices is not null and template is null) or body ~ '[?？]')
    order by seq desc limit 1`;
  return asked ? (asked.choices ?? []) : null;
}

/** The words of a choice, or its number. */
function isOneOf(choices: Choice[], text: string): boolean {
  const words = bareWords(text);
  return choices.some(({ label }, index) => bareWords(label) === words || words === String(index + 1));
}

/** Whether an advertisement of the last day is what they last had from us on this channel. */
async function isAfterPromotion(shop: Shop, { conversationId, channel }: Words): Promise<boolean> {
  const [said] = await shop.sql<{ purpose: MessageClass; at: Date }>`
    select purpose, at from "Message"
    where "shopId" = ${shop.id} and "conversationId" = ${conversationId} and channel = ${channel}
      and direction = 'out' and state not in ('suppressed', 'expired', 'failed')
    order by seq desc limit 1`;
  return said !== undefined && isPromoting(said.purpose) && said.at > earlier(shop.at, DAY);
}

async function doesCarrierAnswer(shop: Shop, accountId: string | null): Promise<boolean> {
  if (!accountId) return false;
  const [account] = await shop.sql<{ provider: Provider }>`
    select provider from "ChannelAccount" where "shopId" = ${shop.id} and id = ${accountId}`;
  return (account && shelf[account.provider]?.abilities.answersKeywords) ?? false;
}
