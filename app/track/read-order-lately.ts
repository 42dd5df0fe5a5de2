import { later, now, SECOND } from "#app/clock.ts";
import { type LiveRead, readOrderLive } from "#app/orders/read-order-live.ts";

/** How old the facts on a page may be. An alert that sends a family to one page asks Shopify once. */
const FRESH_MS = 30 * SECOND;
const MOST_KEPT = 500;

const lately = new Map<string, { read: Promise<LiveRead>; until: Date }>();

/** Reads an order from Shopify, or takes what was read of it within the last half minute. A failure is not kept. */
export function readOrderLately(shopId: string, orderId: string): Promise<LiveRead> {
  const key = `${shopId}/${orderId}`;
  const known = lately.get(key);
  if (known && known.until > now()) return known.read;
  const read = readOrderLive(shopId, orderId);
  const forget = () => void (lately.get(key)?.read === read && lately.delete(key));
  read.then(({ ok }) => ok || forget(), forget);
  lately.delete(key);
  lately.set(key, { read, until: later(now(), FRESH_MS) });
  forgetOldest();
  return read;
}

/** An order holds who and where: what is past its half minute goes with the next read. */
function forgetOldest(): void {
  // Each key is put in anew, so the first are the oldest.
  for (const [key, { until }] of lately) {
    if (until > now() && lately.size <= MOST_KEPT) return;
    lately.delete(key);
  }
}
