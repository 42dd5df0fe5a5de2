import { enqueue } from "#app/jobs/enqueue.ts";
import type { Shop } from "#app/db.server.ts";

export interface SegmentRecord {
  id: string;
  name: string;
  updatedAt: Date;
}

/** Makes sure that a segment which news speak of has a row; of a new one the name is read, once for all its members. */
export async function meetSegment(shop: Shop, segmentId: string): Promise<void> {
  const [isNew] = await shop.sql`
    insert into "Segment" ("shopId", id, "knownSince") values (${shop.id}, ${segmentId}, ${shop.at})
    on conflict do nothing returning 1`;
  if (!isNew) return;
  const key = `readSegment:${shop.id}:${segmentId}`;
  await enqueue(shop, [{ task: "readSegment", payload: { segmentId }, key, priority: 10 }]);
}

/**
 * Keeps segments as they were read at `at`, newest wins; a stone younger than the reading stands. Rows that say the
 * same already are not touched: webhooks of their members hold them.
 */
export async function keepSegments(shop: Shop, records: SegmentRecord[], at: Date): Promise<void> {
  await shop.sql`
    insert into "Segment" as known ("shopId", id, name, "sourceUpdatedAt", "knownSince")
    select ${shop.id}, id, name, "updatedAt", ${shop.at}
    from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as told(id text, name text, "updatedAt" timestamptz)
    where not exists (select from "Segment" s where s."shopId" = ${shop.id} and s.id = told.id
      and s."deletedAt" is null and s.name = told.name and s."sourceUpdatedAt" = told."updatedAt")
    order by id
    on conflict ("shopId", id) do update set
      name = excluded.name, "sourceUpdatedAt" = excluded."sourceUpdatedAt", "deletedAt" = null
    where (known."deletedAt" is null or known."deletedAt" < ${at})
      and (known."sourceUpdatedAt" is null or known."sourceUpdatedAt" <= excluded."sourceUpdatedAt")`;
}

/** `segments/delete`: nobody is in it any more, and a bare stone stays, so that late news brings nobody back. */
export async function deleteSegment(shop: Shop, segmentId: string): Promise<void> {
  await shop.sql`
    insert into "Segment" ("shopId", id, "knownSince", "deletedAt")
    values (${shop.id}, ${segmentId}, ${shop.at}, ${shop.at})
    on conflict ("shopId", id) do update set name = null, "deletedAt" = excluded."deletedAt"
    where "Segment"."deletedAt" is null`;
  await shop.sql`delete from "SegmentMembership" where "shopId" = ${shop.id} and "segmentId" = ${segmentId}`;
}

/** A whole reading that began at `at` did not name them: their deletion was told to nobody, or got lost. */
export async function dropOtherSegments(shop: Shop, ids: string[], at: Date): Promise<void> {
  const gone = await shop.sql<{ id: string }>`
    select id from "Segment" where "shopId" = ${shop.id} and "deletedAt" is null and "knownSince" < ${at}
      and id <> all(${ids}) order by id`;
  for (const { id } of gone) await deleteSegment(shop, id);
}
