import { pool } from "#app/db.server.ts";
import type { Shop as ShopRow } from "#app/generated/prisma/client.ts";

/** By `name.myshopify.com`, also where it has uninstalled us since (`uninstalledAt`). */
export async function findShopByDomain(domain: string): Promise<ShopRow | null> {
  const { rows } = await pool.query<ShopRow>(`select * from "Shop" where domain = $1`, [domain]);
  return rows[0] ?? null;
}

/** The same, where it has us installed at this moment. */
export async function findInstalledShop(domain: string): Promise<ShopRow | null> {
  const shop = await findShopByDomain(domain);
  return shop?.uninstalledAt ? null : shop;
}
