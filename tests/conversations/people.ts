import { connectAccount } from "#app/channels/accounts.ts";
import { mergePeople, unmergePeople } from "#app/conversations/merge-people.ts";
import { receiveMessage } from "#app/conversations/receive-message.ts";
import { newId } from "#app/id.ts";
import { here, SHOP } from "#tests/conversations/a-thread.ts";

let numbers = 0;
export const freshPhone = () => `+1415555${String(1000 + numbers++)}`;

/** The number that the shop texts from. */
export function connectTexts(): Promise<string> {
  const settings = { accountSid: `AC${"0".repeat(32)}` };
  const account = { channel: "sms", provider: "twilio", sender: "+14155550100", settings } as const;
  return here((shop) => connectAccount(shop, { ...account, secret: "token" }));
}

/** Somebody texts the shop; their thread, and whose it is. */
export const texts = (from: string, text: string) =>
  here(async (shop) => {
    const inbound = {
      channel: "sms" as const,
      accountId: null,
      from,
      text,
      externalId: newId(),
      at: shop.at,
    };
    const { conversationId } = await receiveMessage(shop, inbound);
    const where = { shopId_id: { shopId: SHOP, id: conversationId } };
    const { customerId } = await shop.tx.conversation.findUniqueOrThrow({ where });
    return { conversationId, customerId };
  });

/** What this member of staff does about who is who. */
export const decisionsOf = (staffId: () => string) => ({
  merge: async (from: string, into: string) => {
    const merged = await here((shop) => mergePeople(shop, { from, into, by: staffId() }));
    if (!merged.ok) throw new Error(merged.say);
    return merged;
  },
  undo: (mergeId: string) => here((shop) => unmergePeople(shop, { mergeId, by: staffId() })),
});
