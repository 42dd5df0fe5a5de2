/**
 * Shopify's leaky bucket as we last heard of it (shopify.dev, "API limits"): points per app and shop, restored each
 * second. Times are milliseconds of a monotonic clock, so that a moved wall clock neither fills nor empties it.
 */
export interface CostBucket {
  available: number;
  maximum: number;
  restoredASecond: number;
  at: number;
  /** Points asked for and not yet answered, here. */
  pending: number;
}

/** `extensions.cost.throttleStatus`; Shopify may send floats. */
export interface ThrottleStatus {
  maximumAvailable: number;
  currentlyAvailable: number;
  restoreRate: number;
}

/** Before the first answer: the smallest plan's figures. */
export const openBucket = (at: number): CostBucket => ({
  available: 1_000,
  maximum: 1_000,
  restoredASecond: 100,
  at,
  pending: 0,
});

/** Takes the points now, if need be on credit, and says how many milliseconds to wait first: first come, first served. */
export function take(bucket: CostBucket, cost: number, at: number): number {
  const restored = ((at - bucket.at) / 1_000) * bucket.restoredASecond;
  bucket.available = Math.min(bucket.maximum, bucket.available + restored) - cost;
  bucket.at = at;
  bucket.pending += cost;
  return Math.max(0, Math.ceil((-bucket.available / bucket.restoredASecond) * 1_000));
}

/** Undoes a `take` that was not used. */
export function giveBack(bucket: CostBucket, cost: number): void {
  bucket.pending -= cost;
  bucket.available += cost;
}

/** Ends a `take` with what Shopify said; other processes draw on the same bucket, so its word counts. */
export function settle(bucket: CostBucket, cost: number, status: ThrottleStatus | null, at: number): void {
  bucket.pending -= cost;
  if (!status || !(status.restoreRate > 0)) return;
  bucket.maximum = status.maximumAvailable;
  bucket.restoredASecond = status.restoreRate;
  bucket.available = status.currentlyAvailable - bucket.pending;
  bucket.at = at;
}
