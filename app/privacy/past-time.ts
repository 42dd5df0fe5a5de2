import { DAY, earlier } from "#app/clock.ts";
import type { Reader } from "#app/db.server.ts";
import { Prisma } from "#app/generated/prisma/client.ts";
import type { RetentionDays, RetentionKind } from "#app/privacy/retention.ts";

/**
 * Rows whose time is over, as `from … where …` with the row called `mine`. A conversation with a message under way
 * stays until that has ended, and one in which others are shown until they have gone.
 */
const PAST: Record<RetentionKind, (shopId: string, before: Date) => Prisma.Sql> = {
  conversations: (shopId, before) => Prisma.sql`
    from "Conversation" mine where mine."shopId" = ${shopId} and mine."lastActivityAt" < ${before}
      and not exists (select from "Conversation" part where part."shopId" = mine."shopId" and part."headId" = mine.id)
      and not exists (select from "Message" m where m."shopId" = mine."shopId" and m."conversationId" = mine.id
        and m.state in ('queued', 'sending', 'unknown'))`,
  orders: (shopId, before) => Prisma.sql`
    from "Order" mine where mine."shopId" = ${shopId} and mine."placedAt" < ${before}
      and mine."sourceUpdatedAt" < ${before}`,
  accesses: (shopId, before) => Prisma.sql`
    from "CustomerAccess" mine where mine."shopId" = ${shopId} and mine.hour < ${before}`,
};

/** The rows of a kind that are older than so many days; null keeps everything, and so there are none. */
export function pastTime(shop: Reader, kind: RetentionKind, days: RetentionDays): Prisma.Sql | null {
  return days === null ? null : PAST[kind](shop.id, earlier(shop.at, days * DAY));
}

export async function countPastTime(shop: Reader, kind: RetentionKind, days: RetentionDays): Promise<number> {
  const past = pastTime(shop, kind, days);
  if (!past) return 0;
  const [row] = await shop.sql<{ rows: number }>`select count(*)::int as rows ${past}`;
  return row?.rows ?? 0;
}
