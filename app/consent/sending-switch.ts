import type { Reader } from "#app/db.server.ts";

/**
 * Whether nothing may leave this database: so after a restore, until somebody who knows that the old one is gone
 * switches it on (reliability R16; docs/operate.md). The row is of the installation, not of any shop.
 */
export async function isSendingOff(shop: Reader): Promise<boolean> {
  const rows = await shop.sql`select 1 from "SendingOff" limit 1`;
  return rows.length > 0;
}
