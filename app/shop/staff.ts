import type { Shop } from "#app/db.server.ts";
import type { StaffMember as Row } from "#app/generated/prisma/client.ts";
import { isRole, type Role } from "./role.ts";

export interface StaffMember {
  id: string;
  name: string;
  email: string;
  role: Role;
  locale: string | null;
  /** Null while only invited. */
  joinedAt: Date | null;
  lastSeenAt: Date | null;
}

/** Everyone who has access or is invited, owners first. */
export async function readTeam(shop: Shop): Promise<StaffMember[]> {
  const rows = await shop.tx.staffMember.findMany({
    where: { shopId: shop.id, removedAt: null },
    orderBy: [{ joinedAt: { sort: "asc", nulls: "last" } }, { id: "asc" }],
  });
  const order = ["owner", "agent", "viewer"];
  return rows.map(toMember).sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role));
}

/** A member who has access now, or null: streams ask again at least once a minute. */
export async function findStaff(shop: Shop, id: string): Promise<StaffMember | null> {
  const row = await shop.tx.staffMember.findUnique({ where: { shopId_id: { shopId: shop.id, id } } });
  return row && !row.removedAt ? toMember(row) : null;
}

/** The same by `associated_user.id`, which is also `sub` of a session token. */
export async function findStaffByShopifyId(shop: Shop, shopifyId: string): Promise<StaffMember | null> {
  const row = await shop.tx.staffMember.findUnique({
    where: { shopId_shopifyId: { shopId: shop.id, shopifyId } },
  });
  return row && !row.removedAt ? toMember(row) : null;
}

export const toMember = ({ id, name, email, role, locale, joinedAt, lastSeenAt }: Row): StaffMember => ({
  id,
  name,
  email,
  role: isRole(role) ? role : "viewer",
  locale,
  joinedAt,
  lastSeenAt,
});
