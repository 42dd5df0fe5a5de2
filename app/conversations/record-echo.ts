import type { Inbound } from "#app/channels/channel.ts";
import { openConversation } from "#app/conversations/open-conversation.ts";
import type { Door } from "#app/conversations/take-inbound.ts";
import { writeMessage } from "#app/conversations/write-message.ts";
import { identifyContact } from "#app/customers/identify-contact.ts";
import { KIND_OF_CHANNEL } from "#app/customers/contact-kind.ts";
import type { Shop } from "#app/db.server.ts";

type Echo = Extract<Inbound, { kind: "echo" }>;

/**
 * What the merchant said in the provider's own app: shown in the thread as said by the shop. It is no answer of ours
 * and nothing acts on it; one that is our own message coming back is known by its id and changes nothing.
 */
export async function recordEcho(shop: Shop, { channel, accountId }: Door, echo: Echo): Promise<void> {
  const { externalId, to, text, at } = echo;
  const contact = { kind: KIND_OF_CHANNEL[channel], value: to, verified: true, source: channel };
  const { customerId } = await identifyContact(shop, contact);
  await writeMessage(shop, {
    conversationId: await openConversation(shop, customerId, channel),
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
}
