import { z } from "zod";
import type { Shop } from "#app/db.server.ts";
import { newId } from "#app/id.ts";
import { writeEvent } from "#app/jobs/events.ts";
import { type Role, ROLES } from "./role.ts";

const invitation = z.object({
  email: z.email("That is not an email address.").max(254).toLowerCase(),
  role: z.enum(ROLES),
});

/**
 * Keeps a role ready for a colleague who has not opened the app: it is theirs when Shopify says that this email is
 * theirs. Inviting again changes the role; inviting somebody who was removed lets them in again.
 */
export async function inviteStaff(
  shop: Shop,
  asked: { email: string; role: Role },
): Promise<{ invited: true; staffId: string } | { invited: false; say: string }> {
  const checked = invitation.safeParse(asked);
  if (!checked.success) return { invited: false, say: checked.error.issues[0]!.message };
  const { email, role } = checked.data;
  const where = { shopId_email: { shopId: shop.id, email } };
  const known = await shop.tx.staffMember.findUnique({ where });
  if (known?.joinedAt && !known.removedAt) return { invited: false, say: "They are in the team already." };
  const row = { role, invitedAt: shop.at, removedAt: null };
  const { id: staffId } = await shop.tx.staffMember.upsert({
    where,
    update: row,
    create: { shopId: shop.id, id: newId(), name: email.split("@", 1)[0]!, email, ...row },
  });
  await writeEvent(shop, { name: "staff.invited", payload: { staffId, role } });
  return { invited: true, staffId };
}
