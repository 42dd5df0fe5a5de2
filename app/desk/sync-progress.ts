import type { Reader } from "#app/db.server.ts";
import { readSettings } from "#app/shop/settings.ts";

export interface SyncView {
  isDone: boolean;
  orders: number;
  /** How many there are in all; null while that is not known. */
  expected: number | null;
}

/** How far the first reading of the shop's orders is. */
export async function readSync(shop: Reader): Promise<SyncView> {
  const { firstSyncedAt, syncProgress } = await readSettings(shop);
  const { orders, expected } = (syncProgress ?? {}) as { orders?: number; expected?: number | null };
  return { isDone: firstSyncedAt !== null, orders: orders ?? 0, expected: expected ?? null };
}
