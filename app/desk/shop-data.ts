import { DAY, earlier, HOUR, MINUTE } from "#app/clock.ts";
import type { Reader } from "#app/db.server.ts";

export interface TopicView {
  topic: string;
  lastAt: string | null;
  /** Webhooks of the last 24 hours, and how many a day has usually; null until a day has been heard. */
  today: number;
  usual: number | null;
  /** What the last check of it looked at, and found missing; null where nothing reads it again. */
  lastCheck: { checked: number; drifted: number } | null;
  /** Found missing in thirty days. */
  drifted: number;
  isSilent: boolean;
}

export interface HeardHour {
  hour: string;
  count: number;
}

export interface HeardView {
  topics: TopicView[];
  /** The last 48 hours, the oldest first, every one of them. */
  hours: HeardHour[];
  /** Webhooks that nobody could read (Problems). */
  parked: number;
}

const HOURS_SHOWN = 48;

/** What Shopify has told of this shop, topic by topic, up to this moment. `topics`: all that we listen to. */
export async function readHeard(shop: Reader, domain: string, topics: string[]): Promise<HeardView> {
  const heard = await readTopics(shop, domain);
  const drift = await readDrift(shop);
  const views = [...new Set([...topics, ...heard.keys()])].map((topic) =>
    viewOf(topic, heard.get(topic), drift.get(topic)),
  );
  return {
    topics: views.sort(bySilenceThenLast),
    hours: await readHours(shop, domain),
    parked: await countParked(shop, domain),
  };
}

interface HeardTopic {
  topic: string;
  lastAt: Date;
  today: number;
  usual: number | null;
  isSilent: boolean;
}

interface DriftOfTopic {
  topic: string;
  drifted: number;
  lastCheck: { checked: number; drifted: number } | null;
}

function viewOf(topic: string, heard?: HeardTopic, drift?: DriftOfTopic): TopicView {
  return {
    topic,
    lastAt: heard?.lastAt.toISOString() ?? null,
    today: heard?.today ?? 0,
    usual: heard?.usual ?? null,
    isSilent: heard?.isSilent ?? false,
    drifted: drift?.drifted ?? 0,
    lastCheck: drift?.lastCheck ?? null,
  };
}

const bySilenceThenLast = (a: TopicView, b: TopicView): number =>
  Number(b.isSilent) - Number(a.isSilent) ||
  (b.lastAt ?? "").localeCompare(a.lastAt ?? "") ||
  a.topic.localeCompare(b.topic);

async function readTopics(shop: Reader, domain: string): Promise<Map<string, HeardTopic>> {
  const counted = await countedUntil(shop);
  const dayAgo = earlier(shop.at, DAY);
  const rows = await shop.sql<HeardTopic>`
    with heard as (
      select topic, hour, count, "lastAt" from "TopicHour" where "shopId" = ${shop.id} and hour < ${counted}
      union all
      select topic, date_trunc('hour', "receivedAt", 'UTC'), count(*), max("receivedAt") from "Receipt"
      where "receivedAt" >= ${counted} and address = ${domain} and door = 'shopify' and topic is not null
      group by 1, 2
    ), learned as (
      select extract(epoch from ${dayAgo}::timestamptz - min(hour)) / 86400 as days from heard
    ), topics as (
      select topic, max("lastAt") as "lastAt",
        coalesce(sum(count) filter (where hour > ${dayAgo}), 0)::int as today,
        coalesce(sum(count) filter (where hour <= ${dayAgo}), 0)::float as earlier
      from heard group by topic
    )
    select topic, "lastAt", today, case when days >= 1 then earlier / days end as usual,
      exists (select from "TopicSilence" silence where "shopId" = ${shop.id} and silence.topic = topics.topic
        and "clearedAt" is null and since >= "lastAt") as "isSilent"
    from topics cross join learned`;
  return new Map(rows.map((row) => [row.topic, row]));
}

async function readHours(shop: Reader, domain: string): Promise<HeardHour[]> {
  const counted = await countedUntil(shop);
  const first = earlier(beginningOfHour(shop.at), (HOURS_SHOWN - 1) * HOUR);
  const rows = await shop.sql<{ hour: Date; count: number }>`
    with heard as (
      select hour, count from "TopicHour"
      where "shopId" = ${shop.id} and hour < ${counted} and hour >= ${first}
      union all
      select date_trunc('hour', "receivedAt", 'UTC'), count(*) from "Receipt"
      where "receivedAt" >= ${counted} and address = ${domain} and door = 'shopify' group by 1
    )
    select every.hour, coalesce(sum(count), 0)::int as count
    from generate_series(${first}::timestamptz, ${shop.at}::timestamptz, interval '1 hour') as every(hour)
    left join heard using (hour) group by 1 order by 1`;
  return rows.map(({ hour, count }) => ({ hour: hour.toISOString(), count }));
}

/** Until when hours are counted (shop/hearing/fold-heard.ts); what came since stands in the letterbox alone. */
async function countedUntil(shop: Reader): Promise<Date> {
  const [pulse] = await shop.sql<{ at: Date }>`select at from "Pulse" where name = 'heard'`;
  return beginningOfHour(pulse ? earlier(pulse.at, 5 * MINUTE) : earlier(shop.at, 8 * DAY));
}

const beginningOfHour = (at: Date): Date => new Date(Math.floor(at.getTime() / HOUR) * HOUR);

async function readDrift(shop: Reader): Promise<Map<string, DriftOfTopic>> {
  const rows = await shop.sql<DriftOfTopic>`
    with days as (
      select topic, sum(drifted)::int as drifted from "TopicDrift"
      where "shopId" = ${shop.id} and day > ${earlier(shop.at, 30 * DAY)}::timestamptz::date group by topic
    ), last as (
      select found.key as topic, found.value as "lastCheck"
      from "Sweep", jsonb_each(found) found where "shopId" = ${shop.id}
    )
    select topic, coalesce(drifted, 0) as drifted, "lastCheck" from days full join last using (topic)`;
  return new Map(rows.map((row) => [row.topic, row]));
}

async function countParked(shop: Reader, domain: string): Promise<number> {
  const [row] = await shop.sql<{ parked: number }>`
    select count(*)::int as parked from "Receipt" where address = ${domain} and "parkedFor" is not null`;
  return row!.parked;
}
