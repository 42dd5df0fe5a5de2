import { effectOfCode } from "#app/channels/provider-codes.ts";
import type { Channel, Reported } from "#app/channels/channel.ts";
import { MISSING } from "#app/channels/send-parts.ts";
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
  /** Of what went ahead of the message's last part. */
  isPart?: boolean;
  state: Reported;
  code: string | null;
}

/**
 * A provider's word on a message. Comes before the response, twice, late and shuffled: what is certain never goes
 * back, and a report for a message we do not know yet is kept until its id is (R12).
 */
export async function recordDelivery(shop: Shop, report: Report): Promise<void> {
  if (report.isPart) return recordPart(shop, report);
  const known = await findMessage(shop, report);
  const message = known?.externalId ? known : await findUnderLock(shop, report);
  const { channel, externalId, state, code } = report;
  const kept = { channel, externalId, state, code, messageId: message?.id ?? null };
  await shop.tx.deliveryReport.create({ data: { ...kept, shopId: shop.id, id: newId(), at: shop.at } });
  if (!message) return;
  await followReport(shop, message, report);
  // Found by our own id: what was told of it under the provider's, before that was known, is of it too.
  if (message.externalId === null) await joinReports(shop, [{ message, externalId }]);
}

/** Reports that came before the provider's ids of these messages were known to us. The caller holds them (`lockReports`). */
export async function joinReports(
  shop: Shop,
  known: { message: Message; externalId: string }[],
): Promise<void> {
  if (!known.length) return;
  const asked = known.map(({ message: { channel }, externalId }) => ({ channel, externalId }));
  const [channels, ids] = [asked.map(({ channel }) => channel), asked.map(({ externalId }) => externalId)];
  const early = await shop.sql<{ n: number; state: Reported; code: string | null }>`
    select asked.n, r.state, r.code
    from jsonb_to_recordset(${JSON.stringify(asked.map((one, n) => ({ n, ...one })))}::jsonb)
      asked(n int, channel text, "externalId" text)
    join "DeliveryReport" r on r."shopId" = ${shop.id} and r.channel = asked.channel
      and r."externalId" = asked."externalId" and r."messageId" is null
      and r.channel = any(${[...new Set(channels)]}) and r."externalId" = any(${ids})
    order by r.at`;
  for (const { n, state, code } of early) {
    const { message, externalId } = known[n]!;
    await followReport(shop, message, { externalId, state, code });
    const where = { shopId: shop.id, channel: message.channel, externalId, messageId: null };
    await shop.tx.deliveryReport.updateMany({ where, data: { messageId: message.id } });
  }
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
  await lockReports(shop, [report]);
  return findMessage(shop, report);
}

/** Taken ahead of every thread's lock, by whoever is about to learn what messages are called at their provider. */
export async function lockReports(shop: Shop, all: { channel: string; externalId: string }[]): Promise<void> {
  const keys = all.map(({ channel, externalId }) => `report:${shop.id}:${channel}:${externalId}`).sort();
  await shop.sql`select pg_advisory_xact_lock(hashtextextended(key, 0)) from unnest(${keys}::text[]) key`;
}

/** What a provider says of a message that is known to be ours, and all that follows from it. */
export async function followReport(
  shop: Shop,
  message: Message,
  { externalId, state, code }: Omit<Report, "channel" | "messageId">,
): Promise<void> {
  const arrived = { externalId, reason: message.reason?.startsWith(MISSING) ? message.reason : null };
  if (state === "failed") await fail(shop, message, { externalId, code });
  else if (state !== "read") await setMessageState(shop, message, { ...arrived, state });
  else if (!(await setMessageState(shop, message, { ...arrived, state: "delivered", readAt: shop.at })))
    await markSeen(shop, message);
}

/** The carrier took it and it did not arrive: why says what else must not be sent, or that it may be tried again. */
async function fail(shop: Shop, message: Message, { externalId, code }: Pick<Report, "externalId" | "code">) {
  const isNews = await setMessageState(shop, message, { state: "failed", reason: code, externalId });
  const effect = effectOfCode(code);
  if (!isNews || !code || effect === "none") return;
  // What would have been "later" as an answer is a failure as a report: the carrier has let go of it.
  if (effect === "retry" || effect === "later") await tryAgain(shop, message);
  else await followRefusal(shop, message, { code, effect });
}

/** A part that did not arrive, a picture as a rule, ends the message as failed; of one that has arrived it is told beside. */
async function recordPart(shop: Shop, { channel, messageId, state, code }: Report) {
  if (state !== "failed" || !messageId) return;
  const message = await shop.tx.message.findFirst({ where: { shopId: shop.id, channel, id: messageId } });
  const reason = MISSING + (code ?? "");
  if (!message || (await setMessageState(shop, message, { state: "failed", reason }))) return;
  if (!(await changeDelivered(shop, message, { reason }))) return;
  const { id, conversationId } = message;
  await writeEvent(shop, {
    name: "message.moved",
    conversationId,
    payload: { messageId: id, state: "delivered" },
  });
}

/** It had been delivered before: only that it was seen is new. */
async function markSeen(shop: Shop, message: Message) {
  if (!(await changeDelivered(shop, message, { readAt: shop.at }))) return;
  const { id, conversationId } = message;
  await writeEvent(shop, { name: "message.seen", conversationId, payload: { messageId: id } });
}

/** What is told of a message that has arrived, beside its state. Once: false where it was told before. */
async function changeDelivered(
  shop: Shop,
  { id, conversationId }: Message,
  change: { readAt: Date } | { reason: string },
): Promise<boolean> {
  const { version } = await lockConversation(shop, conversationId);
  const before = "reason" in change ? { reason: null } : { readAt: null };
  const changed = await shop.tx.message.updateMany({
    where: { shopId: shop.id, id, conversationId, state: "delivered", ...before },
    data: { ...change, version: version + 1 },
  });
  if (!changed.count) return false;
  const where = { shopId_id: { shopId: shop.id, id: conversationId } };
  await shop.tx.conversation.update({ where, data: { version: version + 1 } });
  return true;
}
