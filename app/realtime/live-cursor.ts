import type { Reader } from "#app/db.server.ts";

/** Where a reader of this moment resumes the shop's stream, so that nothing falls between a page's load and its stream. */
export async function readLiveCursor(shop: Reader): Promise<string> {
  const [now] = await shop.sql<{ horizon: string }>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as horizon`;
  return now!.horizon;
}
