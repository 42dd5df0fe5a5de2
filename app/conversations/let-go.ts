import { isOnTeam } from "#app/conversations/on-team.ts";
import { inShop, type Shop } from "#app/db.server.ts";
import { writeEvent } from "#app/jobs/events.ts";

/** At once, so that no shopper's message waits long for a thread that is locked meanwhile. */
const A_BATCH = 500;

/**
 * Takes every thread, closed ones too, from somebody who was removed or may only read now: what waits for a person
 * stands under Unassigned again. Whoever has come back to the team meanwhile keeps theirs.
 */
export async function letGoOfThreads(shopId: string, { staffId }: { staffId: string }): Promise<void> {
  let taken = A_BATCH;
  while (taken === A_BATCH) taken = await inShop(shopId, (shop) => takeSome(shop, staffId));
}

/** Also from parts of a thread: what they held of their own is given back to them when they go apart (standing.ts). */
async function takeSome(shop: Shop, staffId: string): Promise<number> {
  if (await isOnTeam(shop, staffId)) return 0;
  const taken = await shop.sql`
    with theirs as (
      select id from "Conversation" where "shopId" = ${shop.id} and "assigneeId" = ${staffId}
      order by ("headId" is null), id limit ${A_BATCH} for update
    )
    update "Conversation" c set "assigneeId" = null
    from theirs where c."shopId" = ${shop.id} and c.id = theirs.id returning c.id`;
  // One event for all of them: lists read themselves anew, where they would read a row for each.
  if (taken.length) await writeEvent(shop, { name: "conversations.let-go", payload: { staffId } });
  return taken.length;
}
