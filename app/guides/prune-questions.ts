import type { Shop } from "#app/db.server.ts";

/** Deletes questions that nobody answered in time. The condition stands twice: one may be asked anew meanwhile. */
export async function pruneQuestions(shop: Shop, most: number): Promise<number> {
  const gone = await shop.sql`
    delete from "OpenQuestion"
    where "shopId" = ${shop.id} and "expiresAt" <= ${shop.at} and "conversationId" = any(array(
      select "conversationId" from "OpenQuestion"
      where "shopId" = ${shop.id} and "expiresAt" <= ${shop.at} limit ${most}))
    returning "conversationId"`;
  return gone.length;
}
