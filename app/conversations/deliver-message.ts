import { loadAccount } from "#app/channels/accounts.ts";
import type { Account, Channel, Outbound, SendResult, Template } from "#app/channels/channel.ts";
import { passCircuit } from "#app/channels/circuit.ts";
import { isAligned, mailSettings } from "#app/channels/mail/mail-account.ts";
import { countryOfNumber } from "#app/channels/number-country.ts";
import { mayLeaveBy } from "#app/channels/sms-sender.ts";
import { findTrouble } from "#app/channels/sender-trouble.ts";
import { takeTurn } from "#app/channels/send-pace.ts";
import { adapterOf } from "#app/channels/shelf.ts";
import { hasWindow } from "#app/channels/window.ts";
import { later, MINUTE, SECOND } from "#app/clock.ts";
import { type Intended, lockAddress, maySend, type Verdict } from "#app/consent/may-send.ts";
import { isPromoting } from "#app/consent/purposes.ts";
import { unsubscribeUrl } from "#app/consent/unsubscribe-link.ts";
import { deliverPlannedInChat } from "#app/conversations/deliver-in-chat.ts";
import { deliveryJob } from "#app/conversations/delivery-job.ts";
import { readSentFiles, type SentFile, shareFiles } from "#app/conversations/files-to-send.ts";
import { type MailThread, mailThreadOf } from "#app/conversations/mail-thread.ts";
import type { Purpose } from "#app/conversations/message.ts";
import { setMessageState } from "#app/conversations/message-state.ts";
import { promotionFacts } from "#app/conversations/promotion-facts.ts";
import { recordSendResult, SLEPT } from "#app/conversations/record-send-result.ts";
import { renderForChannel } from "#app/conversations/render-for-channel.ts";
import { formsOf } from "#app/customers/match-key.ts";
import { inShop, type Shop } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import type { Message } from "#app/generated/prisma/client.ts";
import { enqueue } from "#app/jobs/enqueue.ts";

/** A claim that has not come back after this long is taken for dead; its message becomes `unknown`. */
export const LEASE_MS = 2 * MINUTE;
/** A claimant that slept longer than this between its claim and its request sends nothing (R11). */
const LONGEST_PAUSE_MS = 30 * SECOND;

export interface Claim {
  message: Message;
  account: Account;
  /** Of mail: what stood in the thread before. */
  thread: MailThread | null;
  files: SentFile[];
  fence: number;
  /** Monotonic, so a paused process sees how long it was away whatever the wall clock says. */
  takenAt: number;
}

/**
 * The one way out of the house, part two. Claims the message under its address's lock, with `maySend` deciding in
 * the same transaction; asks the provider outside of it; records the answer only while the claim's fence still
 * stands. Nothing that the provider may have taken is ever sent again.
 */
export async function deliverMessage(shopId: string, { messageId }: { messageId: string }): Promise<void> {
  const claim = await inShop(shopId, (shop) => claimMessage(shop, messageId));
  if (!claim) return;
  const result = await askProvider(claim);
  await inShop(shopId, (shop) => recordSendResult(shop, claim, result));
}

async function claimMessage(shop: Shop, messageId: string): Promise<Claim | null> {
  const where = { shopId_id: { shopId: shop.id, id: messageId } };
  const waiting = await shop.tx.message.findUnique({ where });
  if (waiting?.state !== "queued" || !waiting.address) return null;
  if (waiting.channel === "chat") {
    await deliverPlannedInChat(shop, waiting);
    return null;
  }
  await lockAddress(shop, waiting.channel, waiting.address);
  const verdict = await maySend(shop, await intentOf(shop, waiting));
  if (!verdict.may) return refuse(shop, waiting, verdict);
  const account = waiting.accountId ? await loadAccount(shop, waiting.accountId) : null;
  if (!account) return refuse(shop, waiting, suppressed("channel-disconnected"));
  const held = await heldBySender(shop, waiting, account);
  return held ? refuse(shop, waiting, held) : take(shop, waiting, account);
}

const suppressed = (because: string): Refusal => ({ may: false, end: "suppressed", because });

/** What the account itself says against it, whoever it is for: the provider's refusals, its silence, its pace. */
async function heldBySender(shop: Shop, message: Message, account: Account): Promise<Refusal | null> {
  const isMarketing = isPromoting(message.purpose as Purpose);
  // What the account is for may have changed since it was picked.
  if (!mayLeaveBy(account.role ?? "both", message.purpose as Purpose))
    return suppressed("sender-for-service");
  const country = countryOfNumber(message.address!);
  if (
    isPromoting(message.purpose as Purpose) &&
    message.channel === "email" &&
    !isAligned(mailSettings(account))
  )
    return suppressed("domain-not-aligned");
  const trouble = await findTrouble(shop, account, { country, isMarketing });
  if (trouble) return suppressed(trouble.code);
  const limits = adapterOf(account).limits(account, { to: message.address!, isMarketing });
  const turn = await takeTurn(shop, limits, { isMarketing });
  if (!turn.ok) return { may: false, end: null, because: "pace", until: turn.until };
  const circuit = await passCircuit(shop, account);
  return circuit.ok ? null : { may: false, end: null, because: "provider-down", until: circuit.until };
}

async function intentOf(shop: Shop, message: Message): Promise<Intended> {
  const { expiresAt, template, authorKind } = message;
  const channel = message.channel as Channel;
  const purpose = message.purpose as Purpose;
  const isMarketing = isPromoting(purpose);
  return {
    channel,
    address: message.address!,
    accountId: message.accountId,
    purpose,
    expiresAt,
    ...(isMarketing ? await promotionFacts(shop, message) : NO_PROMOTION),
    heardAt: hasWindow(channel) ? await lastHeard(shop, message) : null,
    isByPerson: authorKind === "staff",
    isTemplate: template !== null,
  };
}

/** A window is one account's with one shopper. */
async function lastHeard(shop: Shop, message: Message): Promise<Date | null> {
  const { channel, accountId, conversationId } = message;
  const address = { in: formsOf(message.address!) };
  const where = { shopId: shop.id, conversationId, channel, accountId, address, direction: "in" };
  const last = await shop.tx.message.aggregate({ where, _max: { at: true } });
  return last._max.at;
}

const NO_PROMOTION = { recipient: [], marketingToday: 0 };

type Refusal = Exclude<Verdict, { may: true }>;

async function refuse(shop: Shop, message: Message, verdict: Refusal): Promise<null> {
  if (verdict.end) {
    await setMessageState(shop, message, { state: verdict.end, reason: verdict.because });
    return null;
  }
  // A second or two is not worth a word; what waits longer says why (reliability R10).
  if (verdict.because !== message.reason && verdict.until > later(shop.at, MINUTE))
    await setMessageState(shop, message, { state: "queued", reason: verdict.because });
  await enqueue(shop, [deliveryJob(message, verdict.until)]);
  return null;
}

/** Two workers may both have seen it queued; the update lets one of them through. */
async function take(shop: Shop, message: Message, account: Account): Promise<Claim | null> {
  const fence = message.fence + 1;
  const isTaken = await setMessageState(shop, message, {
    state: "sending",
    fence,
    claimedUntil: later(shop.at, LEASE_MS),
    onlyWhileFence: message.fence,
  });
  if (!isTaken) return null;
  const payload = { messageId: message.id, fence };
  // Should this process die between claim and answer, this finds the message and says so.
  await enqueue(shop, [{ task: "settleMessage", payload, runAt: later(shop.at, LEASE_MS) }]);
  const thread = message.channel === "email" ? await mailThreadOf(shop, message) : null;
  const files = await readSentFiles(shop, message.id);
  return { message, account, thread, files, fence, takenAt: performance.now() };
}

async function askProvider(claim: Claim): Promise<SendResult> {
  const adapter = adapterOf(claim.account);
  const outbound = outboundOf(claim);
  // The residual window: a pause between this line and the socket's first byte.
  if (performance.now() - claim.takenAt > LONGEST_PAUSE_MS)
    return { as: "later", code: SLEPT, afterMs: SECOND };
  return adapter.send(claim.account, outbound, AbortSignal.timeout(15 * SECOND));
}

export function outboundOf({ message, account, thread, files }: Omit<Claim, "fence" | "takenAt">): Outbound {
  const isMarketing = isPromoting(message.purpose as Purpose);
  const { media, links } = shareFiles(files, message, account);
  const body = [message.body, ...links].filter(Boolean).join("\n");
  return {
    messageId: message.id,
    to: message.address!,
    ...renderForChannel({ ...message, body }, adapterOf(account).abilities),
    template: message.template as Template | null,
    subject: message.subject ?? thread?.subject ?? null,
    media,
    callbackUrl: `${env.SHOPIFY_APP_URL}/webhooks/${message.channel}/${account.id}/status?m=${message.id}`,
    references: thread?.references ?? [],
    isByPerson: message.authorKind === "staff",
    isMarketing,
    unsubscribeUrl: isMarketing
      ? unsubscribeUrl(message.shopId, message.channel as Channel, message.address!)
      : null,
    claimedAt: message.stateAt,
  };
}
