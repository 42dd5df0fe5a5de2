import type { ActionAnswer } from "#app/components/action-notice.tsx";
import { inShop } from "#app/db.server.ts";
import { inviteStaff } from "#app/shop/invite-staff.ts";
import { removeStaff } from "#app/shop/remove-staff.ts";
import { isRole } from "#app/shop/role.ts";
import { setStaffRole } from "#app/shop/set-staff-role.ts";

/** A change to the team: invite, role or remove. */
export async function actOnTeam(shopId: string, given: FormData): Promise<ActionAnswer> {
  const form = String(given.get("form") ?? "");
  const staffId = String(given.get("staffId") ?? "");
  const email = String(given.get("email") ?? "").trim();
  const role = given.get("role");
  if (form === "remove") {
    const outcome = await inShop(shopId, (shop) => removeStaff(shop, { staffId }));
    return outcome.removed ? { form, done: "Removed" } : { form, fault: outcome.say };
  }
  if (!isRole(role)) return { form, fault: "Choose a role." };
  if (form === "invite") {
    const outcome = await inShop(shopId, (shop) => inviteStaff(shop, { email, role }));
    return outcome.invited ? { form, done: `${email} is invited` } : { form, fault: outcome.say };
  }
  const outcome = await inShop(shopId, (shop) => setStaffRole(shop, { staffId, role }));
  return outcome.changed ? { form: "role", done: "Role changed" } : { form: "role", fault: outcome.say };
}
