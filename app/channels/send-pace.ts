import type { SendLimit } from "#app/channels/channel.ts";
import type { Shop } from "#app/db.server.ts";
import { type Bucket, fillBuckets, holdBuckets } from "#app/rate-limit.server.ts";
import { keyedHash } from "#app/seal.server.ts";

/** Of every limit, marketing leaves this share to what shoppers wait for (reliability R14). */
const FOR_SERVICE = 0.2;

export interface TurnWanted {
  limits: SendLimit[];
  isMarketing: boolean;
}

export type Turn = { ok: true } | { ok: false; until: Date };

/**
 * Takes each message's turn, in their order, at every pace that it counts against: of the sender, its brand, the pair,
 * the portfolio. All workers and shops share them by their keys. What one pace holds back counts against none, and is
 * told until when it waits.
 */
export async function takeTurns(shop: Shop, wanted: TurnWanted[]): Promise<Turn[]> {
  const perMs = new Map(
    wanted.flatMap(({ limits }) => limits.map((limit) => [bucketOf(limit), limit.perMs])),
  );
  const buckets = await holdBuckets(
    shop,
    [...perMs].map(([key, ofKey]) => ({ key, perMs: ofKey })),
  );
  const taken = new Map<string, number>();
  const turns = wanted.map((one) => takeTurn(one, buckets, taken));
  await fillBuckets(
    shop,
    [...taken].map(([key, n]) => ({ key, n, perMs: perMs.get(key)! })),
  );
  return turns;
}

const bucketOf = ({ key }: SendLimit): string => `pace:${keyedHash("pace", key)}`;

function takeTurn(
  { limits, isMarketing }: TurnWanted,
  buckets: Map<string, Bucket>,
  taken: Map<string, number>,
): Turn {
  const keys = limits.map(bucketOf);
  for (const [n, { most }] of limits.entries()) {
    const share = isMarketing ? Math.max(1, Math.floor(most * (1 - FOR_SERVICE))) : most;
    const bucket = buckets.get(keys[n]!)!;
    if (bucket.taken + (taken.get(keys[n]!) ?? 0) >= share) return { ok: false, until: bucket.until };
  }
  for (const key of keys) taken.set(key, (taken.get(key) ?? 0) + 1);
  return { ok: true };
}
