import { DAY, earlier } from "#app/clock.ts";
import type { Shop } from "#app/db.server.ts";

/**
 * Whether this thread was answered by itself by mail within a day. Two robots that do not say that they are robots answer
 * each other for ever: after one answer, a person reads on (reliability R29).
 */
export async function hasAnsweredByMail(shop: Shop, conversationId: string): Promise<boolean> {
  const [answer] = await shop.sql`
    select 1 from "Message"
    where "shopId" = ${shop.id} and "conversationId" = ${conversationId} and at > ${earlier(shop.at, DAY)}
      and channel = 'email' and direction = 'out' and "authorKind" = 'assistant'
    limit 1`;
  return answer !== undefined;
}
