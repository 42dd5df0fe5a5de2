import type { Shop } from "#app/db.server.ts";

/** Where a reader of this moment resumes the shop's stream, so that nothing falls between a page's load and its stream. */
export async function readLiveCursor(shop: Shop): Promise<string> {
  const [{ horizon }] = await shop.tx.$queryRaw<[{ horizon: string }]>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as horizon`;
  return horizon;
}
