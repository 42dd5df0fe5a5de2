import { keepTemplate } from "#app/channels/keep-templates.ts";
import { recordConsent } from "#app/consent/ledger.ts";
import { startImport } from "#app/consent/import-log.ts";
import { inShop } from "#app/db.server.ts";
import { openPage, settled } from "#tests/app.ts";
import { openChat } from "#tests/chat.ts";
import { control, town } from "#tests/town.ts";
import { sendShopify } from "#tests/webhooks.ts";
import { WABA } from "#tests/whatsapp.ts";
import type { Payload } from "./payloads.ts";
import { letAnswers, type XssShop } from "./xss-shop.ts";

/** What Shopify, the staff's own names and other systems tell us: each payload in every field that has words. */
export async function tellFacts(shop: XssShop, said: Payload[]): Promise<number> {
  let told = 0;
  const each = async (fields: number, tell: (payload: Payload) => Promise<unknown>, some = said) => {
    for (const payload of some) await tell(payload);
    told += fields * some.length;
  };
  await each(11, (payload) => tellOrder(shop, payload));
  await each(2, ({ text, id }) => tellStaff(shop, text, id), said.slice(0, 40));
  await each(1, ({ text }) => sendShopify(shop.app, { topic: text, body: {} }), said.filter(isOfHeader));
  await each(2, (payload) => tellMerchantsOwn(shop, payload));
  await each(2, (payload) => tellConsent(shop, payload));
  await settled();
  return told;
}

const path = (rest: string) => `/shops/${town.domain}/${rest}`;

/** A product, who buys it, the order and its parcel. */
async function tellOrder({ domain }: XssShop, { id, text }: Payload) {
  const product = await control<{ variants: { id: number }[] }>("POST", path("products"), {
    ...{ title: text, description: text, variants: [{ title: text, price: "10.00" }] },
  });
  const customer = await control<{ id: number }>("POST", path("customers"), {
    ...{ firstName: text, lastName: text, email: emailOf(id), note: text, tags: [text.replaceAll(",", " ")] },
  });
  const order = await town.placeOrder({
    ...{ customerId: customer.id, note: text, name: text, customAttributes: [{ key: text, value: text }] },
    lines: [{ variantId: product.variants[0]!.id, quantity: 1 }],
    shippingAddress: { firstName: text, lastName: text, address1: text, city: text, countryCode: "US" },
  });
  await town.shop(domain).ship(order.id, { carrier: text, number: text, url: text });
}

export const emailOf = (id: number) => `buyer-${id}@letters.example`;

async function tellStaff({ app, domain }: XssShop, text: string, id: number) {
  const names = { firstName: text, lastName: text, email: `staff-${id}@letters.example` };
  await control("POST", path("staff"), { id: 900_000 + id, locale: "en", accountOwner: false, ...names });
  await openPage(app, "/app.data", domain, undefined, 900_000 + id);
}

/** What a header of HTTP can say at all. */
const isOfHeader = ({ text }: Payload) => /^[\x21-\x7e][\x20-\x7e]*$/.test(text);

/** Templates as Meta lists them, and the name of a file that was brought. */
async function tellMerchantsOwn({ shopId, staffId }: XssShop, { id, text }: Payload) {
  await inShop(shopId, async (shop) => {
    await keepTemplate(shop, WABA, {
      ...{ providerId: `${id}`, name: `news_${id}`, language: "en_US", category: "utility", quality: text },
      ...{ status: "approved", reason: text, components: [{ type: "BODY", text }] },
    });
    const columns = { address: text, state: null, at: null, level: null, words: null };
    const plan = { channel: "email", purpose: "marketing", country: null, separator: ",", columns } as const;
    await startImport(shop, { name: text, staffId, plan });
  });
}

/** Words that somebody saw and said; addresses that a spreadsheet would run. */
async function tellConsent({ shopId }: XssShop, { id, text }: Payload) {
  await inShop(shopId, (shop) =>
    recordConsent(shop, {
      ...{ channel: "email", address: `${"=+-@"[id % 4]}${id}@letters.example`, purpose: "marketing" },
      ...{ state: "revoked", source: "keyword", evidence: { words: text, by: text }, at: shop.at },
      shown: { text, version: text },
    }),
  );
}

/** Buyers ask where their orders are: the answers are made of what Shopify said. Returns the shoppers' papers. */
export async function askForOrders(shop: XssShop, said: Payload[]): Promise<string[]> {
  await letAnswers(shop.shopId, true);
  const visitors = [];
  for (const { id } of said) {
    const customer = await findBuyer(shop.shopId, id);
    if (!customer) continue;
    const shopper = await openChat(shop.app, { customer });
    await shopper.say("where is my order?");
    visitors.push(customer);
  }
  await settled();
  await letAnswers(shop.shopId, false);
  return visitors;
}

const findBuyer = (shopId: string, id: number): Promise<string | null> =>
  inShop(shopId, async ({ tx }) => {
    const where = { kind: "email", value: emailOf(id) };
    const point = await tx.contactPoint.findFirst({ where, include: { customer: true } });
    return point?.customer.shopifyId ?? null;
  });
