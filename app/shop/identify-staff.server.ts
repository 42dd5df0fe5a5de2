import { readShop } from "#app/db.server.ts";
import { readSessionToken } from "#app/shopify/session-token.server.ts";
import { findInstalledShop } from "./find-shop.ts";
import { isInstalled } from "./installed.ts";
import type { Role } from "./role.ts";
import { findStaff, findStaffByShopifyId } from "./staff.ts";

export interface StaffAtStream {
  shopId: string;
  staffId: string;
  role: Role;
}

/**
 * For doors ahead of Remix (the live stream): who holds this `Authorization: Bearer <session token>`, or null. The
 * page that opens a stream has been through `requireStaff`, so here nobody is installed, admitted or given a token.
 */
export async function identifyStaff(authorization: string | undefined): Promise<StaffAtStream | null> {
  const token = /^Bearer (\S+)$/.exec(authorization ?? "")?.[1];
  const read = token ? await readSessionToken(token) : null;
  if (!read || read.refused) return null;
  const shop = await findInstalledShop(read.shopDomain);
  if (!shop) return null;
  const staff = await readShop(shop.id, (handle) => findStaffByShopifyId(handle, read.shopifyUserId));
  return staff && { shopId: shop.id, staffId: staff.id, role: staff.role };
}

/** Asked again while a stream is open, at least once a minute: a removed member and an uninstalled shop hear no more. */
export async function isStillOnTeam({ shopId, staffId }: StaffAtStream): Promise<boolean> {
  return readShop(
    shopId,
    async (shop) => (await isInstalled(shop)) && (await findStaff(shop, staffId)) !== null,
  );
}
