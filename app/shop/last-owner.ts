import type { Shop } from "#app/db.server.ts";

/** Changes of the team happen one after another: two owners who remove each other leave one. */
export async function lockTeam(shop: Shop): Promise<void> {
  await shop.sql`select id from "Shop" where id = ${shop.id} for update`;
}

/** Whether this member is the only one who can manage the shop. Invited owners do not count: they may never come. */
export async function isLastOwner(shop: Shop, staffId: string): Promise<boolean> {
  const owners = await shop.tx.staffMember.findMany({
    where: { shopId: shop.id, role: "owner", removedAt: null, joinedAt: { not: null } },
    select: { id: true },
  });
  return owners.length === 1 && owners[0]!.id === staffId;
}
