import type { Channel, Template } from "#app/channels/channel.ts";
import { readShared } from "#app/consent/shared-no.ts";
import { type ConsentRefusal, refusedByConsent } from "#app/consent/may-send.ts";
import { purposeOf } from "#app/consent/purposes.ts";
import { asItCounts } from "#app/consent/yes-that-counts.ts";
import { ALWAYS_FITS } from "#app/conversations/composer-rules.ts";
import { deliveryJobs } from "#app/conversations/delivery-job.ts";
import type { AuthorKind, Purpose } from "#app/conversations/message.ts";
import { openConversations } from "#app/conversations/open-conversation.ts";
import { findAddresses, type Reach, reachBy, readSenders } from "#app/conversations/reach.ts";
import { sendMessage } from "#app/conversations/send-message.ts";
import { lockConversations, writeMessages } from "#app/conversations/write-message.ts";
import { followMerges } from "#app/customers/follow-merges.ts";
import type { Shop } from "#app/db.server.ts";
import { enqueue } from "#app/jobs/enqueue.ts";
import { writeEvents } from "#app/jobs/events.ts";
import { longestForm } from "#app/words/plain-signs.ts";

/** What the messages of one campaign have in common. */
export interface Mailing {
  channel: Exclude<Channel, "chat">;
  purpose: Exclude<Purpose, "confirmation">;
  author: { kind: Exclude<AuthorKind, "shopper">; id?: string };
  accountId?: string;
  subject?: string;
  voidTag?: string;
  notBefore?: Date;
  expiresAt?: Date;
}

/** One message of it. */
export interface Piece {
  customerId: string;
  text: string;
  /** Unique in the shop: the same intent is sent once, however often the verb runs. */
  intent: string;
  /** Where exactly; else where the shopper can be reached on that channel. */
  address?: string;
  template?: Template;
}

export interface SentMany {
  queued: number;
  /** Written before, by an earlier run. */
  again: number;
  /** Asking for a reply, under a name that nobody can answer: not written (say-one-way.ts). */
  invites: number;
  /** Customers with no address on that channel, or no account that may carry it. */
  nowhere: string[];
  /** Of those queued, whom consent speaks against as it stands now. What holds is decided when each is claimed. */
  foreseen: Partial<Record<ConsentRefusal, number>>;
}

/** More at once would hold their threads' locks for long: callers page. */
export const MOST_PIECES = 1_000;

/**
 * The one way out of the house, part one, for the messages of a campaign: what `sendMessage` does for one, in a score of
 * statements for all of them, in the caller's transaction. Nothing is decided here but who can be reached at all.
 */
export async function sendMany(shop: Shop, mailing: Mailing, pieces: Piece[]): Promise<SentMany> {
  if (pieces.length > MOST_PIECES) throw new Error(`at most ${MOST_PIECES} messages in one transaction`);
  const sent: SentMany = { queued: 0, again: 0, invites: 0, nowhere: [], foreseen: {} };
  const threads = await openThreads(shop, mailing, pieces);
  const reaches = await reachAll(shop, mailing, pieces, threads);
  const short: Addressed[] = [];
  for (const piece of pieces) {
    const addressed = { piece, conversationId: threads.get(piece)!, reach: reaches.get(piece)! };
    if (!addressed.reach) sent.nowhere.push(piece.customerId);
    else if (longestForm(piece.text) <= ALWAYS_FITS && !addressed.reach.isOneWay) short.push(addressed);
    else count(sent, await sendOne(shop, mailing, addressed));
  }
  for (const isNew of await queueAll(shop, mailing, short)) count(sent, isNew ? "queued" : "again");
  const addresses = [...reaches.values()].map(({ address }) => address);
  return { ...sent, foreseen: await foresee(shop, mailing, addresses) };
}

interface Addressed {
  piece: Piece;
  conversationId: string;
  reach: Reach;
}

const count = (sent: SentMany, fate: Fate) => sent[fate]++;

/** Of each piece the thread of whoever its customer has turned out to be. */
async function openThreads(shop: Shop, { channel }: Mailing, pieces: Piece[]): Promise<Map<Piece, string>> {
  const merged = await shop.sql<{ id: string }>`
    select id from "Customer" where "shopId" = ${shop.id} and "mergedIntoId" is not null
      and id = any(${pieces.map(({ customerId }) => customerId)})`;
  const became = new Map<string, string>();
  for (const { id } of merged) became.set(id, await followMerges(shop, id));
  const ofPiece = ({ customerId }: Piece) => became.get(customerId) ?? customerId;
  const opened = await openConversations(shop, [...new Set(pieces.map(ofPiece))], channel);
  return new Map(pieces.map((piece) => [piece, opened.get(ofPiece(piece))!]));
}

async function reachAll(
  shop: Shop,
  { channel, purpose, accountId }: Mailing,
  pieces: Piece[],
  threads: Map<Piece, string>,
): Promise<Map<Piece, Reach>> {
  const by = { purpose, accountId };
  const asking = pieces.filter(({ address }) => !address).map((piece) => threads.get(piece)!);
  const found = asking.length ? await findAddresses(shop, [...new Set(asking)], channel, by) : new Map();
  const senders = asking.length < pieces.length ? await readSenders(shop, channel) : [];
  const reaches = new Map<Piece, Reach>();
  for (const piece of pieces) {
    const { address } = piece;
    const reach = address
      ? reachBy(senders, { channel, address }, { ...by, usual: accountId ?? null })
      : found.get(threads.get(piece)!);
    if (reach) reaches.set(piece, reach);
  }
  return reaches;
}

/** What may have to be parted, or said otherwise under a name that nobody can answer, goes as any such message does. */
async function sendOne(
  shop: Shop,
  mailing: Mailing,
  { piece: { customerId: _, ...piece }, conversationId, reach }: Addressed,
): Promise<Fate> {
  const { address, accountId } = reach;
  const by = accountId ? { accountId } : {};
  const outcome = await sendMessage(shop, { ...mailing, ...piece, conversationId, address, ...by });
  if (!outcome.sent) return "invites";
  return outcome.isNew ? "queued" : "again";
}

type Fate = "queued" | "again" | "invites";

async function queueAll(shop: Shop, mailing: Mailing, all: Addressed[]): Promise<boolean[]> {
  if (!all.length) return [];
  const messages = all.map(
    ({ piece: { customerId: _, ...piece }, conversationId, reach: { isOneWay: __, ...reach } }) => {
      return { ...mailing, ...piece, ...reach, conversationId, direction: "out", state: "queued" } as const;
    },
  );
  const locked = await lockConversations(shop, [...new Set(all.map(({ conversationId }) => conversationId))]);
  const written = await writeMessages(shop, messages, locked);
  const fresh = written.flatMap(({ messageId, isNew }, n) =>
    isNew ? [{ ...messages[n]!, id: messageId }] : [],
  );
  await enqueue(shop, deliveryJobs(fresh, mailing.notBefore));
  await writeEvents(
    shop,
    fresh.map(({ id, conversationId }) => ({
      name: "message.queued",
      conversationId,
      payload: { messageId: id, author: mailing.author.kind },
    })),
  );
  return written.map(({ isNew }) => isNew);
}

async function foresee(
  shop: Shop,
  { channel, purpose }: Mailing,
  addresses: string[],
): Promise<SentMany["foreseen"]> {
  const asked = addresses.map((address) => ({ channel, address, purpose: purposeOf(purpose) }));
  const foreseen: SentMany["foreseen"] = {};
  const stands = await readShared(shop, asked, { isLocking: false });
  for (const [n, one] of asked.entries()) {
    const no = refusedByConsent(purpose, asItCounts(stands[n]!, one));
    if (no) foreseen[no] = (foreseen[no] ?? 0) + 1;
  }
  return foreseen;
}
