import { earlier, HOUR } from "#app/clock.ts";
import type { Shop } from "#app/db.server.ts";

/**
 * Deletes codes and proofs that are past their time. A code counts for the wait before the next one for an hour after
 * it was made (start-order-proof.ts). The conditions stand twice: a proof may be renewed while we wait for its row.
 */
export async function pruneProofs(shop: Shop, most: number): Promise<number> {
  const codes = await shop.sql`
    delete from "OrderCode" where "shopId" = ${shop.id} and id = any(array(
      select id from "OrderCode"
      where "shopId" = ${shop.id} and "expiresAt" < ${earlier(shop.at, HOUR)} limit ${most}))
    returning id`;
  const proofs = await shop.sql`
    delete from "OrderProof"
    where "shopId" = ${shop.id} and until < ${shop.at} and "conversationId" = any(array(
      select "conversationId" from "OrderProof"
      where "shopId" = ${shop.id} and until < ${shop.at} limit ${most}))
    returning "orderId"`;
  return codes.length + proofs.length;
}
