import { lockConversation } from "#app/conversations/write-message.ts";
import { pool, type Shop } from "#app/db.server.ts";
import { here } from "#tests/conversations/a-thread.ts";

/** Keeps the thread for itself until so many others wait for a lock of somebody's. */
export const holdThread = (conversationId: string, until: number) =>
  hold((shop) => lockConversation(shop, conversationId), until);

/** The same of whatever is locked so. */
export async function hold(lock: (shop: Shop) => Promise<unknown>, until: number) {
  const isHeld = Promise.withResolvers<void>();
  const done = here(async (shop) => {
    await lock(shop);
    isHeld.resolve();
    await waiting(until);
  });
  await isHeld.promise;
  return { done };
}

export async function waiting(count: number): Promise<void> {
  const asked = `select count(*)::int n from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  while ((await pool.query<{ n: number }>(asked)).rows[0]!.n < count) await new Promise(setImmediate);
}
