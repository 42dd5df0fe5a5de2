import type { SendLimit } from "#app/channels/channel.ts";
import { later } from "#app/clock.ts";
import type { Shop } from "#app/db.server.ts";
import { takeInTransaction } from "#app/rate-limit.server.ts";
import { keyedHash } from "#app/seal.server.ts";

/** Of every limit, marketing leaves this share to what shoppers wait for (reliability R14). */
const FOR_SERVICE = 0.2;

/**
 * Takes this message's turn at every pace that it counts against: of the sender, its brand, the pair, the portfolio.
 * All workers and shops share them by their keys. Else until when it waits.
 */
export async function takeTurn(
  shop: Shop,
  limits: SendLimit[],
  { isMarketing }: { isMarketing: boolean },
): Promise<{ ok: true } | { ok: false; until: Date }> {
  // A message that one pace holds back counts against none.
  if (limits.length) await shop.sql`savepoint turn`;
  for (const { key, most, perMs } of limits) {
    const share = isMarketing ? Math.max(1, Math.floor(most * (1 - FOR_SERVICE))) : most;
    const taken = await takeInTransaction(shop, `pace:${keyedHash("pace", key)}`, { most: share, perMs });
    if (taken.ok) continue;
    await shop.sql`rollback to savepoint turn`;
    return { ok: false, until: later(shop.at, taken.retryAfterMs) };
  }
  return { ok: true };
}
