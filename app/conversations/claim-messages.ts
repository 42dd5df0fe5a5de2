import { loadAccounts } from "#app/channels/accounts.ts";
import type { Account } from "#app/channels/channel.ts";
import { later, MINUTE } from "#app/clock.ts";
import { mayEachSend, type Verdict } from "#app/consent/may-send.ts";
import { lockAddresses, senderHash } from "#app/consent/sender-lock.ts";
import { deliverPlannedInChat } from "#app/conversations/deliver-in-chat.ts";
import { deliveryJobs } from "#app/conversations/delivery-job.ts";
import { readSentFiles, type SentFile } from "#app/conversations/files-to-send.ts";
import { heldByParts } from "#app/conversations/held-by-part.ts";
import { heldBySenders } from "#app/conversations/held-by-sender.ts";
import { intendedOf } from "#app/conversations/intended.ts";
import { type MailThread, mailThreads } from "#app/conversations/mail-thread.ts";
import { type Move, moveMessages } from "#app/conversations/message-state.ts";
import type { Shop } from "#app/db.server.ts";
import type { Message } from "#app/generated/prisma/client.ts";
import { enqueue } from "#app/jobs/enqueue.ts";

/**
 * A claim that has not come back after this long is taken for dead; its message becomes `unknown`. No living one takes
 * as long: the longest pause (deliver-message.ts), the slowest provider's send and the transaction that keeps its answer.
 */
export const LEASE_MS = 3 * MINUTE;

export interface Claim {
  message: Message;
  account: Account;
  /** Of mail: what stood in the thread before. */
  thread: MailThread | null;
  files: SentFile[];
  fence: number;
  /** No provider has seen it before. */
  claimedAt: Date;
  /** When it began. Monotonic, so a paused process sees how long it was away whatever the wall clock says. */
  takenAt: number;
}

/** Why a message does not leave now: an end, or until when it waits. */
export type Refusal = Exclude<Verdict, { may: true }>;

/**
 * Claims those of these messages that may leave now, in one transaction and a score of statements for any number: under
 * their addresses' locks, with `mayEachSend` deciding. The others have ended, or wait, with the reason in sight.
 */
export async function claimMessages(shop: Shop, messageIds: string[]): Promise<Claim[]> {
  const takenAt = performance.now();
  const waiting = await findWaiting(shop, messageIds);
  if (!waiting.length) return [];
  await lockAddresses(shop, waiting);
  const verdicts = await mayEachSend(shop, await intendedOf(shop, waiting));
  const refused = new Map<Message, Refusal>();
  for (const [n, verdict] of verdicts.entries()) if (!verdict.may) refused.set(waiting[n]!, verdict);
  const open = waiting.filter((message) => !refused.has(message));
  for (const [message, held] of await heldByParts(shop, open)) refused.set(message, held);
  const allowed = await withAccounts(shop, waiting, refused);
  for (const [message, held] of await heldBySenders(shop, allowed)) refused.set(message, held);
  await refuse(shop, refused);
  const mayLeave = allowed.filter(({ message }) => !refused.has(message));
  return take(shop, mayLeave, takenAt);
}

type Waiting = Message & { address: string };

/** One to each address and of each thread at a time: the next is decided, and leaves, when the one before it has. */
async function findWaiting(shop: Shop, messageIds: string[]): Promise<Waiting[]> {
  const waiting = await shop.sql<Waiting>`
    select m.* from "Message" m
    where m."shopId" = ${shop.id} and m.id = any(${messageIds}) and m.state = 'queued' and m.address is not null
    order by m.at, m.seq, m.id`;
  const taken = new Set<string>();
  const first = waiting.filter(({ channel, address, conversationId }) => {
    const keys = [senderHash(channel, address), conversationId];
    if (keys.some((key) => taken.has(key))) return false;
    for (const key of keys) taken.add(key);
    return true;
  });
  await enqueue(shop, deliveryJobs(waiting.filter((message) => !first.includes(message))));
  // A planned reply in the chat: its thread is its channel.
  for (const message of first) if (message.channel === "chat") await deliverPlannedInChat(shop, message);
  return first.filter(({ channel }) => channel !== "chat");
}

async function withAccounts(
  shop: Shop,
  messages: Message[],
  refused: Map<Message, Refusal>,
): Promise<{ message: Message; account: Account }[]> {
  const open = messages.filter((message) => !refused.has(message));
  const accounts = await loadAccounts(shop, [...new Set(open.flatMap(({ accountId }) => accountId ?? []))]);
  return open.flatMap((message) => {
    const account = accounts.get(message.accountId ?? "");
    if (!account) refused.set(message, { may: false, end: "suppressed", because: "channel-disconnected" });
    return account ? [{ message, account }] : [];
  });
}

async function refuse(shop: Shop, refused: Map<Message, Refusal>): Promise<void> {
  const moves: Move[] = [];
  const waits = new Map<number, Message[]>();
  for (const [message, verdict] of refused) {
    if (verdict.end) {
      moves.push({ message, change: { state: verdict.end, reason: verdict.because } });
      continue;
    }
    // A second or two is not worth a word; what waits longer, or waits on and on, says why (reliability R10).
    const isLong = verdict.until >= later(message.notBefore ?? message.at, MINUTE);
    if (verdict.because !== message.reason && isLong)
      moves.push({ message, change: { state: "queued", reason: verdict.because } });
    const until = verdict.until.getTime();
    waits.set(until, [...(waits.get(until) ?? []), message]);
  }
  await moveMessages(shop, moves);
  await enqueue(
    shop,
    [...waits].flatMap(([until, messages]) => deliveryJobs(messages, new Date(until))),
  );
}

/** Two workers may both have seen one queued; the update lets one of them through. */
async function take(
  shop: Shop,
  allowed: { message: Message; account: Account }[],
  takenAt: number,
): Promise<Claim[]> {
  if (!allowed.length) return [];
  const moved = await moveMessages(
    shop,
    allowed.map(({ message }) => ({
      message,
      change: {
        state: "sending",
        fence: message.fence + 1,
        claimedUntil: later(shop.at, LEASE_MS),
        onlyWhileFence: message.fence,
      },
    })),
  );
  const taken = allowed.filter(({ message }) => moved.has(message.id));
  const claims = taken.map(({ message: { id, fence } }) => ({ messageId: id, fence: fence + 1 }));
  // Should this process die between claim and answer, this finds the messages and says so.
  if (claims.length)
    await enqueue(shop, [{ task: "settleClaims", payload: { claims }, runAt: later(shop.at, LEASE_MS) }]);
  const messages = taken.map(({ message }) => message);
  const files = await readSentFiles(
    shop,
    messages.map(({ id }) => id),
  );
  const threads = await mailThreads(shop, messages);
  return taken.map(({ message, account }) => ({
    message,
    account,
    thread: threads.get(message.id) ?? null,
    files: files.get(message.id) ?? [],
    fence: message.fence + 1,
    claimedAt: shop.at,
    takenAt,
  }));
}
