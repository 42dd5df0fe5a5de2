import type { Shop } from "#app/db.server.ts";
import { writeEvent } from "#app/jobs/events.ts";
import { forgetTokenOf } from "#app/shopify/forget-tokens.ts";
import { isLastOwner, lockTeam } from "./last-owner.ts";
import { findStaff } from "./staff.ts";

/**
 * Ends a member's access: pages from this commit on, streams when they hear `staff.removed` and within a minute at
 * the latest. What they wrote stays. Their own open page keeps what it shows.
 */
export async function removeStaff(
  shop: Shop,
  { staffId }: { staffId: string },
): Promise<{ removed: true } | { removed: false; say: string }> {
  await lockTeam(shop);
  if (!(await findStaff(shop, staffId))) return { removed: false, say: "There is no such member." };
  if (await isLastOwner(shop, staffId)) {
    return { removed: false, say: "Somebody must stay the owner: make another member an owner first." };
  }
  const { shopifyId } = await shop.tx.staffMember.update({
    where: { shopId_id: { shopId: shop.id, id: staffId } },
    data: { removedAt: shop.at },
  });
  const { domain } = await shop.tx.shop.findUniqueOrThrow({ where: { id: shop.id } });
  if (shopifyId) await forgetTokenOf(shop, domain, shopifyId);
  await writeEvent(shop, { name: "staff.removed", payload: { staffId } });
  return { removed: true };
}
