import { DAY, earlier } from "#app/clock.ts";
import type { Reader } from "#app/db.server.ts";

/** What a message is about: an order, and a parcel of it. */
export interface About {
  orderId: string;
  parcelId: string | null;
}

/** An answer that comes later than this is no answer to it any more. */
const ANSWERED_WITHIN_DAYS = 3;

/** What the shop's last word in this thread was about, while an answer may still mean that; else null. */
export async function findAbout(shop: Reader, conversationId: string): Promise<About | null> {
  const [last] = await shop.sql<{ orderId: string | null; parcelId: string | null; at: Date }>`
    select "orderId", "parcelId", at from "Message"
    where "shopId" = ${shop.id} and "conversationId" = ${conversationId} and direction = 'out'
    order by seq desc limit 1`;
  if (!last?.orderId || last.at < earlier(shop.at, ANSWERED_WITHIN_DAYS * DAY)) return null;
  return { orderId: last.orderId, parcelId: last.parcelId };
}
