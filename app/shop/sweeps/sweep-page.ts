import { inShop, type Shop } from "#app/db.server.ts";
import { enqueue } from "#app/jobs/enqueue.ts";
import { log } from "#app/log.server.ts";
import type { AdminFailure } from "#app/shopify/admin-answer.ts";
import { countFacts, type Found, type Sweep, type SweptPage } from "#app/shop/sweeps/sweep.ts";
import { pageJob, type SweepPageJob } from "#app/shop/sweeps/sweep-shop.ts";

/**
 * Job `sweepPage`: reads a page of what changed at Shopify, mirrors what we lack of it, counts what no webhook had
 * told, and goes on with the next. Page, counts and next job are one transaction, so a killed process goes on where it
 * was. Throws where Shopify is away, to be tried again.
 */
export async function sweepPage(shopId: string, job: SweepPageJob, sweeps: Sweep[]): Promise<void> {
  const sweep = sweeps.find(({ kind }) => kind === job.kind);
  if (!sweep) return;
  const page = await sweep.read(shopId, { since: new Date(job.since), after: job.after });
  if (!page.ok) return standStill(shopId, job, page);
  await inShop(shopId, async (shop) => {
    const run = await claim(shop, job);
    if (!run) return;
    const found = await putRight(shop, sweep, page, run.installedAt);
    await note(shop, job, found);
    if (page.after) await goOn(shop, job, page.after);
    else await finish(shop, job);
  });
}

/** The last try failed. Nobody has to do anything: the next hour begins anew, and until then the page says why. */
export async function giveUpSweep(shopId: string, { kind, run }: SweepPageJob): Promise<void> {
  await inShop(
    shopId,
    (shop) => shop.sql`
      update "Sweep" set "doneAt" = ${shop.at}, fault = coalesce(fault, ${BROKE_OFF})
      where "shopId" = ${shop.id} and kind = ${kind} and "startedAt" = ${run}::timestamptz and "doneAt" is null`,
  );
}

const BROKE_OFF = "It broke off. The next check begins anew.";

/** Whether this page is still the run's next; the row is locked until it is done. */
async function claim(shop: Shop, { kind, run, after }: SweepPageJob): Promise<Run | null> {
  const [row] = await shop.sql<Run>`
    update "Sweep" set "touchedAt" = ${shop.at}, fault = null
    where "shopId" = ${shop.id} and kind = ${kind} and "startedAt" = ${run}::timestamptz and "doneAt" is null
      and after is not distinct from ${after}
    returning (select "installedAt" from "Shop" where id = ${shop.id}) as "installedAt"`;
  return row ?? null;
}

interface Run {
  installedAt: Date;
}

async function putRight(shop: Shop, sweep: Sweep, { records }: Page, installedAt: Date): Promise<Found> {
  const facts = await sweep.compare(shop, records);
  const lacking = new Set(facts.filter(({ isKnown }) => !isKnown).map(({ recordId }) => recordId));
  for (const record of records) if (lacking.has(record.id)) await sweep.mirror(shop, record);
  return countFacts(facts, { at: shop.at, installedAt });
}

type Page = SweptPage<{ id: string }>;

/** Adds a page's counts to the run's and to the day's. */
async function note(shop: Shop, { kind }: SweepPageJob, found: Found): Promise<void> {
  const rows = Object.entries(found).map(([topic, counts]) => ({ topic, ...counts }));
  if (!rows.length) return;
  await shop.sql`
    with page as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as page(topic text, checked int, drifted int)
    ), days as (
      insert into "TopicDrift" as known ("shopId", topic, day, checked, drifted)
      select ${shop.id}, topic, ${shop.at.toISOString().slice(0, 10)}::date, checked, drifted from page
      on conflict ("shopId", topic, day) do update set
        checked = known.checked + excluded.checked, drifted = known.drifted + excluded.drifted
    )
    update "Sweep" set found = found || (
      select jsonb_object_agg(topic, jsonb_build_object(
        'checked', checked + coalesce((found->topic->>'checked')::int, 0),
        'drifted', drifted + coalesce((found->topic->>'drifted')::int, 0)))
      from page)
    where "shopId" = ${shop.id} and kind = ${kind}`;
  const drifted = rows.reduce((sum, row) => sum + row.drifted, 0);
  if (drifted) log.warn({ shopId: shop.id, kind, drifted }, "a sweep found what no webhook had told");
}

async function goOn(shop: Shop, job: SweepPageJob, after: string): Promise<void> {
  await shop.sql`update "Sweep" set after = ${after} where "shopId" = ${shop.id} and kind = ${job.kind}`;
  await enqueue(shop, [pageJob(shop, { ...job, after })]);
}

async function finish(shop: Shop, { kind }: SweepPageJob): Promise<void> {
  await shop.sql`
    update "Sweep" set "doneAt" = ${shop.at}, "sweptTo" = "startedAt", after = null
    where "shopId" = ${shop.id} and kind = ${kind}`;
}

/** Shopify did not let us read. An outage passes; what is not granted ends the run, with the words for it. */
async function standStill(shopId: string, { kind, run }: SweepPageJob, failure: AdminFailure): Promise<void> {
  const { because, say } = failure;
  const mayPass = because === "unavailable" || because === "throttled";
  await inShop(
    shopId,
    (shop) => shop.sql`
      update "Sweep" set fault = ${say}, "touchedAt" = ${shop.at},
        "doneAt" = case when ${mayPass} then null else ${shop.at}::timestamptz end
      where "shopId" = ${shopId} and kind = ${kind} and "startedAt" = ${run}::timestamptz and "doneAt" is null`,
  );
  if (mayPass) throw new Error(say);
}
