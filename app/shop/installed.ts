import type { Shop } from "#app/db.server.ts";

/** Whether the shop has us installed at this moment. Everything that leaves or runs by itself asks first. */
export async function isInstalled(shop: Shop): Promise<boolean> {
  const row = await shop.tx.shop.findUnique({ where: { id: shop.id }, select: { uninstalledAt: true } });
  return row !== null && row.uninstalledAt === null;
}

/** Throws where the shop is gone: its jobs have nothing left to do. */
export async function requireInstalled(shop: Shop): Promise<void> {
  if (!(await isInstalled(shop))) throw new Error("the shop has uninstalled Threadline");
}
