import { earlier, HOUR } from "#app/clock.ts";
import type { Shop } from "#app/db.server.ts";
import { type AskedType, askById } from "#app/shop/sweeps/ask-by-id.ts";
import { type KnownIds, readShareOfTonight, SIZES, type Sizes } from "#app/shop/sweeps/share-of-tonight.ts";
import type { Fact, Sweep } from "#app/shop/sweeps/sweep.ts";

/** One kind of record of which we ask whether Shopify still has it. */
export interface Deletions {
  /** "deleted-orders": names the sweep. */
  kind: string;
  /** The topic that would have told of it. */
  topic: string;
  type: AskedType;
  /** All that should still be there. */
  known: KnownIds;
  /** The verb that the topic comes to. */
  remove(shop: Shop, id: string): Promise<unknown>;
}

interface Known {
  id: string;
  isGone: boolean;
}

/**
 * What is gone has no time of change, so no reading of changes finds a deletion whose webhook was lost. Each night a
 * share of what we know is asked about by id.
 */
export function sweepOfGone(deletions: Deletions, sizes: Sizes = SIZES): Sweep<Known> {
  const { kind, topic, type, known, remove } = deletions;
  return {
    kind,
    topics: [topic],
    read: async (shopId, { after: cursor }) => {
      const { ids, after } = await readShareOfTonight(shopId, known, cursor, sizes);
      const there = await askById(shopId, type, ids);
      if (!(there instanceof Map)) return there;
      return { ok: true, records: ids.map((id) => ({ id, isGone: !there.has(id) })), after };
    },
    compare: async (shop, records) => records.map((record) => factOf(record, topic, shop.at)),
    mirror: (shop, { id }) => remove(shop, id),
  };
}

/** When it was deleted nobody says any more: before its webhook could still be on its way. */
const factOf = ({ id, isGone }: Known, topic: string, at: Date): Fact => ({
  recordId: id,
  topic,
  at: earlier(at, HOUR),
  isKnown: !isGone,
});
