/** A leaky bucket of one app on one shop: `restoreRate` points a second, never above `maximum`. */
export interface Bucket {
  maximum: number;
  restoreRate: number;
  available: number;
  /** When `available` was last right, in milliseconds of the town's time. */
  at: number;
}

/** Shopify's plans: points a second, and twenty seconds' worth of them at most. */
const RATES: Record<string, number> = { standard: 100, advanced: 200, plus: 1000, enterprise: 2000 };

export function bucketOfPlan(plan: string, at: number): Bucket {
  const restoreRate = RATES[plan] ?? RATES.standard!;
  const maximum = restoreRate * 20;
  return { maximum, restoreRate, available: maximum, at };
}

/** Takes the points, or says no and takes nothing. */
export function take(bucket: Bucket, points: number, at: number): boolean {
  refill(bucket, at);
  if (points > bucket.available) return false;
  bucket.available -= points;
  return true;
}

/** Gives back what was asked for and not used. */
export function giveBack(bucket: Bucket, points: number) {
  bucket.available = Math.min(bucket.maximum, bucket.available + points);
}

export function throttleStatus({ maximum, available, restoreRate }: Bucket) {
  return { maximumAvailable: maximum, currentlyAvailable: Math.floor(available), restoreRate };
}

function refill(bucket: Bucket, at: number) {
  const seconds = Math.max(0, at - bucket.at) / 1000;
  bucket.available = Math.min(bucket.maximum, bucket.available + seconds * bucket.restoreRate);
  bucket.at = at;
}
