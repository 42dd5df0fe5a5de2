import type { SendLimit } from "#app/channels/channel.ts";
import type { Shop } from "#app/db.server.ts";
import { type Bucket, fillBuckets, holdBuckets, sliceAt } from "#app/rate-limit.server.ts";
import { keyedHash } from "#app/seal.server.ts";

/** Of every limit, marketing leaves this share to what shoppers wait for (reliability R14). */
const FOR_SERVICE = 0.2;

export interface TurnWanted {
  limits: SendLimit[];
  isMarketing: boolean;
}

export type Turn = { ok: true } | { ok: false; until: Date };

/**
 * Takes each message's turn, or as many as it takes, in their order, at every pace that it counts against: of the sender,
 * its brand, the pair, the portfolio. All workers and shops share them by their keys. What one pace holds back counts
 * against none, and is told until when it waits.
 */
export async function takeTurns(shop: Shop, wanted: TurnWanted[]): Promise<Turn[]> {
  const perMs = new Map(
    wanted.flatMap(({ limits }) =>
      limits.flatMap((limit) => bucketsOf(limit, shop.at).map((key) => [key, limit.perMs] as const)),
    ),
  );
  const buckets = await holdBuckets(
    shop,
    [...perMs].map(([key, ofKey]) => ({ key, perMs: ofKey })),
  );
  const taken = new Map<string, number>();
  const turns = wanted.map((one) => takeTurn(one, shop.at, buckets, taken));
  await fillBuckets(
    shop,
    [...taken].map(([key, n]) => ({ key, n, perMs: perMs.get(key)! })),
  );
  return turns;
}

const bucketOf = (key: string): string => `pace:${keyedHash("pace", key)}`;

/**
 * The limit's own bucket and, where it counts people, this person's mark: once they are counted, further messages of the
 * same slice are free. A mark of the whole time would be over before its person's last message has left the window.
 */
const bucketsOf = ({ key, perMs, person }: SendLimit, at: Date): string[] => [
  bucketOf(key),
  ...(person ? [bucketOf(`${key}:${person}:${sliceAt(perMs, at)}`)] : []),
];

function takeTurn(
  { limits, isMarketing }: TurnWanted,
  at: Date,
  buckets: Map<string, Bucket>,
  taken: Map<string, number>,
): Turn {
  const held = (key: string) => buckets.get(key)!.taken + (taken.get(key) ?? 0);
  const counted = new Map<string, number>();
  for (const limit of limits) {
    const { takes = 1 } = limit;
    const [key, mark] = bucketsOf(limit, at);
    if (mark && held(mark) > 0) continue;
    const share = isMarketing ? Math.max(1, Math.floor(limit.most * (1 - FOR_SERVICE))) : limit.most;
    // One that takes more than there ever is goes when nothing else has gone.
    if (held(key!) + Math.min(takes, share) > share) return { ok: false, until: buckets.get(key!)!.until };
    counted.set(key!, takes);
    if (mark) counted.set(mark, 1);
  }
  for (const [key, n] of counted) taken.set(key, (taken.get(key) ?? 0) + n);
  return { ok: true };
}
