import { rereadCustomer } from "#app/customers/reread-customer.ts";
import { rereadSegmentsOf } from "#app/customers/reread-segments.ts";
import { inShop } from "#app/db.server.ts";
import type { WholeProfile } from "#app/desk/profile.ts";

/** Asks for a live read of what is old of somebody who is looked at: no webhook tells of metafields, nor of all segments. */
export async function freshenProfile(
  shopId: string,
  { profile, segmentsToRead }: Omit<WholeProfile, "person">,
): Promise<void> {
  const isLoyaltyAsked = profile.isLoyaltyOld && profile.shopifyId !== null;
  if (!isLoyaltyAsked && !segmentsToRead) return;
  await inShop(shopId, async (shop) => {
    if (isLoyaltyAsked) await rereadCustomer(shop, profile.id);
    if (segmentsToRead) await rereadSegmentsOf(shop, segmentsToRead);
  });
}
