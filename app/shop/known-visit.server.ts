import { MINUTE, now } from "#app/clock.ts";
import { pool } from "#app/db.server.ts";
import type { Session, StaffMember as Row } from "#app/generated/prisma/client.ts";
import { readRow } from "#app/shopify/session-storage.server.ts";
import { readSessionToken } from "#app/shopify/session-token.server.ts";
import { admittedAs, type ShopifyUser } from "./admit-staff.ts";
import type { StaffVisit } from "./require-staff.server.ts";

/** Shopify's package exchanges a token that has less left than this; so it must come to it. */
const NEARLY_OVER_MS = 5 * MINUTE;

/**
 * The visit of somebody who was here a moment ago, which is nearly every request: a valid session token, a shop that
 * has us installed, Shopify's token for this person still good, and a member with nothing to be written, all as they
 * stand now, in one statement. Null wherever that is not so: then `requireStaff` goes the whole way.
 */
export async function findKnownVisit(request: Request): Promise<StaffVisit | null> {
  const token = /^Bearer (\S+)$/.exec(request.headers.get("authorization") ?? "")?.[1];
  const read = token ? await readSessionToken(token) : null;
  if (!read || read.refused) return null;
  const { shopDomain, shopifyUserId } = read;
  const values = [shopDomain, `${shopDomain}_${shopifyUserId}`, shopifyUserId];
  const { rows } = await pool.query<Known>({ name: "known-visit", text: KNOWN, values });
  const [known] = rows;
  const session = known && readRow(known);
  if (!session?.isActive(undefined, NEARLY_OVER_MS)) return null;
  const user = session.onlineAccessInfo?.associated_user as ShopifyUser | undefined;
  const staff = user ? admittedAs({ ...known!, id: known!.staffId }, user, now()) : null;
  return staff && { shopId: known!.shopId, shop: { domain: shopDomain }, staff };
}

interface Known extends Session, Omit<Row, "id"> {
  staffId: string;
}

/**
 * The member stands behind row-level security, so the shop is told within the statement: the lateral query asks by
 * what `set_config` answers, and `offset 0` keeps it from running any earlier. If it did, it would see nobody.
 */
const KNOWN = `
  with shop as materialized (
    select set_config('app.shop', id, true) as id from "Shop" where domain = $1 and "uninstalledAt" is null
  )
  select x.*, m.* from shop join "Session" x on x.id = $2
  cross join lateral (
    select s."shopId", s.id as "staffId", s."shopifyId", s.name, s.email, s.role, s.locale, s."invitedAt",
      s."joinedAt", s."lastSeenAt", s."removedAt"
    from "StaffMember" s where s."shopId" = shop.id and s."shopifyId" = $3 offset 0
  ) m`;
