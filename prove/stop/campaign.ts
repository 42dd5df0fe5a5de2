import { randomUUID } from "node:crypto";
import { connectAccount } from "#app/channels/accounts.ts";
import { recordConsent } from "#app/consent/ledger.ts";
import { openConversation } from "#app/conversations/open-conversation.ts";
import { sendMessage } from "#app/conversations/send-message.ts";
import { identifyContact } from "#app/customers/identify-contact.ts";
import { inShop } from "#app/db.server.ts";
import { town } from "#tests/town.ts";
import { sendTwilio } from "#tests/webhooks.ts";
import type { Stop } from "./judge-stops.ts";

const ACCOUNT = {
  sid: "AC0123456789abcdef0123456789abcdef",
  token: "00112233445566778899aabbccddeeff",
  service: "MG0123456789abcdef0123456789abcdef",
  number: "+14155550100",
};

export interface Campaign {
  shopId: string;
  accountId: string;
  /** The carrier's way in. */
  webhook: string;
}

/** A shop with one messaging service, which carries as fast as it is asked. */
export async function openCampaign(shopId: string, appUrl: string): Promise<Campaign> {
  await town.smsAccount({
    sid: ACCOUNT.sid,
    token: ACCOUNT.token,
    numbers: [ACCOUNT.number],
    messagingServiceSid: ACCOUNT.service,
  });
  const accountId = await inShop(shopId, (shop) =>
    connectAccount(shop, {
      channel: "sms",
      provider: "twilio",
      sender: ACCOUNT.number,
      settings: { accountSid: ACCOUNT.sid, messagingServiceSid: ACCOUNT.service, numbers: 1_000_000 },
      secret: ACCOUNT.token,
    }),
  );
  return { shopId, accountId, webhook: `${appUrl}/webhooks/sms/${accountId}` };
}

/** Somebody who has said yes, and their text of the campaign, in one commit. */
export async function queueFor({ shopId, accountId }: Campaign, phone: string): Promise<void> {
  const contact = { kind: "phone", value: phone, verified: true, source: "sms" } as const;
  await inShop(shopId, async (shop) => {
    const yes = { channel: "sms", address: phone, purpose: "marketing", state: "granted" } as const;
    const given = { ...yes, level: "CONFIRMED_OPT_IN", source: "storefront", evidence: {} };
    await recordConsent(shop, { ...given, at: shop.at });
    const { customerId } = await identifyContact(shop, contact);
    await sendMessage(shop, {
      conversationId: await openConversation(shop, customerId, "sms"),
      author: { kind: "system" },
      channel: "sms",
      address: phone,
      accountId,
      text: "New in: rain coats.",
      purpose: "marketing",
      intent: `prove:${phone}`,
    });
  });
}

/** Whether their text has been claimed by now. */
export const wasClaimed = ({ shopId }: Campaign, phone: string): Promise<boolean> =>
  inShop(shopId, async (shop) => {
    const where = { shopId: shop.id, intent: `prove:${phone}`, fence: { gt: 0 } };
    return (await shop.tx.message.count({ where })) > 0;
  });

/**
 * The carrier hands a STOP over until it is taken. Straight to the letterbox: the town's carrier would block for us,
 * and the question is what we do.
 */
export async function sayStop({ webhook }: Campaign, phone: string): Promise<Stop> {
  const form = {
    MessageSid: `SM${randomUUID().replaceAll("-", "")}`,
    From: phone,
    To: ACCOUNT.number,
    Body: "STOP",
    NumMedia: "0",
  };
  const sentAt = realNow();
  for (;;) {
    const answer = await sendTwilio(webhook, form).catch(() => null);
    if (answer?.ok) return { phone, sentAt, ackAt: realNow() };
    await new Promise((again) => setTimeout(again, 50));
  }
}

/** The machine's own clock: `Date` is the town's. */
export const realNow = (): number => performance.timeOrigin + performance.now();
