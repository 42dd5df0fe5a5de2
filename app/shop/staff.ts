import type { Reader } from "#app/db.server.ts";
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
export async function readTeam(shop: Reader): Promise<StaffMember[]> {
  const rows = await shop.sql<Row>`
    select * from "StaffMember" where "shopId" = ${shop.id} and "removedAt" is null
    order by "joinedAt" asc nulls last, id`;
  const order = ["owner", "agent", "viewer"];
  return rows.map(toMember).sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role));
}

/** A member who has access now, or null: streams ask again at least once a minute. */
export async function findStaff(shop: Reader, id: string): Promise<StaffMember | null> {
  const [row] = await shop.sql<Row>`
    select * from "StaffMember" where "shopId" = ${shop.id} and id = ${id} and "removedAt" is null`;
  return row ? toMember(row) : null;
}

/** The same by `associated_user.id`, which is also `sub` of a session token. */
export async function findStaffByShopifyId(shop: Reader, shopifyId: string): Promise<StaffMember | null> {
  const [row] = await shop.sql<Row>`
    select * from "StaffMember" where "shopId" = ${shop.id} and "shopifyId" = ${shopifyId} and "removedAt" is null`;
  return row ? toMember(row) : null;
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
