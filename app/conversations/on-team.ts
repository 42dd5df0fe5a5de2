import type { Shop } from "#app/db.server.ts";

/**
 * Whether threads may be given to them. They stay on the team until this transaction ends: else who leaves just now
 * would keep a thread that nobody takes from them any more (let-go.ts).
 */
export async function isOnTeam(shop: Shop, staffId: string): Promise<boolean> {
  const found = await shop.sql`
    select id from "StaffMember"
    where "shopId" = ${shop.id} and id = ${staffId} and "removedAt" is null and role in ('owner', 'agent')
    for share`;
  return found.length === 1;
}
