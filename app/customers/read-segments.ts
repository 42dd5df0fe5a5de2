import { now } from "#app/clock.ts";
import { inShop, readShop, type Shop } from "#app/db.server.ts";
import {
  deleteSegment,
  dropOtherSegments,
  keepSegments,
  type SegmentRecord,
} from "#app/customers/mirror-segment.ts";
import { gidOf, idOfGid } from "#app/id.ts";
import { writeEvent } from "#app/jobs/events.ts";
import type { AdminAnswer } from "#app/shopify/admin-answer.ts";
import { askAdmin } from "#app/shopify/ask-admin.server.ts";
import { ReadSegment, SegmentsOfCustomer, SegmentsPage } from "#app/shopify/operations/segments.graphql.ts";
import type { SegmentFactsFragment, SegmentsPageQuery } from "#app/shopify/operations/types.generated.ts";
import { retryWhereItHelps } from "#app/shopify/retry-where-it-helps.ts";

/** Job `readSegment`: the name of a segment that a webhook named by its id. Throws to be tried again. */
export async function readSegment(shopId: string, { segmentId }: { segmentId: string }): Promise<void> {
  const at = now();
  const answer = await askAdmin(shopId, ReadSegment, { id: gidOf("Segment", segmentId) });
  if (!answer.ok) return retryWhereItHelps(answer);
  const { segment } = answer.data;
  await inShop(shopId, async (shop) => {
    if (segment) await keepSegments(shop, [recordOf(segment)], at);
    else await deleteSegment(shop, segmentId);
    await writeEvent(shop, { name: "customer.read" });
  });
}

/**
 * Job `rereadSegmentsOf`: every segment of the shop, and which of them this customer is in. Nothing tells of segments
 * older than the install, nor of a word that got lost. Throws to be tried again.
 */
export async function readSegmentsOf(shopId: string, { customerId }: { customerId: string }): Promise<void> {
  const shopifyId = await readShop(shopId, async ({ id, sql }) => {
    const [row] = await sql<{ shopifyId: string | null }>`
      select "shopifyId" from "Customer" where "shopId" = ${id} and id = ${customerId} and "deletedAt" is null`;
    return row?.shopifyId;
  });
  if (!shopifyId) return;
  const at = now();
  const read = await readAll(shopId, gidOf("Customer", shopifyId));
  if (!read) return;
  await inShop(shopId, async (shop) => {
    await keepReading(shop, { ...read, customerId, at });
    await writeEvent(shop, { name: "customer.read" });
  });
}

interface Reading {
  segments: SegmentRecord[];
  /** Ids of those that the customer is in. */
  theirs: string[];
}

/** Null where we may not see them. */
async function readAll(shopId: string, customerId: string): Promise<Reading | null> {
  const reading: Reading = { segments: [], theirs: [] };
  let after: string | null = null;
  do {
    const page: AdminAnswer<SegmentsPageQuery> = await askAdmin(shopId, SegmentsPage, { after });
    if (!page.ok) return retryWhereItHelps(page) ?? null;
    const { nodes, pageInfo }: SegmentsPageQuery["segments"] = page.data.segments;
    const segmentIds = nodes.map(({ id }) => id);
    if (segmentIds.length) {
      const answer = await askAdmin(shopId, SegmentsOfCustomer, { customerId, segmentIds });
      if (!answer.ok) return retryWhereItHelps(answer) ?? null;
      const { memberships } = answer.data.customerSegmentMembership;
      reading.theirs.push(...memberships.filter((one) => one.isMember).map((one) => idOfGid(one.segmentId)));
    }
    reading.segments.push(...nodes.map(recordOf));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after);
  return reading;
}

const recordOf = ({ id, name, lastEditDate }: SegmentFactsFragment): SegmentRecord => ({
  id: idOfGid(id),
  name,
  updatedAt: new Date(lastEditDate),
});

/** The customer's row is held before the segments', as by news of them (customers/segment-news.ts). */
async function keepReading(
  shop: Shop,
  { segments, theirs, customerId, at }: Reading & { customerId: string; at: Date },
): Promise<void> {
  const [held] = await shop.sql`
    update "Customer" set "segmentsAt" = ${at}
    where "shopId" = ${shop.id} and id = ${customerId} and "deletedAt" is null and "mergedIntoId" is null
      and ("segmentsAt" is null or "segmentsAt" < ${at}) returning 1`;
  if (!held) return;
  await keepSegments(shop, segments, at);
  await dropOtherSegments(
    shop,
    segments.map(({ id }) => id),
    at,
  );
  // What was told since the reading began is younger than it.
  await shop.sql`
    delete from "SegmentMembership" where "shopId" = ${shop.id} and "customerId" = ${customerId}
      and at <= ${at} and ("segmentId" <> all(${theirs}) or not "isIn")`;
  await shop.sql`
    insert into "SegmentMembership" as known ("shopId", "customerId", "segmentId", "isIn", at)
    select ${shop.id}, ${customerId}, id, true, ${at} from "Segment" s
    where "shopId" = ${shop.id} and id = any(${theirs}) and "deletedAt" is null
    order by id
    on conflict ("shopId", "customerId", "segmentId") do update set at = excluded.at where known.at < excluded.at`;
}
