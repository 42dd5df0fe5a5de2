import { earlier, MINUTE } from "#app/clock.ts";
import type { Reader, Shop } from "#app/db.server.ts";
import type { StaffMember as Row } from "#app/generated/prisma/client.ts";
import { newId } from "#app/id.ts";
import { writeEvent } from "#app/jobs/events.ts";
import type { Role } from "./role.ts";
import { type StaffMember, toMember } from "./staff.ts";

/** `associated_user` of Shopify's online token. */
export interface ShopifyUser {
  id: number | string;
  first_name: string;
  last_name: string;
  email: string;
  email_verified: boolean;
  account_owner: boolean;
  locale: string;
}

/**
 * Who opened the app, as a member of the team. The account owner is an owner, and so is the first who opens it; an
 * invitation is found by a verified email; everyone else may look until an owner says more. Null: was removed.
 */
export async function admitStaff(shop: Shop, user: ShopifyUser): Promise<StaffMember | null> {
  const shopifyId = String(user.id);
  const known = await readKnown(shop, shopifyId);
  if (!known) return join(shop, user);
  if (known.removedAt && !user.account_owner) return null;
  const role = user.account_owner ? "owner" : known.role;
  const data = {
    role,
    removedAt: null,
    name: nameOf(user),
    locale: user.locale || null,
    lastSeenAt: shop.at,
  };
  return toMember(await shop.tx.staffMember.update({ where: key(shop, known.id), data }));
}

/** The member that this person is already, where nothing about them has to be written; null where `admitStaff` is to say. */
export async function findAdmitted(shop: Reader, user: ShopifyUser): Promise<StaffMember | null> {
  const known = await readKnown(shop, String(user.id));
  return known && admittedAs(known, user, shop.at);
}

/** The same of a row that has been read already. */
export function admittedAs(known: Row, user: ShopifyUser, at: Date): StaffMember | null {
  if (known.removedAt || needsWriting(known, user)) return null;
  return known.lastSeenAt && known.lastSeenAt > earlier(at, MINUTE) ? toMember(known) : null;
}

async function readKnown(shop: Reader, shopifyId: string): Promise<Row | null> {
  const [row] = await shop.sql<Row>`
    select * from "StaffMember" where "shopId" = ${shop.id} and "shopifyId" = ${shopifyId}`;
  return row ?? null;
}

const key = (shop: Shop, id: string) => ({ shopId_id: { shopId: shop.id, id } });
const nameOf = ({ first_name, last_name }: ShopifyUser) =>
  `${first_name ?? ""} ${last_name ?? ""}`.trim() || "Staff";

function needsWriting(known: Row, user: ShopifyUser): boolean {
  const isPromoted = user.account_owner && (known.role !== "owner" || known.removedAt !== null);
  return isPromoted || known.name !== nameOf(user) || known.locale !== (user.locale || null);
}

async function join(shop: Shop, user: ShopifyUser): Promise<StaffMember | null> {
  // One at a time: of two who open the app for the first time together, one is the first.
  await shop.sql`select id from "Shop" where id = ${shop.id} for update`;
  const again = await readKnown(shop, String(user.id));
  if (again) return again.removedAt ? null : toMember(again);
  const invited = await findInvitation(shop, user);
  if (invited?.removedAt && !user.account_owner) return null;
  const member = await write(shop, user, invited);
  await writeEvent(shop, {
    name: "staff.joined",
    key: `staff.joined:${member.id}`,
    payload: { staffId: member.id },
  });
  return member;
}

/** By an email that Shopify has verified only: else whoever claims an address takes its role. */
async function findInvitation(shop: Shop, user: ShopifyUser): Promise<Row | null> {
  if (!user.email_verified || !user.email) return null;
  const email = user.email.toLowerCase();
  const row = await shop.tx.staffMember.findUnique({ where: { shopId_email: { shopId: shop.id, email } } });
  return row?.shopifyId ? null : row;
}

async function write(shop: Shop, user: ShopifyUser, invited: Row | null): Promise<StaffMember> {
  const facts = {
    shopifyId: String(user.id),
    name: nameOf(user),
    locale: user.locale || null,
    role: await roleOf(shop, user, invited),
    joinedAt: shop.at,
    lastSeenAt: shop.at,
    removedAt: null,
  };
  if (invited)
    return toMember(await shop.tx.staffMember.update({ where: key(shop, invited.id), data: facts }));
  const email = await freeEmail(shop, user);
  return toMember(
    await shop.tx.staffMember.create({ data: { shopId: shop.id, id: newId(), email, ...facts } }),
  );
}

async function roleOf(shop: Shop, user: ShopifyUser, invited: Row | null): Promise<Role> {
  if (user.account_owner) return "owner";
  const owners = await shop.tx.staffMember.count({
    where: { shopId: shop.id, role: "owner", removedAt: null, joinedAt: { not: null } },
  });
  return owners === 0 ? "owner" : ((invited?.role as Role | undefined) ?? "viewer");
}

/** Their address, where it is proven and nobody else's; else one that can never be written to. */
async function freeEmail(shop: Shop, user: ShopifyUser): Promise<string> {
  const email = user.email?.toLowerCase();
  const taken = email && (await shop.tx.staffMember.count({ where: { shopId: shop.id, email } }));
  return email && user.email_verified && !taken ? email : `${user.id}@unverified.invalid`;
}
