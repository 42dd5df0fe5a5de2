import { earlier, DAY } from "#app/clock.ts";
import type { Shop } from "#app/db.server.ts";
import { enqueue } from "#app/jobs/enqueue.ts";
import { writeEvent } from "#app/jobs/events.ts";
import { expectedSince, isSilenceUnlikely, learnedFrom } from "#app/shop/hearing/unlikely-silence.ts";

/**
 * Raises an alarm for each topic that has been quiet for improbably long, and takes it back when it is heard again.
 * Either starts a sweep: what went missing is looked for at once, and again when Shopify speaks.
 */
export async function watchSilence(shop: Shop): Promise<void> {
  const heardAgain = await clear(shop);
  for (const topic of heardAgain) await writeEvent(shop, { name: "topic.heard-again", payload: { topic } });
  const silent = await findSilent(shop);
  const raised = [];
  for (const one of silent) if (await raise(shop, one)) raised.push(one);
  if (heardAgain.length + raised.length === 0) return;
  const payload = { because: "silence" };
  await enqueue(shop, [{ task: "sweepShop", payload, key: `sweepShop:now:${shop.id}`, priority: 5 }]);
}

async function clear(shop: Shop): Promise<string[]> {
  const rows = await shop.sql<{ topic: string }>`
    update "TopicSilence" s set "clearedAt" = ${shop.at}
    where "shopId" = ${shop.id} and "clearedAt" is null and exists (
      select from "TopicHour" h
      where h."shopId" = s."shopId" and h.topic = s.topic and h."lastAt" > s.since)
    returning topic`;
  return rows.map(({ topic }) => topic);
}

interface Silent {
  topic: string;
  since: Date;
  expected: number;
}

async function findSilent(shop: Shop): Promise<Silent[]> {
  const silent = [];
  for (const { topic, from, lastAt, downUntil } of await findQuiet(shop)) {
    const hours = await readHours(shop, topic, learnedFrom(lastAt));
    // While nobody was at the letterbox the silence was ours, and a sweep of its own looks after it.
    const heard = { from, lastAt: downUntil && downUntil > lastAt ? downUntil : lastAt, hours };
    if (isSilenceUnlikely(heard, shop.at))
      silent.push({ topic, since: lastAt, expected: expectedSince(heard, shop.at) });
  }
  return silent;
}

interface Quiet {
  topic: string;
  from: Date;
  lastAt: Date;
  downUntil: Date | null;
}

/** Topics quiet for a while that were lively enough for it to mean something: the others are not looked at further. */
async function findQuiet(shop: Shop): Promise<Quiet[]> {
  return shop.sql<Quiet>`
    select h.topic, max(h."lastAt") as "lastAt", greatest(s."installedAt", (
      select min(hour) from "TopicHour" where "shopId" = ${shop.id})) as from,
      (select since from "Pulse" where name = 'letterbox') as "downUntil"
    from "TopicHour" h join "Shop" s on s.id = h."shopId"
    where h."shopId" = ${shop.id} and h.hour > ${earlier(shop.at, 28 * DAY)}
    group by h.topic, s."installedAt"
    having max(h."lastAt") < ${shop.at}::timestamptz - interval '15 minutes' and sum(h.count) >= 7`;
}

async function readHours(shop: Shop, topic: string, from: Date): Promise<Map<number, number>> {
  const rows = await shop.sql<{ hour: Date; count: number }>`
    select hour, count from "TopicHour"
    where "shopId" = ${shop.id} and topic = ${topic} and hour >= ${from}`;
  return new Map(rows.map(({ hour, count }) => [hour.getTime(), count]));
}

/** False where this stretch has been told before. */
async function raise(shop: Shop, { topic, since, expected }: Silent): Promise<boolean> {
  const rows = await shop.sql`
    insert into "TopicSilence" ("shopId", topic, since, expected, "raisedAt")
    values (${shop.id}, ${topic}, ${since}, ${expected}, ${shop.at})
    on conflict do nothing returning topic`;
  if (rows.length) await writeEvent(shop, { name: "topic.fell-silent", payload: { topic } });
  return rows.length > 0;
}
