import { maySend } from "#app/consent/may-send.ts";
import { setMessageState } from "#app/conversations/message-state.ts";
import { lookAfterReply, readTellBy } from "#app/conversations/tell-by.ts";
import type { Shop } from "#app/db.server.ts";
import type { Message } from "#app/generated/prisma/client.ts";

/**
 * The storefront chat's delivery: the thread itself is the channel, so what commits is sent. It asks `maySend` like
 * every other channel.
 */
export async function deliverInChat(shop: Shop, messageId: string, expiresAt: Date | null): Promise<void> {
  const { state, reason } = await decide(shop, expiresAt);
  const [written] = await shop.sql<{ isTold: boolean }>`
    update "Message" m set state = ${state}, reason = ${reason} from "Conversation" c
    where m."shopId" = ${shop.id} and m.id = ${messageId} and c."shopId" = m."shopId" and c.id = m."conversationId"
    returning c."tellBy" is not null as "isTold"`;
  if (state === "sent" && written?.isTold) await lookAfterReply(shop, messageId);
}

/** The same for one that was planned, once its time has come: whoever follows the thread hears of it now. */
export async function deliverPlannedInChat(shop: Shop, message: Message): Promise<void> {
  const decided = await decide(shop, message.expiresAt);
  const isSent = (await setMessageState(shop, message, decided)) && decided.state === "sent";
  if (isSent && (await readTellBy(shop, message.conversationId))) await lookAfterReply(shop, message.id);
}

async function decide(shop: Shop, expiresAt: Date | null) {
  const verdict = await maySend(shop, {
    channel: "chat",
    address: "",
    purpose: "conversation",
    expiresAt,
    recipient: [],
    marketingToday: 0,
    heardAt: null,
    isByPerson: false,
    isTemplate: false,
  });
  return verdict.may
    ? ({ state: "sent", reason: null } as const)
    : ({ state: "suppressed", reason: verdict.because } as const);
}
