import type { Delivery, Outcome } from "./post-webhook.ts";

/** One line of what Shopify remembers of a delivery: an attempt with its answer, or that it was sent or given up. */
export interface DeliveryLine {
  n: number;
  /** The town's time. */
  at: string;
  webhookId: string;
  eventId: string;
  topic: string;
  shop: string;
  triggeredAt: string;
  /** 0: handed over for delivery, nothing tried yet. */
  attempt: number;
  status: number | null;
  error: string | null;
  ms: number;
  outcome: Outcome;
}

/**
 * Every attempt of every webhook with its answer, without the bodies: by this a proof judges what the app did. Unlike
 * the log, which forgets, it is complete until the next reset.
 */
export class DeliveryLedger {
  #lines: DeliveryLine[] = [];
  #now: () => string;

  constructor(now: () => string) {
    this.#now = now;
  }

  note({ webhookId, eventId, topic, shop, triggeredAt, attempts, outcome }: Delivery): void {
    const { status, error, ms } = attempts.at(-1) ?? { status: null, error: null, ms: 0 };
    const facts = { webhookId, eventId, topic, shop, triggeredAt, attempt: attempts.length, outcome };
    this.#lines.push({ n: this.#lines.length + 1, at: this.#now(), ...facts, status, error, ms });
  }

  /** At most `most` lines after line `n`, in turn. */
  since(n: number, most = Number.POSITIVE_INFINITY): DeliveryLine[] {
    return this.#lines.slice(n, n + most);
  }

  clear(): void {
    this.#lines = [];
  }
}
