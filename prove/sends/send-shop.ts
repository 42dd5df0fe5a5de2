import { connectAccount } from "#app/channels/accounts.ts";
import { openConversation } from "#app/conversations/open-conversation.ts";
import { sendMessage } from "#app/conversations/send-message.ts";
import { identifyContact } from "#app/customers/identify-contact.ts";
import { inShop } from "#app/db.server.ts";
import { town } from "#tests/town.ts";

const TWILIO = { sid: "AC0123456789abcdef0123456789abcdef", token: "00112233445566778899aabbccddeeff" };
/** Written into every text, so that the carrier's ledger says which message it took. */
const MARK = /#([0-9a-z]+)/;

export const markOf = (body: string): string | null => MARK.exec(body)?.[1] ?? null;

/** So many numbers of one Twilio account, each a sender of the shop. Returns their accounts' ids. */
export async function connectSenders(shopId: string, count: number): Promise<string[]> {
  const numbers = Array.from({ length: count }, (_, n) => `+1415555${String(1_000 + n)}`);
  await town.smsAccount({ ...TWILIO, numbers });
  return inShop(shopId, async (shop) => {
    const ids = [];
    for (const sender of numbers)
      ids.push(
        await connectAccount(shop, {
          channel: "sms",
          provider: "twilio",
          sender,
          settings: { accountSid: TWILIO.sid },
          secret: TWILIO.token,
        }),
      );
    return ids;
  });
}

export interface Text {
  mark: string;
  phone: string;
  accountId: string;
}

/** The verb that automations and staff send by, as they call it. Resolves once it is committed. */
export async function queueText(shopId: string, { mark, phone, accountId }: Text): Promise<string> {
  const contact = { kind: "phone", value: phone, verified: true, source: "sms" } as const;
  const outcome = await inShop(shopId, async (shop) => {
    const { customerId } = await identifyContact(shop, contact);
    return sendMessage(shop, {
      conversationId: await openConversation(shop, customerId, "sms"),
      author: { kind: "system" },
      channel: "sms",
      address: phone,
      accountId,
      text: `Your order #${mark} is on its way.`,
      purpose: "service",
      intent: `prove:${mark}`,
    });
  });
  if (!outcome.sent) throw new Error(outcome.say);
  return outcome.messageId;
}
