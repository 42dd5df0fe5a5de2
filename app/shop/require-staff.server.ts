import { inShop, readShop } from "#app/db.server.ts";
import type { Shop as ShopRow } from "#app/generated/prisma/client.ts";
import { authenticate } from "#app/shopify/app.server.ts";
import { readSessionToken, sessionTokenOf } from "#app/shopify/session-token.server.ts";
import { admitStaff, findAdmitted } from "./admit-staff.ts";
import { findShopByDomain } from "./find-shop.ts";
import { installShop } from "./install-shop.ts";
import { findKnownVisit } from "./known-visit.server.ts";
import { mayDo, type Need } from "./role.ts";
import type { StaffMember } from "./staff.ts";

export interface StaffVisit {
  shopId: string;
  shop: Pick<ShopRow, "domain">;
  staff: StaffMember;
}

/**
 * Who is at the screen and whether they may. Every loader, action and stream asks, for a session token lives a minute
 * and is proof of who, not of what. Throws the Response to answer with: 401, 403 or a bounce for a fresh token.
 */
export async function requireStaff(request: Request, need: Need): Promise<StaffVisit> {
  const visit = (await findKnownVisit(request)) ?? (await openVisit(request));
  if (!mayDo(visit.staff.role, need))
    throw refusal("Your role does not allow this. An owner of this shop can change it.");
  return visit;
}

/** Through Shopify's package, which answers what is no valid request and gets tokens; installs the shop, admits the person. */
async function openVisit(request: Request): Promise<StaffVisit> {
  const known = await refuseReplay(request);
  const { session } = await authenticate.admin(request);
  const user = session.onlineAccessInfo?.associated_user;
  if (!user) throw refusal("Shopify did not say who you are. Open Threadline again from Shopify admin.");
  // Installed here and not in the package's hook, which is skipped for good when the process dies between token and hook.
  const shop = known ?? (await installShop(session.shop, { scopes: scopesOf(session.scope) }));
  const staff =
    (await readShop(shop.id, (handle) => findAdmitted(handle, user))) ??
    (await inShop(shop.id, (handle) => admitStaff(handle, user)));
  if (!staff)
    throw refusal("You no longer have access to Threadline in this shop. An owner can invite you again.");
  return { shopId: shop.id, shop, staff };
}

/**
 * The shop of the request's token where it has us installed. A token from before the uninstall must not bring the shop
 * back within the minute it still lives.
 */
async function refuseReplay(request: Request): Promise<ShopRow | null> {
  const token = sessionTokenOf(request);
  const read = token ? await readSessionToken(token) : null;
  if (!read || read.refused) return null;
  const shop = await findShopByDomain(read.shopDomain);
  if (shop?.uninstalledAt && read.issuedAt <= shop.uninstalledAt) {
    throw new Response("Threadline is not installed in this shop.", { status: 401, headers: ASK_AGAIN });
  }
  return shop?.uninstalledAt ? null : shop;
}

/** App Bridge comes again with a new token: one that Shopify gave after a new install is let in. */
const ASK_AGAIN = { "X-Shopify-Retry-Invalid-Session-Request": "1" };

const scopesOf = (scope: string | undefined): string[] => (scope ?? "").split(",").filter(Boolean).sort();
const refusal = (say: string) => new Response(say, { status: 403 });
