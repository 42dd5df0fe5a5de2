import type { Inbound } from "#app/channels/channel.ts";
import { findOwnEcho } from "#app/conversations/find-own-echo.ts";
import { openConversation } from "#app/conversations/open-conversation.ts";
import { recordDelivery } from "#app/conversations/record-delivery.ts";
import type { Door } from "#app/conversations/take-inbound.ts";
import { takeMedia } from "#app/conversations/take-media.ts";
import { writeMessage } from "#app/conversations/write-message.ts";
import { identifySender } from "#app/customers/identify-sender.ts";
import type { Shop } from "#app/db.server.ts";

type Echo = Extract<Inbound, { kind: "echo" }>;

/**
 * What the merchant said in the provider's own app, or either side before it was connected: shown in the thread, never
 * answered, and no keyword is heard in it. One that is our own message coming back is known by its id.
 */
export async function recordEcho(shop: Shop, door: Door, echo: Echo): Promise<void> {
  const { by = "shop", externalId, to, text, media, at } = echo;
  const { channel, accountId } = door;
  const isTheirs = by === "shopper";
  const own = isTheirs ? null : await findOwnEcho(shop, door, echo);
  if (own === "part") return;
  if (own) return recordDelivery(shop, { channel, externalId, ...own, state: "sent", code: null });
  const { customerId } = await identifySender(shop, { channel, from: to });
  const conversationId = await openConversation(shop, customerId, channel);
  const { messageId, isNew } = await writeMessage(shop, {
    conversationId,
    direction: isTheirs ? "in" : "out",
    author: { kind: isTheirs ? "shopper" : "staff" },
    channel,
    address: to,
    accountId,
    text,
    purpose: "conversation",
    intent: `echo:${channel}:${externalId}`,
    externalId,
    state: isTheirs ? "received" : "sent",
    at,
  });
  if (isNew) await takeMedia(shop, { messageId, conversationId, accountId }, media);
}
