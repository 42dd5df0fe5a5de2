import { connectedAccount } from "#app/channels/accounts.ts";
import { createEasypostTracker, easypostSecrets } from "#app/channels/easypost.server.ts";
import { inShop, type Shop } from "#app/db.server.ts";
import { enqueue } from "#app/jobs/enqueue.ts";
import { keepFeedUpdates } from "#app/orders/tracking/keep-feed-updates.ts";
import { followJob } from "#app/orders/tracking/keep-parcel-numbers.ts";
import { updatesFromEasypost } from "#app/orders/tracking/updates-from-easypost.ts";

const AT_ONCE = 25;

/**
 * Job `followParcels`: asks the connected feed to follow the numbers that wait, some at a time. Asked again for one, the
 * feed answers with the tracker it has, so a job that is killed and comes back does no harm.
 */
export async function followParcels(shopId: string): Promise<void> {
  const { account, waiting } = await inShop(shopId, async (shop) => ({
    account: await connectedAccount(shop, "easypost"),
    waiting: await readWaiting(shop),
  }));
  if (!account || !waiting.length) return;
  const { apiKey } = easypostSecrets(account);
  for (const number of waiting) {
    const answer = await createEasypostTracker(apiKey, number);
    // What may go better later throws: the queue comes again, with the rest still waiting.
    if (!answer.ok && answer.because === "later") throw new Error(answer.say);
    await inShop(shopId, async (shop) => {
      if (!answer.ok) return settle(shop, number, { state: "refused", refusedFor: answer.say });
      await settle(shop, number, { state: "followed", trackerId: answer.data.id });
      await keepFeedUpdates(shop, { number, updates: updatesFromEasypost(answer.data) });
    });
  }
  if (waiting.length === AT_ONCE) await inShop(shopId, (shop) => enqueue(shop, [followJob(shop)]));
}

async function readWaiting(shop: Shop): Promise<string[]> {
  const rows = await shop.sql<{ number: string }>`
    select number from "ScanTracker" where "shopId" = ${shop.id} and feed = 'easypost' and state = 'waiting'
    group by number order by min("stateAt"), number limit ${AT_ONCE}`;
  return rows.map(({ number }) => number);
}

async function settle(
  shop: Shop,
  number: string,
  {
    state,
    trackerId = null,
    refusedFor = null,
  }: { state: string; trackerId?: string | null; refusedFor?: string | null },
): Promise<void> {
  await shop.sql`
    update "ScanTracker" set state = ${state}, "trackerId" = ${trackerId}, "refusedFor" = ${refusedFor},
      "stateAt" = ${shop.at}::timestamptz
    where "shopId" = ${shop.id} and number = ${number} and state = 'waiting'`;
}
