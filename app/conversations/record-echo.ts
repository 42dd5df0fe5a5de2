import type { Inbound } from "#app/channels/channel.ts";
import { findOwnEcho } from "#app/conversations/find-own-echo.ts";
import { openConversation } from "#app/conversations/open-conversation.ts";
import { recordDelivery } from "#app/conversations/record-delivery.ts";
import type { Door } from "#app/conversations/take-inbound.ts";
import { takeMedia } from "#app/conversations/take-media.ts";
import { writeMessage } from "#app/conversations/write-message.ts";
import { identifyContact } from "#app/customers/identify-contact.ts";
import { KIND_OF_CHANNEL } from "#app/customers/contact-kind.ts";
import type { Shop } from "#app/db.server.ts";

type Echo = Extract<Inbound, { kind: "echo" }>;

/**
 * What the merchant said in the provider's own app: shown in the thread as said by the shop. It is no answer of ours
 * and nothing acts on it; one that is our own message coming back is known by its id and changes nothing.
 */
export async function recordEcho(shop: Shop, door: Door, echo: Echo): Promise<void> {
  const { externalId, to, text, media, at } = echo;
  const { channel, accountId } = door;
  const own = await findOwnEcho(shop, door, echo);
  if (own === "part") return;
  if (own) return recordDelivery(shop, { channel, externalId, ...own, state: "sent", code: null });
  const contact = { kind: KIND_OF_CHANNEL[channel], value: to, verified: true, source: channel };
  const { customerId } = await identifyContact(shop, contact);
  const conversationId = await openConversation(shop, customerId, channel);
  const { messageId, isNew } = await writeMessage(shop, {
    conversationId,
    direction: "out",
    author: { kind: "staff" },
    channel,
    address: to,
    accountId,
    text,
    purpose: "conversation",
    intent: `echo:${channel}:${externalId}`,
    externalId,
    state: "sent",
    at,
  });
  if (isNew) await takeMedia(shop, { messageId, conversationId, accountId }, media);
}
