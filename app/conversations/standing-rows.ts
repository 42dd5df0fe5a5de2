import type { Standing } from "#app/conversations/standing.ts";
import type { Shop } from "#app/db.server.ts";
import { Prisma } from "#app/generated/prisma/client.ts";

export interface Stands {
  standing: Standing;
  isUnread: boolean;
}

export async function readStanding(shop: Shop, id: string): Promise<Stands> {
  const where = { shopId_id: { shopId: shop.id, id } };
  const row = await shop.tx.conversation.findUniqueOrThrow({ where });
  const { status, assigneeId, handedOverAt, handedOverBecause, facts, unread } = row;
  const since = handedOverAt?.toISOString() ?? null;
  return {
    standing: { status, assigneeId, handedOverAt: since, handedOverBecause, facts },
    isUnread: unread,
  };
}

export async function writeStanding(shop: Shop, id: string, { standing, isUnread }: Stands): Promise<void> {
  const { status, assigneeId, handedOverAt, handedOverBecause, facts } = standing;
  await shop.tx.conversation.update({
    where: { shopId_id: { shopId: shop.id, id } },
    data: {
      status,
      assigneeId,
      handedOverAt: handedOverAt ? new Date(handedOverAt) : null,
      handedOverBecause,
      facts: facts ?? Prisma.DbNull,
      unread: isUnread,
    },
  });
}
