import { randomUUID } from "node:crypto";
import type { FaultName, Town } from "../town-types.ts";
import type { MetaApp, PostedWebhook, WebhookOrder } from "./meta-types.ts";
import { escapedJson, hubSignature } from "./sign-webhook.ts";

const MINUTE = 60_000;
/** At once, then ever more seldom over 36 hours. */
const RETRY_MINUTES = [1, 5, 15, 60, 180, 480, 720, 679];
const FAULTS: FaultName[] = ["drop", "delay", "duplicate", "shuffle"];
const PATIENCE_MS = 10_000;
const LONGEST_LOG = 20_000;

interface Waiting extends PostedWebhook {
  signature: string;
}

/** Meta's webhooks on their way to `/webhooks/meta`: in turn for one owner, side by side for different ones. */
export class MetaWebhooks {
  posted: PostedWebhook[] = [];
  #town: Town;
  #app: MetaApp;
  #held: Waiting[] = [];
  #chains = new Map<string, Promise<void>>();

  constructor(town: Town, app: MetaApp) {
    this.#town = town;
    this.#app = app;
  }

  /** Posts one webhook, unless the fault menu (`meta-webhooks`) has other plans. Resolves with its first attempt. */
  async tell({ object, owner, entry, forged = false }: WebhookOrder): Promise<PostedWebhook> {
    const body = escapedJson({ object, entry });
    const secret = forged ? `${this.#app.secret}?` : this.#app.secret;
    const webhook = this.#note({ object, owner, body, signature: hubSignature(body, secret) });
    const fault = this.#town.faults.strike("meta-webhooks", { object, owner, body: { text: body } }, FAULTS);
    if (fault?.fault === "drop") webhook.outcome = "dropped";
    else if (fault?.fault === "delay") this.#wait(webhook, fault.delayMs);
    else if (fault?.fault === "shuffle") this.#hold(webhook);
    else {
      const copies = fault?.fault === "duplicate" ? fault.copies : 0;
      for (let copy = 0; copy < copies; copy++) void this.#enqueue(this.#note(webhook));
      await this.#enqueue(webhook);
    }
    return webhook;
  }

  /** Lets go what a shuffle holds back, last first. */
  release(): void {
    const letGo = this.#held.reverse();
    this.#held = [];
    for (const webhook of letGo) void this.#enqueue(webhook);
  }

  clear(): void {
    this.#held = [];
    this.posted = [];
  }

  #hold(webhook: Waiting): void {
    webhook.outcome = "held";
    this.#held.push(webhook);
  }

  #note({
    object,
    owner,
    body,
    signature,
  }: Pick<Waiting, "object" | "owner" | "body" | "signature">): Waiting {
    const webhook: Waiting = {
      id: randomUUID(),
      object,
      owner,
      body,
      signature,
      outcome: "waiting",
      attempts: [],
    };
    if (this.posted.length >= LONGEST_LOG) this.posted.splice(0, LONGEST_LOG / 2);
    this.posted.push(webhook);
    return webhook;
  }

  #enqueue(webhook: Waiting): Promise<void> {
    const before = this.#chains.get(webhook.owner) ?? Promise.resolve();
    const done = before.then(() => this.#attempt(webhook));
    this.#chains.set(webhook.owner, done);
    void this.#town.track(done).then(() => {
      if (this.#chains.get(webhook.owner) === done) this.#chains.delete(webhook.owner);
    });
    return done;
  }

  async #attempt(webhook: Waiting): Promise<void> {
    const { clock } = this.#town;
    const answered = await post(this.#town.app.url, webhook);
    webhook.attempts.push({ at: clock.iso(), ...answered });
    const retry = this.#town.app.url ? RETRY_MINUTES[webhook.attempts.length - 1] : undefined;
    if (answered.status === 200) webhook.outcome = "delivered";
    else if (retry === undefined) webhook.outcome = "lost";
    else this.#wait(webhook, retry * MINUTE);
    const { id, object, outcome } = webhook;
    this.#town.announce({ kind: "meta-webhook", id, object, outcome, status: answered.status });
  }

  #wait(webhook: Waiting, ms: number): void {
    webhook.outcome = webhook.attempts.length ? "retrying" : "waiting";
    this.#town.clock.at(this.#town.clock.now() + ms, () => this.#enqueue(webhook));
  }
}

async function post(app: string, { body, signature }: Waiting) {
  if (!app) return { status: null, error: "the town knows no app" };
  try {
    const answer = await fetch(`${app}/webhooks/meta`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "user-agent": "facebookexternalua",
        accept: "*/*",
        "x-hub-signature-256": signature,
      },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await answer.arrayBuffer();
    return { status: answer.status, error: null };
  } catch (error) {
    return { status: null, error: String((error as Error).cause ?? error) };
  }
}
