import { now } from "#app/clock.ts";
import { inShop, pool, type Shop } from "#app/db.server.ts";
import { log } from "#app/log.server.ts";

/** Who deletes what is past its time: at most so many rows in a call, and says how many. wiring/pruners.ts fills it. */
export interface Pruners {
  installation: ((at: Date, most: number) => Promise<number>)[];
  byShop: ((shop: Shop, most: number) => Promise<number>)[];
}

/**
 * Rows of a table in one transaction: short enough that nobody waits long behind it. Pruners hand them over as an
 * array: a join would read the whole table for every batch.
 */
const BATCH = 1_000;
const SHOPS_AT_ONCE = 500;

/** Job `prune`: deletes what is past its time, batch after batch. Twice, or cut off in the middle, it does no harm. */
export async function prune({ installation, byShop }: Pruners): Promise<void> {
  let rows = 0;
  for (const pruneSome of installation) rows += await untilNothing(() => pruneSome(now(), BATCH));
  for await (const id of allShops())
    rows += await untilNothing(() => inShop(id, (shop) => pruneOnce(shop, byShop)));
  log.info({ rows }, "pruned");
}

async function untilNothing(pruneSome: () => Promise<number>): Promise<number> {
  let [total, gone] = [0, 0];
  do {
    gone = await pruneSome();
    total += gone;
  } while (gone > 0);
  return total;
}

async function pruneOnce(shop: Shop, byShop: Pruners["byShop"]): Promise<number> {
  let gone = 0;
  for (const pruneSome of byShop) gone += await pruneSome(shop, BATCH);
  return gone;
}

/** Also those that have uninstalled: what is past its time goes there as well. */
async function* allShops(): AsyncGenerator<string> {
  let after = "";
  for (;;) {
    const { rows } = await pool.query<{ id: string }>(
      `select id from "Shop" where id > $1 order by id limit $2`,
      [after, SHOPS_AT_ONCE],
    );
    for (const { id } of rows) yield id;
    if (rows.length < SHOPS_AT_ONCE) return;
    after = rows.at(-1)!.id;
  }
}
