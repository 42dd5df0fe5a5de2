import { earlier, HOUR, MINUTE } from "#app/clock.ts";
import { inShop, type Shop } from "#app/db.server.ts";
import { enqueue } from "#app/jobs/enqueue.ts";
import type { Sweep, SweepCause } from "#app/shop/sweeps/sweep.ts";

/** What a run of one kind is at: the payload of job `sweepPage`. */
export interface SweepPageJob {
  kind: string;
  /** When the run began: a page of a run that another has taken over is dropped. */
  run: string;
  since: string;
  after: string | null;
  priority: number;
}

/** Shopify's search finds a change some time after it was made: each run looks that far behind the last one. */
const OVERLAP_MS = 10 * MINUTE;
/** A run that has not moved for so long has lost its job. */
const STUCK_AFTER_MS = HOUR;

/**
 * Job `sweepShop`, and what "Check now" does: begins a run of each kind since the last one that was finished, or since
 * the shop installed us (what was before is the first sync's). A run that is at work is left to go on: it reads up to
 * the present anyway. Returns the kinds that were begun.
 */
export async function sweepShop(
  shopId: string,
  { because }: { because: SweepCause },
  sweeps: Sweep[],
): Promise<string[]> {
  return inShop(shopId, async (shop) => {
    const begun = await begin(
      shop,
      because,
      sweeps.map(({ kind }) => kind),
    );
    const priority = because === "hourly" || because === "nightly" ? 10 : 5;
    await enqueue(
      shop,
      begun.map(({ kind, from }) => pageJob(shop, pageOf(shop, { kind, from, priority }))),
    );
    return begun.map(({ kind }) => kind);
  });
}

/** The key keeps a kind's pages one after another, whoever begins a run. */
export const pageJob = (shop: Shop, payload: SweepPageJob) => ({
  task: "sweepPage",
  payload,
  key: `sweepPage:${shop.id}:${payload.kind}`,
  priority: payload.priority,
});

const pageOf = (shop: Shop, { kind, from, priority }: Begun & { priority: number }): SweepPageJob => ({
  kind,
  run: shop.at.toISOString(),
  since: earlier(from, OVERLAP_MS).toISOString(),
  after: null,
  priority,
});

interface Begun {
  kind: string;
  from: Date;
}

function begin(shop: Shop, because: SweepCause, kinds: string[]): Promise<Begun[]> {
  return shop.sql<Begun>`
    insert into "Sweep" as known ("shopId", kind, "startedAt", because, "touchedAt", found)
    select ${shop.id}, kind, ${shop.at}, ${because}, ${shop.at}, '{}' from unnest(${kinds}::text[]) kind
    on conflict ("shopId", kind) do update set
      "startedAt" = excluded."startedAt", because = excluded.because, "touchedAt" = excluded."touchedAt",
      after = null, "doneAt" = null, found = '{}', fault = null
    where known."startedAt" < excluded."startedAt" and (known."doneAt" is not null or known.fault is not null
      or known."touchedAt" < ${earlier(shop.at, STUCK_AFTER_MS)})
    returning kind, greatest("sweptTo", (select "installedAt" from "Shop" where id = ${shop.id})) as from`;
}
