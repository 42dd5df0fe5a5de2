import { pause, SECOND } from "#app/clock.ts";
import { type CostBucket, openBucket, settle, spend, type ThrottleStatus, waitFor } from "./cost-bucket.ts";

interface Line {
  bucket: CostBucket;
  /** Ends when everyone who came before has left. */
  last: Promise<void>;
  /** Points of those who stand in line. */
  queued: number;
}

const LONGEST_WAIT = 30 * SECOND;
/** The wait is looked at again this often: answers on their way may bring points back. */
const LOOK_AGAIN = 250;

/**
 * Waits until this shop's bucket has the points, first come first served, and spends them. False, at once, where that
 * would take too long: a shopper hears so now, and a job comes again later. Each true wants its `endTurn`.
 */
export async function takeTurn(domain: string, cost: number): Promise<boolean> {
  const line = lineOf(domain);
  if (waitFor(line.bucket, line.queued + cost, performance.now()) > LONGEST_WAIT) return false;
  line.queued += cost;
  const before = line.last;
  const { promise, resolve: leave } = Promise.withResolvers<void>();
  line.last = promise;
  await before;
  await untilThere(line.bucket, cost);
  line.queued -= cost;
  spend(line.bucket, cost, performance.now());
  leave();
  return true;
}

async function untilThere(bucket: CostBucket, cost: number): Promise<void> {
  // A query may cost more than we believe the bucket holds: then a full one has to do.
  const wait = waitFor(bucket, Math.min(cost, bucket.maximum), performance.now());
  if (!wait) return;
  await pause(Math.min(wait, LOOK_AGAIN));
  return untilThere(bucket, cost);
}

/** Says what Shopify answered about the bucket; null where it said nothing. */
export function endTurn(domain: string, cost: number, status: ThrottleStatus | null): void {
  settle(lineOf(domain).bucket, cost, status, performance.now());
}

const lines = new Map<string, Line>();

function lineOf(domain: string): Line {
  const line = lines.get(domain) ?? {
    bucket: openBucket(performance.now()),
    last: Promise.resolve(),
    queued: 0,
  };
  lines.set(domain, line);
  return line;
}
