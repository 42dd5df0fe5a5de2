import type { Account, SendResult } from "#app/channels/channel.ts";
import { later, MINUTE, SECOND } from "#app/clock.ts";
import type { Shop } from "#app/db.server.ts";

/** So many answers in a row that say nothing of the message itself: then the provider is left alone for a while. */
const MOST_FAULTS = 5;
const FIRST_PAUSE_MS = 30 * SECOND;
const LONGEST_PAUSE_MS = 10 * MINUTE;
/** So long one claim alone tries whether the provider is back. */
const TRIAL_MS = 30 * SECOND;

/**
 * Whether this account's provider may be asked now (reliability R17); else until when its messages wait. After a pause
 * the first claim goes ahead alone: the caller's transaction holds the account's row, so that there is one.
 */
export async function passCircuit(
  shop: Shop,
  { id }: Pick<Account, "id">,
): Promise<{ ok: true } | { ok: false; until: Date }> {
  // Without the lock first: nearly always nothing is paused.
  const [account] = await shop.sql<{ pausedUntil: Date | null }>`
    select "pausedUntil" from "ChannelAccount" where "shopId" = ${shop.id} and id = ${id}`;
  if (!account?.pausedUntil) return { ok: true };
  const [first] = await shop.sql`
    update "ChannelAccount" set "pausedUntil" = ${later(shop.at, TRIAL_MS)}
    where "shopId" = ${shop.id} and id = ${id} and "pausedUntil" <= ${shop.at} returning id`;
  if (first) return { ok: true };
  return { ok: false, until: account.pausedUntil > shop.at ? account.pausedUntil : later(shop.at, TRIAL_MS) };
}

/** What the provider's answer says of the provider. Any word on the message itself means that it is there. */
export async function noteAnswer(shop: Shop, { id }: Pick<Account, "id">, { as }: SendResult): Promise<void> {
  if (as === "accepted" || as === "refused") {
    await shop.sql`
      update "ChannelAccount" set faults = 0, "pausedUntil" = null
      where "shopId" = ${shop.id} and id = ${id} and faults > 0`;
    return;
  }
  const [account] = await shop.sql<{ faults: number }>`
    update "ChannelAccount" set faults = faults + 1 where "shopId" = ${shop.id} and id = ${id} returning faults`;
  if (!account || account.faults < MOST_FAULTS) return;
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** (account.faults - MOST_FAULTS), LONGEST_PAUSE_MS);
  await shop.sql`
    update "ChannelAccount" set "pausedUntil" = ${later(shop.at, pause)}
    where "shopId" = ${shop.id} and id = ${id}`;
}
