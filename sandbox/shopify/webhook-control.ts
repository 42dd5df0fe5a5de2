import { type ControlCall, refusal } from "../town-types.ts";
import type { Platform } from "./platform.ts";
import type { Change, Store } from "./store/contract.ts";
import { orderOf, storeOf } from "./store/control/call.ts";
import type { Order } from "./store/order-types.ts";
import { COMPLIANCE } from "./webhooks/subscriptions.ts";
import { shopChange, tellApp } from "./webhooks/tell-app.ts";

/** Control routes for webhooks: the log, sending what is due, repeats, compliance. */
export function addWebhookControl(platform: Platform): void {
  const { town, deliveries } = platform;
  town.control("GET /webhooks", ({ query }) => ({
    webhooks: deliveries
      .log()
      .filter((one) => !query.has("topic") || one.topic === query.get("topic"))
      .filter((one) => !query.has("shop") || one.shop === query.get("shop"))
      .map((one) => ({ ...one, body: JSON.parse(one.body) as unknown })),
  }));
  town.control("GET /webhooks/ledger", ({ query }) => ({
    lines: deliveries.ledger.since(Number(query.get("since") ?? 0), Number(query.get("most") ?? 10_000)),
    waiting: deliveries.waiting(),
  }));
  town.control("POST /webhooks/flush", ({ body }) =>
    deliveries.flush((body as { all?: boolean }).all === true),
  );
  town.control("POST /webhooks/come-again", () => ({ sent: deliveries.comeAgain() }));
  town.control("POST /shops/:domain/orders/:id/replay-webhook", (call) => replay(platform, call));
  town.control("POST /shops/:domain/compliance", (call) => comply(platform, call));
}

interface Replay {
  topic?: string;
  /** How often; 1 unless given. */
  times?: number;
  /** Also send every older version the app was ever sent of this order, out of order. */
  older?: boolean;
}

/** The same webhook again: new deliveries of what the order is now, and with `older` of what it was. */
function replay(platform: Platform, call: ControlCall) {
  const store = storeOf(platform.town, call);
  const { topic = "orders/updated", times = 1, older = false } = call.body as Replay;
  const order = orderOf(store, call);
  if (older)
    for (const one of platform.deliveries
      .log()
      .filter((sent) => isAbout(sent.body, order))
      .reverse())
      platform.deliveries.send({
        ...one,
        webhookId: crypto.randomUUID(),
        outcome: "waiting",
        attempts: [],
        key: crypto.randomUUID(),
      });
  for (let time = 0; time < times; time++) tellApp(platform, store, orderChange(store, order, topic));
  return { sent: times };
}

function isAbout(body: string, order: Order) {
  const said = JSON.parse(body) as { id?: unknown; line_items?: unknown };
  return said.id === order.id && said.line_items !== undefined;
}

function orderChange(store: Store, order: Order, topic: string): Change {
  return {
    topic,
    resource: "Order",
    id: order.id,
    at: store.now(),
    record: order,
    orderId: order.id,
    detail: {},
  };
}

function comply(platform: Platform, call: ControlCall) {
  const store = storeOf(platform.town, call);
  const { topic, customerId, ...detail } = call.body as { topic?: string; customerId?: number };
  if (!topic || !COMPLIANCE.has(topic)) throw refusal(400, `topic is one of ${[...COMPLIANCE].join(", ")}`);
  const customer = customerId === undefined ? null : store.customer(customerId);
  if (topic !== "shop/redact" && !customer)
    throw refusal(404, `no customer ${customerId} in ${store.domain}`);
  const about = customer ? { resource: "Customer", id: customer.id, record: customer, detail } : {};
  tellApp(platform, store, { ...shopChange(store, topic), ...about });
  return { sent: topic };
}
