import { randomUUID } from "node:crypto";
import type { Fault, FaultName, Town } from "../../town-types.ts";
import { signWebhook } from "../signatures.ts";

/** Shopify gives an app five seconds in all, and tries eight times more over four hours. */
const TIMEOUT_MS = 5_000;
const RETRY_MINUTES = [1, 2, 4, 8, 16, 32, 64, 113];
const FAULTS: FaultName[] = ["drop", "delay", "duplicate", "shuffle", "stale"];

export type Outcome = "waiting" | "delivered" | "retrying" | "lost" | "dropped" | "held";

/** One webhook on its way to one address, with the payload as it was when the thing happened. */
export interface Delivery {
  webhookId: string;
  eventId: string;
  topic: string;
  shop: string;
  uri: string;
  apiVersion: string;
  triggeredAt: string;
  body: string;
  /** Deliveries of the same key leave in order; different keys do not wait for each other. */
  key: string;
  outcome: Outcome;
  attempts: { at: string; status: number | null; error: string | null }[];
  /** Milliseconds of the town's time at which the next attempt is due. */
  dueAt: number;
}

export interface Deliveries {
  send(delivery: Delivery): void;
  log(): Delivery[];
  /** Sends what is due (or, with `all`, whatever waits) and waits for it. */
  flush(all: boolean): Promise<{ delivered: number; waiting: number }>;
  /** Lets go what a shuffle holds back. */
  release(): void;
  clear(): void;
}

/** Posts webhooks to the app. `secret` is what Shopify signs with at that moment. */
export function openDeliveries(town: Town, secret: () => string): Deliveries {
  let log: Delivery[] = [];
  let held: Delivery[] = [];
  const chains = new Map<string, Promise<void>>();
  const stale = new Map<string, Delivery>();
  const callOffs = new Map<Delivery, () => void>();

  function send(delivery: Delivery) {
    log.push(delivery);
    const fault = town.faults.strike("webhooks", factsOf(delivery), FAULTS);
    const old = stale.get(delivery.key);
    if (fault) misdeliver(delivery, fault);
    else void enqueue(delivery);
    if (!old) return;
    stale.delete(delivery.key);
    void enqueue(again(old, randomUUID()));
  }

  function misdeliver(delivery: Delivery, fault: Fault) {
    if (fault.fault === "drop") delivery.outcome = "dropped";
    else if (fault.fault === "delay") wait(delivery, town.clock.now() + fault.delayMs);
    else if (fault.fault === "shuffle") {
      delivery.outcome = "held";
      held.push(delivery);
    } else {
      void enqueue(delivery);
      if (fault.fault === "stale") stale.set(delivery.key, delivery);
      for (let copy = 0; fault.fault === "duplicate" && copy < Math.max(1, fault.copies); copy++)
        void enqueue(again(delivery, delivery.webhookId));
    }
  }

  function again(delivery: Delivery, webhookId: string): Delivery {
    const copy: Delivery = { ...delivery, webhookId, outcome: "waiting", attempts: [] };
    log.push(copy);
    return copy;
  }

  function enqueue(delivery: Delivery): Promise<void> {
    const before = chains.get(delivery.key) ?? Promise.resolve();
    const done = before.then(() => attempt(delivery));
    chains.set(delivery.key, done);
    void town.track(done).then(() => {
      if (chains.get(delivery.key) === done) chains.delete(delivery.key);
    });
    return done;
  }

  async function attempt(delivery: Delivery) {
    const result = await post(delivery);
    delivery.attempts.push({ at: town.clock.iso(), ...result });
    if (result.status !== null && result.status >= 200 && result.status < 300) delivery.outcome = "delivered";
    else retryLater(delivery);
    const { topic, shop, webhookId, outcome } = delivery;
    town.announce({ kind: "webhook", topic, shop, webhookId, outcome, status: result.status });
  }

  async function post(delivery: Delivery): Promise<{ status: number | null; error: string | null }> {
    if (!town.app.url) return { status: null, error: "the town knows no app" };
    try {
      const response = await fetch(addressOf(delivery.uri, town.app.url), {
        method: "POST",
        headers: headersOf(delivery, secret()),
        body: delivery.body,
        redirect: "manual",
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await response.arrayBuffer();
      return { status: response.status, error: null };
    } catch (error) {
      return {
        status: null,
        error: error instanceof Error ? `${error.message} ${error.cause ?? ""}` : String(error),
      };
    }
  }

  function retryLater(delivery: Delivery) {
    const minutes = town.app.url ? RETRY_MINUTES[delivery.attempts.length - 1] : undefined;
    if (minutes === undefined) delivery.outcome = "lost";
    else wait(delivery, town.clock.now() + minutes * 60_000);
    if (delivery.attempts.length > 0 && delivery.outcome === "waiting") delivery.outcome = "retrying";
  }

  function wait(delivery: Delivery, dueAt: number) {
    delivery.dueAt = dueAt;
    delivery.outcome = "waiting";
    const run = () => {
      callOffs.delete(delivery);
      return enqueue(delivery);
    };
    callOffs.set(delivery, town.clock.at(dueAt, run));
  }

  function release() {
    const letGo = held.reverse();
    held = [];
    for (const delivery of letGo) {
      // A key of its own: it overtakes what it would have waited for.
      delivery.key = delivery.webhookId;
      void enqueue(delivery);
    }
  }

  return {
    send,
    release,
    log: () => log,
    async flush(all) {
      release();
      const due = [...callOffs].filter(([delivery]) => all || delivery.dueAt <= town.clock.now());
      for (const [delivery, callOff] of due) {
        callOff();
        callOffs.delete(delivery);
        void enqueue(delivery);
      }
      while (chains.size > 0) await Promise.all(chains.values());
      const isDelivered = (one: Delivery) => one.outcome === "delivered";
      return { delivered: log.filter(isDelivered).length, waiting: callOffs.size };
    },
    clear() {
      for (const callOff of callOffs.values()) callOff();
      callOffs.clear();
      stale.clear();
      held = [];
      log = [];
    },
  };
}

export function headersOf(delivery: Delivery, secret: string): Record<string, string> {
  return {
    "Content-Type": "application/json",
    "User-Agent": "Shopify-Captain-Hook",
    "X-Shopify-Topic": delivery.topic,
    "X-Shopify-Hmac-Sha256": signWebhook(delivery.body, secret),
    "X-Shopify-Shop-Domain": delivery.shop,
    "X-Shopify-API-Version": delivery.apiVersion,
    "X-Shopify-Webhook-Id": delivery.webhookId,
    "X-Shopify-Event-Id": delivery.eventId,
    // Nanoseconds, as Shopify writes them.
    "X-Shopify-Triggered-At": delivery.triggeredAt.replace("Z", "000000Z"),
  };
}

/** The app's own host, whatever host the toml was written for. */
function addressOf(uri: string, app: string): string {
  const { pathname, search } = new URL(uri, app);
  return new URL(`${pathname}${search}`, app).href;
}

function factsOf({ topic, shop, uri }: Delivery) {
  return { topic, shop, path: uri };
}
