import { readShop } from "#app/db.server.ts";
import { isInstalled } from "./installed.ts";
import { mayDo, type Need } from "./role.ts";
import { findStaff } from "./staff.ts";

/**
 * Whether they may do now what they were allowed to begin: where something begun in the admin ends outside of it, with
 * no session to ask for (a sign-in at Meta), they may have been removed meanwhile, or the app.
 */
export const mayStill = (shopId: string, staffId: string, need: Need): Promise<boolean> =>
  readShop(shopId, async (shop) => {
    const staff = await findStaff(shop, staffId);
    return staff !== null && mayDo(staff.role, need) && isInstalled(shop);
  });
