/**
 * Shopify's leaky bucket as we last heard of it (shopify.dev, "API limits"): points per app and shop, restored each
 * second. Times are milliseconds of a monotonic clock, so that a moved wall clock neither fills nor empties it.
 */
export interface CostBucket {
  available: number;
  maximum: number;
  restoredASecond: number;
  at: number;
  /** Points spent here on calls that are not answered yet. */
  pending: number;
}

/** `extensions.cost.throttleStatus`; Shopify may send floats. */
export interface ThrottleStatus {
  maximumAvailable: number;
  currentlyAvailable: number;
  restoreRate: number;
}

/** Before the first answer: less than the smallest plan has. */
export const openBucket = (at: number): CostBucket => ({
  available: 1_000,
  maximum: 1_000,
  restoredASecond: 100,
  at,
  pending: 0,
});

/** Milliseconds until so many points are there; 0: now. */
export function waitFor(bucket: CostBucket, cost: number, at: number): number {
  const missing = cost - availableAt(bucket, at);
  return Math.max(0, Math.ceil((missing / bucket.restoredASecond) * 1_000));
}

/** Spends the points of a call that leaves now. */
export function spend(bucket: CostBucket, cost: number, at: number): void {
  bucket.available = availableAt(bucket, at) - cost;
  bucket.at = at;
  bucket.pending += cost;
}

/**
 * Ends a `spend` with what Shopify said. Its word counts, for other processes draw on the same bucket and what a
 * query did not use comes back; calls still on their way may not be in it, so they are taken off again.
 */
export function settle(bucket: CostBucket, cost: number, status: ThrottleStatus | null, at: number): void {
  bucket.pending -= cost;
  if (!status || !(status.restoreRate > 0)) return;
  bucket.maximum = status.maximumAvailable;
  bucket.restoredASecond = status.restoreRate;
  bucket.available = status.currentlyAvailable - bucket.pending;
  bucket.at = at;
}

const availableAt = (bucket: CostBucket, at: number): number =>
  Math.min(bucket.maximum, bucket.available + ((at - bucket.at) / 1_000) * bucket.restoredASecond);
