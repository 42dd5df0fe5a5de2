import { prisma } from "#app/db.server.ts";
import type { Shop as ShopRow } from "#app/generated/prisma/client.ts";

/** By `name.myshopify.com`, also where it has uninstalled us since (`uninstalledAt`). */
export const findShopByDomain = (domain: string): Promise<ShopRow | null> =>
  prisma.shop.findUnique({ where: { domain } });
