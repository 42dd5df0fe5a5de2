import type { Shop } from "#app/db.server.ts";
import { writeEvent } from "#app/jobs/events.ts";
import { isLastOwner, lockTeam } from "./last-owner.ts";
import { isRole, type Role } from "./role.ts";
import { findStaff } from "./staff.ts";

/** Another role for a member, at once. A shop always keeps an owner. */
export async function setStaffRole(
  shop: Shop,
  { staffId, role }: { staffId: string; role: Role },
): Promise<{ changed: true } | { changed: false; say: string }> {
  await lockTeam(shop);
  const member = await findStaff(shop, staffId);
  if (!member || !isRole(role)) return { changed: false, say: "There is no such member or role." };
  if (role !== "owner" && (await isLastOwner(shop, staffId))) {
    return { changed: false, say: "Somebody must stay the owner: make another member an owner first." };
  }
  await shop.tx.staffMember.update({
    where: { shopId_id: { shopId: shop.id, id: staffId } },
    data: { role },
  });
  await writeEvent(shop, { name: "staff.role-changed", payload: { staffId, role } });
  return { changed: true };
}
