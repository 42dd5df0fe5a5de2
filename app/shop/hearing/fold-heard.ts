import { DAY, earlier, HOUR, later, MINUTE, now } from "#app/clock.ts";
import { inShop, pool, type Shop } from "#app/db.server.ts";
import { notePulse, readPulse } from "#app/jobs/pulse.server.ts";
import { watchSilence } from "#app/shop/hearing/watch-silence.ts";
import { installedShops } from "#app/shop/installed-shops.server.ts";

/** Receipts are kept for eight days. */
const FARTHEST_BACK_MS = 8 * DAY;
/** A receipt bears the time it came at, and may be committed a moment later. */
const SLACK_MS = 5 * MINUTE;
/** Counted in one statement for all shops: as much as fits into memory with ease. */
const WINDOW_MS = 6 * HOUR;

/**
 * Job `foldHeard`, every ten minutes: counts the letterbox's receipts by shop, topic and hour, so that they are known
 * for longer than receipts are kept and the hot path writes nothing of it; then looks in each shop for silence. Whole
 * hours are counted anew each time: twice, or cut off in the middle, it does no harm.
 */
export async function foldHeard(): Promise<void> {
  const at = now();
  const last = (await readPulse("heard"))?.at ?? earlier(at, FARTHEST_BACK_MS);
  let from = beginningOfHour(earlier(last, SLACK_MS));
  for (; from < at; from = later(from, WINDOW_MS)) await foldWindow(from, later(from, WINDOW_MS));
  await notePulse("heard", at);
  for await (const shopId of installedShops()) await inShop(shopId, watchSilence);
}

const beginningOfHour = (at: Date): Date => new Date(Math.floor(at.getTime() / HOUR) * HOUR);

interface Counted {
  shopId: string;
  topic: string;
  hour: Date;
  count: number;
  lastAt: Date;
}

async function foldWindow(from: Date, to: Date): Promise<void> {
  const { rows } = await pool.query<Counted>(
    `select s.id as "shopId", r.topic, date_trunc('hour', r."receivedAt", 'UTC') as hour,
       count(*)::int as count, max(r."receivedAt") as "lastAt"
     from "Receipt" r join "Shop" s on s.domain = r.address and s."uninstalledAt" is null
     where r."receivedAt" >= $1 and r."receivedAt" < $2 and r.door = 'shopify' and r.topic is not null
     group by 1, 2, 3`,
    [from, to],
  );
  const byShop = Map.groupBy(rows, ({ shopId }) => shopId);
  for (const [shopId, counted] of byShop) await inShop(shopId, (shop) => keep(shop, counted));
}

async function keep(shop: Shop, counted: Counted[]): Promise<void> {
  await shop.sql`
    insert into "TopicHour" ("shopId", topic, hour, count, "lastAt")
    select ${shop.id}, topic, hour, count, "lastAt" from jsonb_to_recordset(${JSON.stringify(counted)}::jsonb)
      as heard(topic text, hour timestamptz, count int, "lastAt" timestamptz)
    on conflict ("shopId", topic, hour) do update set count = excluded.count, "lastAt" = excluded."lastAt"`;
}
