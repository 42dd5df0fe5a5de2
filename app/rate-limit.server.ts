import { later, now } from "#app/clock.ts";
import { pool } from "#app/db.server.ts";

export type Taken = { ok: true } | { ok: false; retryAfterMs: number };

/**
 * Counts one more under this key, in windows of `perMs` shared by every process. Outside any transaction on purpose:
 * a try that is rolled back has still been tried. Keys must hold no personal data in the open (`keyedHash`).
 */
export async function takeFromBucket(key: string, { most, perMs }: { most: number; perMs: number }): Promise<Taken> {
  const at = now();
  const from = new Date(Math.floor(at.getTime() / perMs) * perMs);
  const { rows } = await pool.query<{ count: number }>(
    `insert into "RateBucket" (key, "from", count) values ($1, $2, 1)
     on conflict (key, "from") do update set count = "RateBucket".count + 1 returning count`,
    [key, from],
  );
  if (rows[0]!.count <= most) return { ok: true };
  return { ok: false, retryAfterMs: later(from, perMs).getTime() - at.getTime() };
}
