import { earlier, HOUR } from "#app/clock.ts";
import type { Reader, Shop } from "#app/db.server.ts";
import { Prisma } from "#app/generated/prisma/client.ts";
import { ordersInSight } from "#app/orders/orders-in-sight.ts";
import { deleteReturn } from "#app/returns/mirror-return.ts";
import { rereadReturns } from "#app/returns/reread-return.ts";
import { topicOfChange } from "#app/returns/topic-of-change.ts";
import { askById, type Standing } from "#app/shop/sweeps/ask-by-id.ts";
import { readShareOfTonight, SIZES } from "#app/shop/sweeps/share-of-tonight.ts";
import type { Fact, Sweep } from "#app/shop/sweeps/sweep.ts";

interface SeenReturn {
  id: string;
  /** Null: Shopify no longer has it. */
  seen: SeenState | null;
}

type SeenState = Extract<Standing, { status: unknown }>;

/**
 * Returns by their ids. One that was declined or cancelled leaves its order without a return, so the search for
 * changed orders that have one (sweep-returns.ts) passes it by; and one that vanished is in no list. Those that still
 * wait for something are asked about by themselves: among all that ever ended they would be weeks from their turn.
 */
export const sweepsOfReturnsById: Sweep<SeenReturn>[] = [
  sweepById("waiting-returns", Prisma.sql`status in ('REQUESTED', 'OPEN')`),
  sweepById("ended-returns", Prisma.sql`status not in ('REQUESTED', 'OPEN')`),
];

function sweepById(kind: string, which: Prisma.Sql): Sweep<SeenReturn> {
  return {
    kind,
    topics: ["returns/decline", "returns/cancel", "returns/update"],
    read: async (shopId, { after: cursor }) => {
      const known = async (shop: Reader) => Prisma.sql`
        select id from "Return" where "shopId" = ${shop.id} and ${which} and "orderId" in (${await ordersInSight(shop)})`;
      const { ids, after } = await readShareOfTonight(shopId, known, cursor, SIZES);
      const there = await askById(shopId, "Return", ids);
      if (!(there instanceof Map)) return there;
      return { ok: true, records: ids.map((id) => ({ id, seen: stateOf(there.get(id)) })), after };
    },
    compare: compareStates,
    mirror: putRight,
  };
}

const stateOf = (node: Standing | undefined): SeenState | null => (node && "status" in node ? node : null);

async function compareStates(shop: Reader, records: SeenReturn[]): Promise<Fact[]> {
  const rows = await shop.sql<{ id: string; status: string }>`
    select id, status from "Return" where "shopId" = ${shop.id} and id = any(${records.map(({ id }) => id)})`;
  const known = new Map(rows.map(({ id, status }) => [id, status]));
  return records
    .filter(({ id }) => known.has(id))
    .map((record) => factOf(record, known.get(record.id)!, shop.at));
}

/** No topic says that a return is no more; staff who take out all its lines are told of as an update. */
function factOf({ id, seen }: SeenReturn, known: string, at: Date): Fact {
  if (!seen) return { recordId: id, topic: "returns/update", at: earlier(at, HOUR), isKnown: false };
  const changedAt = new Date(seen.closedAt ?? seen.order.updatedAt);
  return {
    recordId: id,
    topic: topicOfChange(known, seen.status),
    at: changedAt,
    isKnown: known === seen.status,
  };
}

/** What it has become is more than its status, so it is read whole, as after its webhook. */
function putRight(shop: Shop, { id, seen }: SeenReturn): Promise<void> {
  return seen ? rereadReturns(shop, [id]) : deleteReturn(shop, id);
}
