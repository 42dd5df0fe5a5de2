import type { Shop } from "#app/db.server.ts";

/**
 * What these threads have proven counts no more, nor codes that are on their way: part of who wrote there turned out to
 * be somebody else, and nobody can say which of them had shown it.
 */
export async function dropProofs(shop: Shop, conversationIds: string[]): Promise<void> {
  const where = { shopId: shop.id, conversationId: { in: conversationIds } };
  await shop.tx.orderProof.deleteMany({ where });
  await shop.tx.orderCode.updateMany({ where: { ...where, usedAt: null }, data: { usedAt: shop.at } });
}
