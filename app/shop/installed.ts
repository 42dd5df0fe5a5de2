import type { Reader, Shop } from "#app/db.server.ts";

/** Whether the shop has us installed at this moment. Everything that leaves or runs by itself asks first. */
export async function isInstalled(shop: Reader): Promise<boolean> {
  const [row] = await shop.sql`select id from "Shop" where id = ${shop.id} and "uninstalledAt" is null`;
  return row !== undefined;
}

/** Whether the shop was with us and has left; of one that was forgotten its row knows no more than that. */
export async function hasLeft(shop: Reader): Promise<boolean> {
  const [row] = await shop.sql`select id from "Shop" where id = ${shop.id} and "uninstalledAt" is not null`;
  return row !== undefined;
}

/** Throws where the shop is gone: its jobs have nothing left to do. */
export async function requireInstalled(shop: Shop): Promise<void> {
  if (!(await isInstalled(shop))) throw new Error("the shop has uninstalled Threadline");
}
