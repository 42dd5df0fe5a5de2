import { now } from "#app/clock.ts";
import { openConversation } from "#app/conversations/open-conversation.ts";
import { type NewMessage, type Written, writeMessage } from "#app/conversations/write-message.ts";
import { inShop, prisma, type Shop } from "#app/db.server.ts";
import { newId } from "#app/id.ts";

export const SHOP = "harbour";

/** Runs in the one shop of this file. */
export const here = <T>(work: (shop: Shop) => Promise<T>): Promise<T> => inShop(SHOP, work);

export const openShop = () =>
  prisma.shop.create({ data: { id: SHOP, domain: `${SHOP}.myshopify.com`, installedAt: now() } });

/** A new shopper with an empty thread. */
export const aThread = (channel: "chat" | "sms" = "chat") =>
  here(async (shop) => {
    const customerId = newId();
    await shop.tx.customer.create({ data: { shopId: shop.id, id: customerId, createdAt: shop.at } });
    return { customerId, conversationId: await openConversation(shop, customerId, channel) };
  });

/** One message at the end of a thread; by default a shopper's own words in the chat. */
export const write = (conversationId: string, message: Partial<NewMessage> = {}): Promise<Written> =>
  here((shop) =>
    writeMessage(shop, {
      conversationId,
      direction: "in",
      author: { kind: "shopper" },
      channel: "chat",
      address: "visitor",
      text: "hello",
      purpose: "conversation",
      intent: newId(),
      state: "received",
      ...message,
    }),
  );

/** A text of ours that a worker has claimed and that the carrier may be working on. */
export const claimedText = async (conversationId: string) => {
  const { messageId } = await write(conversationId, {
    direction: "out",
    author: { kind: "assistant" },
    channel: "sms",
    address: "+14155550123",
    state: "queued",
  });
  const where = { shopId_id: { shopId: SHOP, id: messageId } };
  return here(({ tx }) => tx.message.update({ where, data: { state: "sending", fence: 1 } }));
};

export const messagesOf = (conversationId: string) =>
  here(({ tx }) => tx.message.findMany({ where: { shopId: SHOP, conversationId }, orderBy: { seq: "asc" } }));

export const thread = (id: string) =>
  here(({ tx }) => tx.conversation.findUniqueOrThrow({ where: { shopId_id: { shopId: SHOP, id } } }));

export const aMember = (role: "owner" | "agent" | "viewer") =>
  here(async (shop) => {
    const id = newId();
    const data = { shopId: shop.id, id, name: role, email: `${id}@example.com`, role };
    await shop.tx.staffMember.create({ data });
    return id;
  });

/** What was told of a thread, in turn. */
export const told = (conversationId: string) =>
  here(async ({ tx }) => {
    const events = await tx.domainEvent.findMany({
      where: { shopId: SHOP, conversationId },
      orderBy: { id: "asc" },
    });
    return events.map(({ name }) => name);
  });
