import type { DeliveryLine } from "#sandbox/shopify/webhooks/delivery-ledger.ts";
import { control } from "#tests/town.ts";

/** What befell one webhook, over all its attempts and copies. */
export interface Told {
  topic: string;
  /** How often it was handed over for delivery: more than once where Shopify repeats itself. */
  sent: number;
  attempts: number;
  acknowledged: number;
  /** Shopify tried as often as it does, and gave up. */
  lost: number;
  slowestMs: number;
}

/** The town's ledger of deliveries, read as it grows. It stands outside of everything that is killed. */
export class Deliveries {
  readonly told = new Map<string, Told>();
  /** Handed over for delivery, repeats counted. */
  sent = 0;
  waiting = 0;
  readonly refusals = { unavailable: 0, unreachable: 0, others: 0 };
  private read = 0;
  private reading: Promise<void> | null = null;
  private readonly shop: string;

  constructor(shop: string) {
    this.shop = shop;
  }

  /** One reading for all who ask meanwhile: no line may count twice. */
  catchUp(): Promise<void> {
    this.reading ??= this.readOn().finally(() => (this.reading = null));
    return this.reading;
  }

  /** What was told until now is no part of the trial. */
  async forgetThePast(): Promise<void> {
    await this.catchUp();
    this.told.clear();
    this.sent = 0;
  }

  private async readOn(): Promise<void> {
    for (;;) {
      const { lines, waiting } = await control<{ lines: DeliveryLine[]; waiting: number }>(
        "GET",
        `/webhooks/ledger?since=${this.read}`,
      );
      this.waiting = waiting;
      if (!lines.length) return;
      this.read = lines.at(-1)!.n;
      for (const line of lines) if (line.shop === this.shop) this.note(line);
    }
  }

  private note({ webhookId, topic, attempt, status, outcome, ms }: DeliveryLine): void {
    const told = this.told.get(webhookId) ?? {
      topic,
      sent: 0,
      attempts: 0,
      acknowledged: 0,
      lost: 0,
      slowestMs: 0,
    };
    this.told.set(webhookId, told);
    if (attempt === 0) {
      told.sent++;
      this.sent++;
      return;
    }
    told.attempts++;
    told.slowestMs = Math.max(told.slowestMs, ms);
    if (outcome === "delivered") told.acknowledged++;
    else if (status === null) this.refusals.unreachable++;
    else if (status === 503) this.refusals.unavailable++;
    else this.refusals.others++;
    if (outcome === "lost") told.lost++;
  }
}
