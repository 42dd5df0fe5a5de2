import { DAY, earlier, later, MINUTE } from "#app/clock.ts";
import type { Reader, Shop } from "#app/db.server.ts";
import { enqueue } from "#app/jobs/enqueue.ts";

/** Where whoever leaves the storefront chat asked to be told of a reply. */
export interface TellBy {
  channel: "email" | "sms";
  address: string;
  locale: string;
  /** The last reply that they were told of. */
  toldSeq: number;
  at: string;
}

/** Whoever is still there has read a reply by then. */
const AWAY_MS = 3 * MINUTE;
/** What was asked for longer ago they hardly remember. */
const STANDS_FOR_MS = 30 * DAY;

export async function keepTellBy(
  shop: Shop,
  conversationId: string,
  wish: Pick<TellBy, "channel" | "address" | "locale">,
): Promise<void> {
  const fresh = { ...wish, toldSeq: 0, at: shop.at.toISOString() };
  await shop.sql`
    update "Conversation" set "tellBy" = ${JSON.stringify(fresh)}::jsonb
    where "shopId" = ${shop.id} and id = ${conversationId}`;
}

export async function readTellBy(shop: Reader, conversationId: string): Promise<TellBy | null> {
  const [row] = await shop.sql<{ tellBy: TellBy | null }>`
    select "tellBy" from "Conversation" where "shopId" = ${shop.id} and id = ${conversationId}`;
  const tellBy = row?.tellBy ?? null;
  return tellBy && tellBy.at > earlier(shop.at, STANDS_FOR_MS).toISOString() ? tellBy : null;
}

/** A reply stands in the chat of somebody who wants to be told: whether they saw it is asked a little later. */
export async function lookAfterReply(shop: Shop, messageId: string): Promise<void> {
  await enqueue(shop, [{ task: "tellAway", payload: { messageId }, runAt: later(shop.at, AWAY_MS) }]);
}

export async function noteTold(shop: Shop, conversationId: string, seq: number): Promise<void> {
  await shop.sql`
    update "Conversation" set "tellBy" = "tellBy" || jsonb_build_object('toldSeq', ${seq}::int)
    where "shopId" = ${shop.id} and id = ${conversationId}`;
}

/** A copy of a reply, on its way to who is not in the chat: void once they have read it there. */
export const awayTag = (conversationId: string): string => `away:${conversationId}`;
/** What its intent begins with: the chat, which has the reply itself, does not show the copy. */
export const AWAY_INTENT = "away:";
