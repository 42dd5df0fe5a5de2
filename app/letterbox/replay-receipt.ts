import type { Shop } from "#app/db.server.ts";

/** Puts a parked receipt back to work, after whatever was wrong has been mended. False where there is none. */
export async function replayReceipt(
  shop: Shop,
  { door, key }: { door: string; key: string },
): Promise<boolean> {
  const rows = await shop.sql`
    select graphile_worker.add_job('readReceipt', json_build_object('door', door, 'key', key), run_at => ${shop.at},
      max_attempts => 8)::text
    from "Receipt" where door = ${door} and key = ${key} and "parkedFor" is not null and "readAt" is null`;
  return rows.length === 1;
}
