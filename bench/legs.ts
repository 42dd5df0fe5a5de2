/** Waits for messages by their words, as the other side hears them; counts what came more than once. */
export class Ears {
  heard = 0;
  doubled = 0;
  private readonly waiting = new Map<string, (at: number) => void>();
  private readonly known = new Set<string>();

  /** Resolves with the monotonic time at which this was heard. */
  wait(text: string): Promise<number> {
    return new Promise((resolve) => this.waiting.set(text, resolve));
  }

  hear(text: string): void {
    if (this.known.has(text)) this.doubled++;
    const resolve = this.waiting.get(text);
    if (!resolve) return;
    this.known.add(text);
    this.waiting.delete(text);
    this.heard++;
    resolve(performance.now());
  }

  get lost(): number {
    return this.waiting.size;
  }
}

export interface Side {
  /** A shopper says this; resolves when staff's page shows it. */
  toStaff(shopper: number, text: string): Promise<void>;
  /** Staff answer with this; resolves when the shopper's page shows it. */
  toShopper(shopper: number, text: string): Promise<void>;
}

export interface Sample {
  toStaff: number[];
  toShopper: number[];
}

const EACH_MS = 2_000;
/** After this a message counts as lost. */
const PATIENCE_MS = 15_000;

/**
 * Open loop: every shopper says something each two seconds, come what may, spread evenly; staff answer each at once.
 * Returns the time of each leg in milliseconds.
 */
export async function play(side: Side, shoppers: number, seconds: number, name: string): Promise<Sample> {
  const sample: Sample = { toStaff: [], toShopper: [] };
  const talks = Array.from({ length: shoppers }, (_, shopper) => talk(shopper));
  await Promise.all(talks);
  return sample;

  async function talk(shopper: number) {
    await pause((shopper / shoppers) * EACH_MS);
    const trips: Promise<void>[] = [];
    for (let turn = 0; turn < (seconds * 1_000) / EACH_MS; turn++) {
      trips.push(roundTrip(shopper, `${name}-${shopper}-${turn}`));
      await pause(EACH_MS);
    }
    await Promise.race([Promise.all(trips), pause(PATIENCE_MS)]);
  }

  async function roundTrip(shopper: number, text: string) {
    sample.toStaff.push(await timed(() => side.toStaff(shopper, `${text}-in`)));
    sample.toShopper.push(await timed(() => side.toShopper(shopper, `${text}-out`)));
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));
