import { effectOfCode } from "#app/channels/provider-codes.ts";
import type { Reported } from "#app/channels/channel.ts";
import type { Channel } from "#app/channels/channel.ts";
import { followRefusal } from "#app/conversations/follow-refusal.ts";
import { setMessageState } from "#app/conversations/message-state.ts";
import { tryAgain } from "#app/conversations/try-again.ts";
import { lockConversation } from "#app/conversations/write-message.ts";
import type { Shop } from "#app/db.server.ts";
import type { Message } from "#app/generated/prisma/client.ts";
import { newId } from "#app/id.ts";
import { writeEvent } from "#app/jobs/events.ts";

export interface Report {
  channel: Channel;
  externalId: string;
  /** Ours, from the callback's address: known even when the response to our request never came. */
  messageId: string | null;
  state: Reported;
  code: string | null;
}

/**
 * A provider's word on a message. Comes before the response, twice, late and shuffled: what is certain never goes
 * back, and a report for a message we do not know yet is kept until its id is (R12).
 */
export async function recordDelivery(shop: Shop, report: Report): Promise<void> {
  const known = await findMessage(shop, report);
  const message = known?.externalId ? known : await findUnderLock(shop, report);
  const { channel, externalId, state, code } = report;
  const kept = { channel, externalId, state, code, messageId: message?.id ?? null };
  await shop.tx.deliveryReport.create({ data: { ...kept, shopId: shop.id, id: newId(), at: shop.at } });
  if (!message) return;
  await apply(shop, message, report);
  // Found by our own id: what was told of it under the provider's, before that was known, is of it too.
  if (message.externalId === null) await joinReports(shop, message, externalId);
}

/** Reports that came before the provider's id was known to us. The caller holds them (`lockReports`). */
export async function joinReports(shop: Shop, message: Message, externalId: string): Promise<void> {
  const where = { shopId: shop.id, channel: message.channel, externalId, messageId: null };
  const early = await shop.tx.deliveryReport.findMany({ where });
  for (const { state, code } of early)
    await apply(shop, message, { externalId, state: state as Reported, code });
  if (early.length) await shop.tx.deliveryReport.updateMany({ where, data: { messageId: message.id } });
}

async function findMessage(shop: Shop, { channel, externalId, messageId }: Report): Promise<Message | null> {
  const known = await shop.tx.message.findFirst({ where: { shopId: shop.id, channel, externalId } });
  if (known || !messageId) return known;
  // Or: another report may have told its id between these two looks.
  const isIts = { OR: [{ externalId: null }, { externalId }] };
  return shop.tx.message.findFirst({ where: { shopId: shop.id, channel, id: messageId, ...isIts } });
}

/** Whoever learns the provider's id at this very moment has written it when we look again, or will find what we keep. */
async function findUnderLock(shop: Shop, report: Report): Promise<Message | null> {
  await lockReports(shop, report);
  return findMessage(shop, report);
}

/** Taken ahead of every thread's lock, by whoever is about to learn what a message is called at its provider. */
export async function lockReports(
  shop: Shop,
  { channel, externalId }: { channel: string; externalId: string },
): Promise<void> {
  const key = `report:${shop.id}:${channel}:${externalId}`;
  await shop.sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
}

async function apply(
  shop: Shop,
  message: Message,
  { externalId, state, code }: Omit<Report, "channel" | "messageId">,
) {
  if (state === "failed") await fail(shop, message, { externalId, code });
  else if (state !== "read") await setMessageState(shop, message, { state, externalId });
  else if (!(await setMessageState(shop, message, { state: "delivered", readAt: shop.at, externalId })))
    await markSeen(shop, message);
}

/** The carrier took it and it did not arrive: why says what else must not be sent, or that it may be tried again. */
async function fail(shop: Shop, message: Message, { externalId, code }: Pick<Report, "externalId" | "code">) {
  const isNews = await setMessageState(shop, message, { state: "failed", reason: code, externalId });
  const effect = effectOfCode(code);
  if (!isNews || !code || effect === "none" || effect === "later") return;
  if (effect === "retry") await tryAgain(shop, message);
  else await followRefusal(shop, message, { code, effect });
}

/** It had been delivered before: only that it was seen is new. */
async function markSeen(shop: Shop, { id, conversationId }: Message) {
  const { version } = await lockConversation(shop, conversationId);
  const seen = await shop.tx.message.updateMany({
    where: { shopId: shop.id, id, conversationId, state: "delivered", readAt: null },
    data: { readAt: shop.at, version: version + 1 },
  });
  if (!seen.count) return;
  const where = { shopId_id: { shopId: shop.id, id: conversationId } };
  await shop.tx.conversation.update({ where, data: { version: version + 1 } });
  await writeEvent(shop, { name: "message.seen", conversationId, payload: { messageId: id } });
}
