import { HOUR, later, MINUTE } from "#app/clock.ts";
import { sendCode } from "#app/conversations/send-code.ts";
import { identifyOrderContact } from "#app/customers/identify-order-contact.ts";
import { normaliseEmail } from "#app/customers/email.ts";
import { normalisePhone } from "#app/customers/phone.ts";
import { inShop } from "#app/db.server.ts";
import { newId } from "#app/id.ts";
import type { AlertKind } from "#app/orders/alerts/alert-kind.ts";
import { previewAlert } from "#app/orders/alerts/preview-alert.ts";
import { takeFromBucket } from "#app/rate-limit.server.ts";
import type { AlertWords } from "#app/words/alert-templates.ts";

export type TestSent = { sent: true; to: string } | { sent: false; say: string };

/** So many an hour from one shop: it is for the merchant's own phone and mailbox. */
const TESTS_AN_HOUR = 10;

/**
 * Sends the preview to an address the merchant gives, by the one way out: who said STOP there gets no test either. It
 * stands in no thread, as it is no shopper's.
 */
export async function sendTestAlert(
  shopId: string,
  { to, ...asked }: AlertWords & { kind: AlertKind; locale: string; to: string },
): Promise<TestSent> {
  const email = normaliseEmail(to);
  const address = email ?? normalisePhone(to);
  if (!address)
    return { sent: false, say: "Give a phone number with its country code (+49 …), or an email address." };
  const { ok } = await takeFromBucket(`test-alert:${shopId}`, { most: TESTS_AN_HOUR, perMs: HOUR });
  if (!ok) return { sent: false, say: "Enough tests for this hour. Try again later." };
  return inShop(shopId, async (shop) => {
    const preview = await previewAlert(shop, asked);
    if (!preview.ok) return { sent: false, say: Object.values(preview.faults).join(" ") };
    const kind = email ? "email" : "phone";
    const ownerId = await identifyOrderContact(shop, { kind, value: address, customerShopifyId: null });
    const isGone = await sendCode(shop, {
      ownerId,
      channel: email ? "email" : "sms",
      address,
      text: email ? preview.email : preview.sms,
      subject: preview.subject,
      intent: `test-alert:${newId()}`,
      expiresAt: later(shop.at, 10 * MINUTE),
    });
    return isGone
      ? { sent: true, to: address }
      : { sent: false, say: "Text messages are not connected yet. Connect them under Settings." };
  });
}
