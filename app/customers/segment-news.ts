import { z } from "zod";
import { SECOND } from "#app/clock.ts";
import { hasShopifyCustomer } from "#app/customers/has-shopify-customer.ts";
import { meetSegment } from "#app/customers/mirror-segment.ts";
import { rereadSegmentsOf } from "#app/customers/reread-segments.ts";
import type { Shop } from "#app/db.server.ts";
import { readId, text } from "#app/payload.ts";

/** That a customer came into a segment or left it; ids are Shopify's. */
export interface SegmentNews {
  customerId: string;
  segmentId: string;
  /** When Shopify told it: the payload has no time. */
  at: Date;
}

/** Reads `customer.joined_segment` and `customer.left_segment`. Null where it does not name both. */
export function segmentNewsFromWebhook(payload: unknown, { at }: { at: Date }): SegmentNews | null {
  const told = shape.safeParse(payload).data;
  const customerId = idIn(told?.customer_id ?? told?.customerId);
  const segmentId = idIn(told?.segment_id ?? told?.segmentId);
  return customerId && segmentId ? { customerId, segmentId, at } : null;
}

const idIn = (told: string | null | undefined) => readId(told, told);

/** Shopify's sample has `customer_id`; subscriptions of the wild filter by `segmentId`, so that is read too. */
const shape = z.object({ customer_id: text, segment_id: text, customerId: text, segmentId: text });

export const joinSegment = (shop: Shop, news: SegmentNews): Promise<void> => keepNews(shop, news, true);
export const leaveSegment = (shop: Shop, news: SegmentNews): Promise<void> => keepNews(shop, news, false);

/**
 * Keeps the newest word of each customer and segment, in whatever order the words come; a reading counts as a word on
 * every segment. Of two that differ within a second a live read decides: Shopify and we have two clocks.
 */
async function keepNews(shop: Shop, news: SegmentNews, isIn: boolean): Promise<void> {
  if (!(await hasShopifyCustomer(shop, news.customerId))) return;
  await meetSegment(shop, news.segmentId);
  const known = await lockBoth(shop, news);
  if (!known) return;
  const standing = await findStanding(shop, known, news.segmentId);
  if (!standing || standing.at < news.at) await write(shop, known.customerId, news, isIn);
  if (!standing || standing.isIn === isIn) return;
  if (Math.abs(standing.at.getTime() - news.at.getTime()) <= SECOND)
    await rereadSegmentsOf(shop, known.customerId);
}

interface Known {
  customerId: string;
  segmentsAt: Date | null;
}

/** Null where either is gone. Held to the end: what stands is judged and written by one at a time. */
async function lockBoth(shop: Shop, { customerId, segmentId }: SegmentNews): Promise<Known | null> {
  const [known] = await shop.sql<Known>`
    select c.id as "customerId", c."segmentsAt" from "Customer" c
    join "Segment" s on s."shopId" = ${shop.id} and s.id = ${segmentId} and s."deletedAt" is null
    where c."shopId" = ${shop.id} and c."shopifyId" = ${customerId} and c."deletedAt" is null
      and c."mergedIntoId" is null
    for no key update of c for share of s`;
  return known ?? null;
}

interface Standing {
  isIn: boolean;
  at: Date;
}

/** What is known of them and this segment: by name, or by the last reading, which keeps only where they are. */
async function findStanding(
  shop: Shop,
  { customerId, segmentsAt }: Known,
  segmentId: string,
): Promise<Standing | null> {
  const [named] = await shop.sql<Standing>`
    select "isIn", at from "SegmentMembership"
    where "shopId" = ${shop.id} and "customerId" = ${customerId} and "segmentId" = ${segmentId}`;
  return named ?? (segmentsAt && { isIn: false, at: segmentsAt });
}

async function write(shop: Shop, customerId: string, { segmentId, at }: SegmentNews, isIn: boolean) {
  await shop.sql`
    insert into "SegmentMembership" ("shopId", "customerId", "segmentId", "isIn", at)
    values (${shop.id}, ${customerId}, ${segmentId}, ${isIn}, ${at})
    on conflict ("shopId", "customerId", "segmentId") do update set "isIn" = excluded."isIn", at = excluded.at`;
}
