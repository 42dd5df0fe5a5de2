import { prisma, type Shop } from "#app/db.server.ts";

export interface ParkedJobView {
  id: string;
  task: string;
  reason: string;
  at: string;
}

export interface ParkedReceiptView {
  door: string;
  key: string;
  topic: string | null;
  reason: string;
  at: string;
}

export interface FailedMessageView {
  id: string;
  conversationId: string;
  customer: string | null;
  channel: string;
  state: "failed" | "unknown" | "suppressed" | "expired";
  reason: string | null;
  preview: string;
  at: string;
}

export interface Problems {
  jobs: ParkedJobView[];
  messages: FailedMessageView[];
}

const MOST = 50;

/** Work that failed for the last time, and messages that did not or perhaps did not arrive (R52): newest first. */
export async function readProblems(shop: Shop): Promise<Problems> {
  const parked = await shop.tx.parkedJob.findMany({
    where: { shopId: shop.id, retriedAt: null },
    orderBy: [{ parkedAt: "desc" }, { id: "asc" }],
    take: MOST,
  });
  return {
    jobs: parked.map(({ id, task, reason, parkedAt }) => ({
      id,
      task,
      reason,
      at: parkedAt.toISOString(),
    })),
    messages: await readFailedMessages(shop),
  };
}

/** Webhooks of this shop that could not be read, kept in an installation table: found by the shop's domain and accounts. */
export async function readParkedReceipts(addresses: string[]): Promise<ParkedReceiptView[]> {
  const receipts = await prisma.receipt.findMany({
    where: { address: { in: addresses }, parkedFor: { not: null } },
    orderBy: { receivedAt: "desc" },
    take: MOST,
    select: { door: true, key: true, topic: true, parkedFor: true, receivedAt: true },
  });
  return receipts.map(({ parkedFor, receivedAt, ...receipt }) => ({
    ...receipt,
    reason: parkedFor ?? "",
    at: receivedAt.toISOString(),
  }));
}

/** Where this shop's webhooks come to: its domain, and its connected accounts. */
export async function receiptAddresses(shop: Shop, domain: string): Promise<string[]> {
  const where = { shopId: shop.id };
  const accounts = await shop.tx.channelAccount.findMany({ where, select: { id: true } });
  return [domain, ...accounts.map(({ id }) => id)];
}

const STATES = ["failed", "unknown", "suppressed", "expired"];

/** The newest of each state by the index (state, time), then of all: never a sort of every message that ever failed. */
async function readFailedMessages(shop: Shop): Promise<FailedMessageView[]> {
  const found = [];
  for (const state of STATES)
    found.push(
      ...(await shop.tx.message.findMany({
        where: { shopId: shop.id, direction: "out", state },
        orderBy: { stateAt: "desc" },
        take: MOST,
        include: { conversation: { include: { customer: true } } },
      })),
    );
  const messages = found.sort((a, b) => b.stateAt.getTime() - a.stateAt.getTime()).slice(0, MOST);
  return messages.map((message) => {
    const { firstName, lastName } = message.conversation.customer;
    return {
      id: message.id,
      conversationId: message.conversationId,
      customer: [firstName, lastName].filter(Boolean).join(" ") || message.address,
      channel: message.channel,
      state: message.state as FailedMessageView["state"],
      reason: message.reason,
      preview: message.body.slice(0, 120),
      at: message.stateAt.toISOString(),
    };
  });
}
