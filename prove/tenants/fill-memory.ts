import type { Shop } from "#app/db.server.ts";

/** What the shop's memory holds beside people and their messages, where the town's young store showed none of it. */
export async function fillMemory(shop: Shop, conversationId: string, mark: string): Promise<void> {
  const { id: orderId } = await shop.tx.order.findFirstOrThrow();
  const parcelId = await fillParcels(shop, orderId, mark);
  await fillAlerts(shop, { orderId, parcelId, conversationId }, mark);
  await fillReturns(shop, orderId, mark);
  await fillCarts(shop, mark);
  await fillPeople(shop, mark);
  await fillSegments(shop, mark);
  await fillUpkeep(shop, mark);
}

async function fillParcels({ tx, id: shopId, at }: Shop, orderId: string, mark: string): Promise<string> {
  const group = { shopId, orderId, status: "OPEN", holds: [], sourceUpdatedAt: at };
  await tx.fulfillmentOrder.create({ data: { ...group, id: `9${at.getTime()}` } });
  const id = `8${at.getTime()}`;
  const parcel = { shopId, orderId, id, status: "SUCCESS", trackingNumbers: [mark] };
  await tx.fulfillment.create({ data: { ...parcel, shippedAt: at, sourceUpdatedAt: at } });
  const scan = { shopId, id: `7${at.getTime()}`, fulfillmentId: id, status: "IN_TRANSIT", happenedAt: at };
  await tx.fulfillmentEvent.create({ data: { ...scan, message: mark } });
  const tracker = {
    shopId,
    fulfillmentId: id,
    number: mark,
    feed: "easypost",
    state: "refused",
    stateAt: at,
  };
  await tx.scanTracker.create({ data: { ...tracker, refusedFor: `${mark} refused` } });
  return id;
}

interface About {
  orderId: string;
  parcelId: string;
  conversationId: string;
}

async function fillAlerts(
  { tx, id: shopId, at }: Shop,
  { orderId, parcelId, conversationId }: About,
  mark: string,
) {
  const kind = "delivered";
  await tx.alertSetting.create({ data: { shopId, kind, channels: ["email"], notAtNight: false } });
  const words = { subject: `${mark} subject`, text: `${mark} text`, savedAt: at };
  await tx.alertTemplate.create({ data: { shopId, kind, language: "en", ...words } });
  const told = { state: "withheld", reason: `${mark} reason`, happenedAt: at, decidedAt: at };
  await tx.parcelAlert.create({ data: { shopId, parcelId, kind, orderId, conversationId, ...told } });
  const follow = { shopId, orderId, conversationId, channel: "email", address: `${mark}@follows.example` };
  await tx.parcelFollow.create({ data: { ...follow, since: at } });
  const lane = { shopId, carrier: mark, origin: "", country: "US", region: "", measuredAt: at };
  await tx.carrierLane.create({
    data: { ...lane, parcels: 30, scanned: 30, arrived: 30, medianDays: 3, p95Days: 5 },
  });
}

async function fillReturns({ tx, id: shopId, at }: Shop, orderId: string, mark: string) {
  const id = `6${at.getTime()}`;
  const line = { id: `${id}1`, title: mark, quantity: 1, processedQuantity: 0, refundedQuantity: 0 };
  const facts = {
    name: `#${mark}-R1`,
    status: "OPEN",
    totalQuantity: 1,
    receivedQuantity: 0,
    exchangeLines: [],
  };
  await tx.return.create({
    data: {
      ...{ shopId, id, orderId, requestedAt: at, readAt: at, ...facts },
      lines: { create: [{ ...line, customerNote: `${mark} does not fit` }] },
      parcels: { create: [{ id: `${id}2`, trackingNumber: mark }] },
    },
  });
}

async function fillCarts({ tx, id: shopId, at }: Shop, mark: string) {
  const token = `${mark.toLowerCase()}-${at.getTime()}`;
  const times = { startedAt: at, sourceUpdatedAt: at };
  await tx.cart.create({ data: { shopId, token, lines: [{ title: mark }], itemCount: 1, ...times } });
  const money = { currency: "USD", total: "10.00", lines: [{ title: mark }], discountCodes: [mark] };
  const checkout = { shopId, token, cartToken: token, email: `${mark}@checks-out.example` };
  await tx.checkout.create({ data: { ...checkout, ...money, ...times } });
  await tx.deletedCheckout.create({ data: { shopId, key: `cart:${mark}-gone`, at } });
}

/** Two people merged and taken apart again, and held to be two for good; and a wish to Shopify that was granted. */
async function fillPeople({ tx, id: shopId, at }: Shop, mark: string) {
  const [one, other] = (await tx.customer.findMany({ orderBy: { id: "asc" }, take: 2 })).map(({ id }) => id);
  const merge = {
    shopId,
    id: `merge-${shopId}`,
    kind: "merge",
    fromId: one!,
    intoId: other!,
    byId: `${mark}-staff`,
  };
  await tx.customerMerge.create({ data: { ...merge, at, undoneAt: at, undoneBy: `${mark}-staff` } });
  await tx.mergeDismissal.create({
    data: { shopId, oneId: one!, otherId: other!, byId: `${mark}-staff`, at },
  });
  const wish = {
    shopId,
    id: `wish-${shopId}`,
    key: `wish-${shopId}`,
    kind: "note",
    targetId: "1",
    askedBy: mark,
  };
  await tx.shopifyWrite.create({
    data: { ...wish, after: { note: mark }, state: "done", askedAt: at, settledAt: at },
  });
}

async function fillSegments({ tx, id: shopId, at }: Shop, mark: string) {
  const segment = { shopId, id: `5${at.getTime()}`, name: `${mark} segment`, knownSince: at };
  await tx.segment.create({ data: { ...segment, sourceUpdatedAt: at } });
  const { id: customerId } = await tx.customer.findFirstOrThrow({ where: { shopifyId: { not: null } } });
  await tx.segmentMembership.create({
    data: { shopId, customerId, segmentId: segment.id, isIn: true, at },
  });
}

async function fillUpkeep({ tx, id: shopId, at }: Shop, mark: string) {
  await tx.retentionPeriod.create({ data: { shopId, kind: "accesses", days: 700, setAt: at } });
  const run = { because: "asked", startedAt: at, touchedAt: at, doneAt: at, sweptTo: at, found: {} };
  await tx.sweep.create({ data: { shopId, kind: "orders", ...run, fault: `${mark} fault` } });
  const topic = `${mark.toLowerCase()}/update`;
  await tx.topicDrift.create({ data: { shopId, topic, day: at, checked: 10, drifted: 1 } });
  await tx.topicHour.create({ data: { shopId, topic, hour: at, count: 1, lastAt: at } });
  await tx.topicSilence.create({
    data: { shopId, topic, since: at, expected: 9, raisedAt: at, clearedAt: at },
  });
}
