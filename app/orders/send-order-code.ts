import { earlier } from "#app/clock.ts";
import { sendCode } from "#app/conversations/send-code.ts";
import { identifyContact } from "#app/customers/identify-contact.ts";
import { identifyShopifyCustomer } from "#app/customers/identify-shopify-customer.ts";
import { inShop, type Shop } from "#app/db.server.ts";
import { CODE_LIVES_MS } from "#app/orders/order-code.ts";
import { unseal } from "#app/seal.server.ts";
import { readSettings } from "#app/shop/settings.ts";
import { say } from "#app/words/say.ts";

interface Errand {
  codeId: string;
  code: string;
  channel: "sms" | "email";
  /** Null: there is no such order. The job exists all the same, and does nothing. */
  address: string | null;
  customerShopifyId: string | null;
  locale: string;
}

/** Job `sendOrderCode`: brings a code to the contact on the order, through the one way out. */
export async function sendOrderCode(shopId: string, { sealed }: { sealed: string }): Promise<void> {
  const errand = JSON.parse(unseal(Buffer.from(sealed, "base64")).toString()) as Errand;
  const { address } = errand;
  if (address === null) return;
  await inShop(shopId, async (shop) => {
    const where = { shopId_id: { shopId, id: errand.codeId } };
    const row = await shop.tx.orderCode.findUnique({ where });
    if (!row || row.usedAt || row.createdAt < earlier(shop.at, CODE_LIVES_MS)) return;
    const { shopName } = await readSettings(shop);
    const values = { code: errand.code, shop: shopName };
    const { channel, locale } = errand;
    await sendCode(shop, {
      ownerId: await ownerOf(shop, errand, address),
      channel,
      address,
      text: say(locale, channel === "sms" ? "proof.code-sms" : "proof.code-email", values),
      subject: say(locale, "proof.code-subject", values),
      intent: `order-code:${errand.codeId}`,
      expiresAt: row.expiresAt,
    });
  });
}

async function ownerOf(shop: Shop, errand: Errand, address: string): Promise<string> {
  const { customerShopifyId, channel } = errand;
  const known = customerShopifyId ? await identifyShopifyCustomer(shop, customerShopifyId) : null;
  if (known) return known.customerId;
  const kind = channel === "sms" ? "phone" : "email";
  const contact = { kind, value: address, source: "order", verified: false } as const;
  return (await identifyContact(shop, contact)).customerId;
}
