import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { customerFromAdmin } from "#app/customers/customer-from-admin.ts";
import { mirrorCustomer } from "#app/customers/mirror-customer.ts";
import { inShop, type Shop } from "#app/db.server.ts";
import { gidOf } from "#app/id.ts";
import { mirrorOrder } from "#app/orders/mirror-order.ts";
import { orderFromAdmin } from "#app/orders/order-from-admin.ts";
import type { OrderRecord } from "#app/orders/order-record.ts";
import { askAdmin } from "#app/shopify/ask-admin.server.ts";
import { ReadOrder } from "#app/shopify/operations/orders.graphql.ts";
import { topics } from "#app/wiring/webhook-topics.ts";
import type { Fulfillment, Order } from "#sandbox/shopify/store/order-types.ts";
import { install, settled, startApp, stopApps } from "#tests/app.ts";
import { control, town } from "#tests/town.ts";

interface Webhook {
  topic: string;
  payload: unknown;
  triggeredAt: Date;
}

const MINUTE = 60_000;
const SEED = 20_261_121;
const DOMAIN = "any-order.myshopify.com";
const shop = town.shop(DOMAIN);

/** One order's life as its webhooks tell it, and as it stands in the end. */
interface Life {
  webhooks: Webhook[];
  truth: OrderRecord;
}

/** How many orders of the news are tried in all; ORDERS_OF_NEWS=1000 takes two minutes. */
const ORDERS = Number(process.env.ORDERS_OF_NEWS ?? 200);

let shopId: string;
/** In one something else happens every few minutes; in the other several things happen in the same second. */
let calm: Life;
let hasty: Life;

beforeAll(async () => {
  await town.reset();
  await town.makeShop({ domain: DOMAIN, orders: 0, customers: 0, cast: false });
  const app = await startApp();
  shopId = await install(app, DOMAIN);
  await settled();
  // From here on nobody takes them in: what the town says of an order's life is played here, in every order.
  await stopApps();
  await town.setApp("");
  calm = await liveALife("ada@example.com", () => town.clock.advance(3 * MINUTE));
  hasty = await liveALife("bruno@example.com", () => Promise.resolve());
});
afterAll(stopApps);

describe("the webhooks of an order's whole life", () => {
  it("end in one state in any order and with any repeats, often without a look at Shopify", async () => {
    const looks = await playInAnyOrder(calm, ORDERS * 0.6);
    expect(looks).toBeLessThan(ORDERS * 0.45);
  });

  it("end in that state too where several things happened in the same second", async () => {
    expect(new Set(calm.webhooks.map(secondOf)).size).toBeGreaterThan(8);
    expect(new Set(hasty.webhooks.map(secondOf)).size).toBeLessThan(calm.webhooks.length / 2);
    await playInAnyOrder(hasty, ORDERS * 0.4);
  });

  it("leave the order as a look at Shopify shows it", async () => {
    for (const { webhooks, truth } of [calm, hasty]) {
      const { state } = await play(webhooks, truth);
      expect(JSON.parse(state)).toMatchObject({
        order: {
          name: truth.name,
          email: truth.email,
          total: truth.total,
          financialStatus: truth.financialStatus,
          sourceUpdatedAt: truth.updatedAt.toISOString(),
        },
        customer: [{ firstName: truth.customer?.firstName }],
        lines: truth.lines.map(({ id, currentQuantity }) => ({ id, currentQuantity })),
        parcels: truth.fulfillments.map(({ id, status, trackingNumbers }) => ({
          id,
          status,
          trackingNumbers,
        })),
        scans: truth.fulfillments
          .flatMap(({ events }) => events.map(({ id, status }) => ({ id, status })))
          .sort(byId),
      });
    }
  });
});

/** Says in how many of the runs the order had to be read from Shopify. */
async function playInAnyOrder({ webhooks, truth }: Life, numRuns: number): Promise<number> {
  const inTurn = await play(webhooks, truth);
  const all = fc.shuffledSubarray([...webhooks.keys()], { minLength: webhooks.length });
  const repeats = fc.array(fc.nat(webhooks.length - 1), { maxLength: 6 });
  let looks = 0;
  await fc.assert(
    fc.asyncProperty(all, repeats, async (order, again) => {
      const turn = [...order.slice(0, 4), ...again, ...order.slice(4)];
      const played = await play(
        turn.map((index) => webhooks[index]!),
        truth,
      );
      if (played.wasRead) looks++;
      expect(played.state).toBe(inTurn.state);
    }),
    // A red run is told as it was found: to shorten twenty webhooks takes longer than to read them.
    { numRuns, seed: SEED, endOnFailure: true },
  );
  return looks;
}

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);
const secondOf = ({ triggeredAt }: Webhook): number => Math.floor(triggeredAt.getTime() / 1_000);

/** Placed, changed, edited, sent in two parcels, scanned, given back in part. */
async function liveALife(customerEmail: string, later: () => Promise<unknown>): Promise<Life> {
  const products = await control<{ variants: { id: number; requiresShipping: boolean }[] }[]>(
    "GET",
    `/shops/${DOMAIN}/products`,
  );
  const [one, two, three] = products
    .flatMap(({ variants }) => variants)
    .filter(({ requiresShipping }) => requiresShipping);
  const lines = [
    { variantId: one!.id, quantity: 2 },
    { variantId: two!.id, quantity: 1 },
  ];
  const order = await shop.placeOrder({ customerEmail, lines, payment: "paid" });
  await later();
  await shop.changeOrder(order.id, { note: "ring twice", email: `new.${customerEmail}` });
  await later();
  await control("PATCH", `/shops/${DOMAIN}/customers/${order.customerId}`, { firstName: "Adele" });
  await later();
  await shop.orderVerb(order.id, "edit", { add: [{ variantId: three!.id, quantity: 1 }] });
  await later();
  const [line] = order.lineItems;
  const first = await shop.ship(order.id, {
    carrier: "DHL",
    number: "JD014600003001",
    lines: [{ lineItemId: line!.id, quantity: 1 }],
  });
  await later();
  await control("POST", `/shops/${DOMAIN}/fulfillments/${first.id}/tracking`, { number: "JD014600003002" });
  await later();
  await shop.event(first.id, { status: "IN_TRANSIT" });
  await later();
  const second: Fulfillment = await shop.ship(order.id, { carrier: "DHL", number: "JD014600003003" });
  await later();
  await shop.event(first.id, { status: "OUT_FOR_DELIVERY" });
  await later();
  await shop.event(first.id, { status: "DELIVERED" });
  await later();
  await shop.event(second.id, { status: "IN_TRANSIT" });
  await later();
  await shop.event(second.id, { status: "DELIVERED" });
  await later();
  await shop.orderVerb(order.id, "refund", { amount: "3.00" });
  await later();
  await shop.orderVerb(order.id, "close");
  return { webhooks: await webhooksOf(order), truth: await readNow(order.id) };
}

/** Without those topics that always have the order read from Shopify: they would make it right by themselves. */
const TOPICS = /^(orders\/(create|updated|cancelled)|(customers|fulfillments|fulfillment_events)\/.*)$/;

async function webhooksOf({ id, customerId }: Order): Promise<Webhook[]> {
  const { webhooks } = await control<{
    webhooks: { topic: string; triggeredAt: string; body: Record<string, unknown> }[];
  }>("GET", `/webhooks?shop=${DOMAIN}`);
  return webhooks
    .filter(({ topic }) => TOPICS.test(topic))
    .filter(({ body }) => [id, customerId].includes((body.order_id ?? body.id) as number))
    .map(({ topic, body, triggeredAt }) => ({ topic, payload: body, triggeredAt: new Date(triggeredAt) }));
}

/** What `readOrderLive` would read now, whoever asks. */
async function readNow(orderId: number): Promise<OrderRecord> {
  const answer = await askAdmin(shopId, ReadOrder, {
    id: gidOf("Order", String(orderId)),
    paymentTerms: false,
  });
  if (!answer.ok || !answer.data.order) throw new Error("the order cannot be read");
  const { order } = answer.data;
  const customer = order.customer && { ...customerFromAdmin(order.customer), isLive: true };
  return { ...orderFromAdmin(order), customer };
}

interface Played {
  state: string;
  wasRead: boolean;
}

/** Plays webhooks in this turn and says what they leave behind. All in one transaction, which is taken back. */
async function play(turn: Webhook[], truth: OrderRecord): Promise<Played> {
  const taken = new Taken();
  const played = inShop(shopId, async (one): Promise<Played> => {
    for (const { topic, payload, triggeredAt } of turn)
      await topics[topic]!(one, structuredClone(payload), { topic, triggeredAt });
    const asked = await readsAskedFor(one);
    if (asked.has("rereadOrder")) await mirrorOrder(one, truth);
    if (asked.has("rereadCustomer")) await mirrorCustomer(one, truth.customer!);
    taken.played = { state: await stateOf(one), wasRead: asked.has("rereadOrder") };
    throw taken;
  });
  await expect(played).rejects.toBe(taken);
  return taken.played!;
}

class Taken extends Error {
  played: Played | null = null;
}

async function readsAskedFor({ sql }: Shop): Promise<Set<string>> {
  const rows = await sql<{ task: string }>`
    select distinct task.identifier as task
    from graphile_worker._private_jobs job join graphile_worker._private_tasks task on task.id = job.task_id`;
  return new Set(rows.map(({ task }) => task));
}

/** Everything that a newer word replaces, without our own ids and times. */
async function stateOf({ sql }: Shop): Promise<string> {
  const [row] = await sql<{ state: object }>`
    select json_build_object(
      'order', (select json_build_object('name', name, 'email', email, 'customerShopifyId', "customerShopifyId",
        'total', total, 'currency', currency, 'financialStatus', "financialStatus", 'cancelledAt', "cancelledAt",
        'closedAt', "closedAt", 'placedAt', "placedAt", 'requiresShipping', "requiresShipping", 'dueAt', "dueAt",
        'sourceUpdatedAt', to_char("sourceUpdatedAt", 'YYYY-MM-DD"T"HH24:MI:SS".000Z"')) from "Order"),
      'lines', (select json_agg(json_build_object('id', id, 'title', title, 'quantity', quantity,
        'currentQuantity', "currentQuantity") order by id) from "OrderLine"),
      'parcels', (select json_agg(json_build_object('id', id, 'status', status, 'carrier', carrier,
        'trackingNumbers', "trackingNumbers", 'trackingUrl', "trackingUrl", 'shipmentStatus', "shipmentStatus",
        'isDelivered', "deliveredAt" is not null, 'lastScanAt', "lastScanAt") order by id) from "Fulfillment"),
      'scans', (select json_agg(json_build_object('id', id, 'status', status, 'fulfillmentId', "fulfillmentId",
        'happenedAt', "happenedAt") order by id) from "FulfillmentEvent"),
      'customer', (select json_agg(json_build_object('shopifyId', "shopifyId", 'firstName', "firstName",
        'lastName', "lastName", 'points', (select json_agg(value order by value) from "ContactPoint" p
          where p."customerId" = c.id))) from "Customer" c where "shopifyId" is not null),
      'told', (select json_agg(key order by key) from "DomainEvent"
        where name in ('order.placed', 'order.fulfilled', 'parcel.delivered', 'parcel.out-for-delivery'))
    ) as state`;
  return JSON.stringify(row!.state);
}
