import { now } from "#app/clock.ts";
import { recordConsent } from "#app/consent/ledger.ts";
import { inShop, prisma, type Shop } from "#app/db.server.ts";
import { newId } from "#app/id.ts";

export interface Happening {
  kind: "in" | "out" | "note" | "order" | "cancelled" | "parcel" | "scan" | "return" | "checkout" | "consent";
  at: Date;
}

export interface APerson {
  shopId: string;
  customerId: string;
  /** A second record of theirs, shown as one with the first. */
  otherId: string;
}

export const PHONE = "+14155550177";
const EMAIL = "nora@example.com";
let shops = 0;

/** Somebody with an account at the shop, and a second record that staff show with the first; a thread each. */
export async function aPerson(timeZone = "Europe/Berlin", since = now()): Promise<APerson> {
  const shopId = `person-${++shops}-${newId()}`;
  await prisma.shop.create({
    data: { id: shopId, domain: `${shopId}.myshopify.com`, timeZone, installedAt: since },
  });
  const [customerId, otherId] = [newId(), newId()];
  await inShop(shopId, async ({ tx }) => {
    const point = { shopId, source: "shopify", createdAt: since };
    await tx.customer.create({ data: { shopId, id: customerId, shopifyId: "7001", createdAt: since } });
    await tx.customer.create({ data: { shopId, id: otherId, partOfId: customerId, createdAt: since } });
    await tx.contactPoint.createMany({
      data: [
        { ...point, id: newId(), customerId, kind: "email", value: EMAIL },
        { ...point, id: newId(), customerId: otherId, kind: "phone", value: PHONE, verifiedAt: since },
      ],
    });
    for (const id of [customerId, otherId])
      await tx.conversation.create({ data: aConversation(shopId, id, since) });
  });
  return { shopId, customerId, otherId };
}

/** Writes what happened, as its own area would have kept it; even ones on the first record, odd ones on the second. */
export const happen = (person: APerson, happenings: Happening[]): Promise<void> =>
  inShop(person.shopId, async (shop) => {
    for (const [index, happening] of happenings.entries()) await write(shop, person, happening, index + 1);
  });

async function write(shop: Shop, person: APerson, { kind, at }: Happening, index: number): Promise<void> {
  const { tx, id: shopId } = shop;
  const conversationId = index % 2 ? person.otherId : person.customerId;
  const id = `${kind}-${index}`;
  if (kind === "in" || kind === "out" || kind === "note")
    await tx.message.create({ data: aMessage(shopId, conversationId, id, kind, at, index) });
  else if (kind === "consent")
    await recordConsent(shop, {
      channel: "sms",
      address: PHONE,
      purpose: "marketing",
      state: index % 2 ? "granted" : "revoked",
      source: "shopify",
      evidence: {},
      at,
    });
  else if (kind === "checkout")
    await tx.checkout.create({
      data: {
        shopId,
        token: id,
        customerShopifyId: "7001",
        currency: "EUR",
        total: "10.0",
        lines: [],
        discountCodes: [],
        startedAt: at,
        sourceUpdatedAt: at,
      },
    });
  else await anOrder(shop, kind, at, index);
}

/** What hangs on an order hangs on one that was placed a while before. */
async function anOrder({ tx, id: shopId }: Shop, kind: Happening["kind"], at: Date, index: number) {
  const id = String(index);
  await tx.order.create({
    data: {
      shopId,
      id,
      name: `#${index}`,
      nameKey: `${index}`,
      ...(index % 3 ? { customerShopifyId: "7001" } : { phone: PHONE }),
      currency: "EUR",
      total: "10.0",
      requiresShipping: true,
      placedAt: kind === "order" ? at : LONG_AGO,
      cancelledAt: kind === "cancelled" ? at : null,
      sourceUpdatedAt: at,
    },
  });
  if (kind === "return")
    await tx.return.create({
      data: {
        shopId,
        id,
        orderId: id,
        name: `#${index}-R1`,
        status: "OPEN",
        requestedAt: at,
        totalQuantity: 1,
        receivedQuantity: 0,
        exchangeLines: [],
        readAt: at,
      },
    });
  if (kind !== "parcel" && kind !== "scan") return;
  const shippedAt = kind === "parcel" ? at : LONG_AGO;
  await tx.fulfillment.create({
    data: { shopId, id, orderId: id, status: "SUCCESS", shippedAt, sourceUpdatedAt: at },
  });
  if (kind === "scan")
    await tx.fulfillmentEvent.create({
      data: { shopId, id, fulfillmentId: id, status: "OUT_FOR_DELIVERY", happenedAt: at },
    });
}

export const LONG_AGO = new Date("2020-01-01T00:00:00Z");

const aConversation = (shopId: string, customerId: string, at: Date) => ({
  shopId,
  id: customerId,
  customerId,
  status: "open",
  channel: "sms",
  version: 0,
  lastSeq: 0,
  lastActivityAt: at,
  staffReadSeq: 0,
  shopperReadSeq: 0,
  unread: false,
  createdAt: at,
});

function aMessage(
  shopId: string,
  conversationId: string,
  id: string,
  direction: string,
  at: Date,
  seq: number,
) {
  return {
    shopId,
    id,
    conversationId,
    seq,
    version: seq,
    direction,
    authorKind: direction === "in" ? "shopper" : "staff",
    channel: "sms",
    body: id,
    purpose: "conversation",
    intent: id,
    state: direction === "in" ? "received" : "sent",
    fence: 0,
    at,
    stateAt: at,
  };
}
