import { randomUUID } from "node:crypto";
import type { Fault, FaultName, Town } from "../../town-types.ts";
import { DeliveryLedger } from "./delivery-ledger.ts";
import { type Delivery, postWebhook } from "./post-webhook.ts";

/** After the first attempt Shopify tries eight times more over four hours. */
const RETRY_MINUTES = [1, 2, 4, 8, 16, 32, 64, 113];
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const FAULTS: FaultName[] = ["drop", "delay", "duplicate", "twin", "shuffle", "stale"];
/** A load test must not fill the town's memory with what was delivered long ago. */
const LONGEST_LOG = 20_000;

/** The webhooks of a town: those under way, those that wait, the log of the last and the ledger of all. */
export class Deliveries {
  readonly ledger: DeliveryLedger;
  #town: Town;
  /** What Shopify signs with at that moment. */
  #secret: () => string;
  #log: Delivery[] = [];
  #held: Delivery[] = [];
  #chains = new Map<string, Promise<void>>();
  #stale = new Map<string, Delivery>();
  #callOffs = new Map<Delivery, () => void>();
  /** What is due at the same moment, by that moment. */
  #due = new Map<number, Set<Delivery>>();

  constructor(town: Town, secret: () => string) {
    this.#town = town;
    this.#secret = secret;
    this.ledger = new DeliveryLedger(town.clock.iso);
  }

  /** How many wait for a retry, for the end of a delay or for a shuffle to let them go. */
  waiting(): number {
    return this.#callOffs.size + this.#held.length;
  }

  log(): Delivery[] {
    return this.#log;
  }

  /** Sends a webhook, unless the fault menu has other plans for it. */
  send(delivery: Delivery): void {
    this.#note(delivery);
    const facts = { topic: delivery.topic, shop: delivery.shop, path: delivery.uri };
    const fault = this.#town.faults.strike("webhooks", facts, FAULTS);
    const old = this.#stale.get(delivery.key);
    if (fault) this.#misdeliver(delivery, fault);
    else void this.#enqueue(delivery);
    if (!old) return;
    this.#stale.delete(delivery.key);
    void this.#enqueue(this.#again(old, randomUUID()));
  }

  /** Sends what is due (or, with `all`, whatever waits) and waits for it. */
  async flush(all: boolean): Promise<{ delivered: number; waiting: number }> {
    this.release();
    this.#sendNow((one) => all || one.dueAt <= this.#town.clock.now());
    while (this.#chains.size > 0) await Promise.all(this.#chains.values());
    const delivered = this.#log.filter((one) => one.outcome === "delivered").length;
    return { delivered, waiting: this.#callOffs.size };
  }

  /** Sends at once, and not in a minute, what the app was too busy to take (503). Returns how many. */
  comeAgain(): number {
    return this.#sendNow(({ attempts }) => attempts.at(-1)?.status === 503);
  }

  /** Lets go what a shuffle holds back, last first. */
  release(): void {
    const letGo = this.#held.reverse();
    this.#held = [];
    for (const delivery of letGo) {
      // A key of its own: it overtakes what it would have waited for.
      delivery.key = delivery.webhookId;
      void this.#enqueue(delivery);
    }
  }

  clear(): void {
    for (const callOff of this.#callOffs.values()) callOff();
    this.#callOffs.clear();
    this.#due.clear();
    this.#stale.clear();
    this.#held = [];
    this.#log = [];
    this.ledger.clear();
  }

  /** Waits no longer with these. Returns how many. */
  #sendNow(which: (delivery: Delivery) => boolean): number {
    const chosen = [...this.#callOffs].filter(([delivery]) => which(delivery));
    for (const [delivery, callOff] of chosen) {
      callOff();
      this.#callOffs.delete(delivery);
      void this.#enqueue(delivery);
    }
    return chosen.length;
  }

  #misdeliver(delivery: Delivery, { fault, delayMs, copies }: Fault): void {
    if (fault === "drop") {
      delivery.outcome = "dropped";
      this.ledger.note(delivery);
    } else if (fault === "delay") this.#wait(delivery, this.#town.clock.now() + delayMs);
    else if (fault === "shuffle") {
      delivery.outcome = "held";
      this.#held.push(delivery);
    } else {
      void this.#enqueue(delivery);
      if (fault === "stale") return void this.#stale.set(delivery.key, delivery);
      for (let copy = 0; copy < Math.max(1, copies); copy++) this.#repeat(delivery, fault, delayMs);
    }
  }

  /** A twin is the same event by way of another subscription: it has a webhook id of its own. */
  #repeat(delivery: Delivery, fault: FaultName, delayMs: number): void {
    const copy = this.#again(delivery, fault === "twin" ? randomUUID() : delivery.webhookId);
    if (delayMs > 0) this.#wait(copy, this.#town.clock.now() + delayMs);
    else void this.#enqueue(copy);
  }

  #again(delivery: Delivery, webhookId: string): Delivery {
    const copy: Delivery = { ...delivery, webhookId, outcome: "waiting", attempts: [] };
    this.#note(copy);
    return copy;
  }

  #note(delivery: Delivery): void {
    if (this.#log.length >= LONGEST_LOG) this.#log.splice(0, LONGEST_LOG / 2);
    this.#log.push(delivery);
    this.ledger.note(delivery);
  }

  #enqueue(delivery: Delivery): Promise<void> {
    const { key } = delivery;
    const before = this.#chains.get(key) ?? Promise.resolve();
    const done = before.then(() => this.#attempt(delivery));
    this.#chains.set(key, done);
    void this.#town.track(done).then(() => {
      if (this.#chains.get(key) === done) this.#chains.delete(key);
    });
    return done;
  }

  async #attempt(delivery: Delivery): Promise<void> {
    const { app, clock } = this.#town;
    const result = await postWebhook(delivery, app.url, this.#secret());
    delivery.attempts.push({ at: clock.iso(), ...result });
    if (result.status !== null && result.status >= 200 && result.status < 300) delivery.outcome = "delivered";
    else this.#retryLater(delivery);
    this.ledger.note(delivery);
    const { topic, shop, webhookId, outcome } = delivery;
    this.#town.announce({ kind: "webhook", topic, shop, webhookId, outcome, status: result.status });
  }

  #retryLater(delivery: Delivery): void {
    const { app, clock } = this.#town;
    const minutes = app.url ? RETRY_MINUTES[delivery.attempts.length - 1] : undefined;
    if (minutes === undefined) {
      delivery.outcome = "lost";
      return;
    }
    this.#wait(delivery, clock.now() + minutes * MINUTE);
    delivery.outcome = "retrying";
  }

  #wait(delivery: Delivery, dueAt: number): void {
    const isSoon = dueAt - this.#town.clock.now() < MINUTE;
    delivery.dueAt = isSoon ? dueAt : Math.floor(dueAt / SECOND) * SECOND;
    delivery.outcome = "waiting";
    const together = this.#due.get(delivery.dueAt) ?? this.#dueAt(delivery.dueAt);
    together.add(delivery);
    this.#callOffs.set(delivery, () => together.delete(delivery));
  }

  /** One alarm for all of a moment, side by side: a moved clock stops at each alarm and tells every process of it. */
  #dueAt(at: number): Set<Delivery> {
    const together = new Set<Delivery>();
    this.#due.set(at, together);
    this.#town.clock.at(at, async () => {
      this.#due.delete(at);
      for (const delivery of together) this.#callOffs.delete(delivery);
      await Promise.all([...together].map((delivery) => this.#enqueue(delivery)));
    });
    return together;
  }
}
