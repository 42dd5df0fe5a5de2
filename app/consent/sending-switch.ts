import type { Reader } from "#app/db.server.ts";

/**
 * Whether nothing may leave this database: so after a restore, until somebody who knows that the old one is gone
 * switches it on (reliability R16; docs/operate.md). The switch is the table's comment: it is of this database, not of
 * any shop, and no backup carries it along.
 */
export async function isSendingOff(shop: Reader): Promise<boolean> {
  const rows =
    await shop.sql`select 1 where obj_description('"Message"'::regclass, 'pg_class') = 'sending: off'`;
  return rows.length > 0;
}
