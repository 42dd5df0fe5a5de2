import type { Account, SendResult } from "#app/channels/channel.ts";
import { later, MINUTE, SECOND } from "#app/clock.ts";
import type { Shop } from "#app/db.server.ts";

/** So many answers in a row that say nothing of the message itself: then the provider is left alone for a while. */
const MOST_FAULTS = 5;
const FIRST_PAUSE_MS = 30 * SECOND;
const LONGEST_PAUSE_MS = 10 * MINUTE;
/** So long one claim alone tries whether the provider is back. */
const TRIAL_MS = 30 * SECOND;

/** How many may pass: all of them, or one alone to try; the others wait until then. */
export type Passage = { most: number; until: Date };

/**
 * Whether this account's provider may be asked now (reliability R17); else until when its messages wait. After a pause
 * one message goes ahead alone: the caller's transaction holds the account's row, so that there is one.
 */
export async function passCircuit(shop: Shop, { id }: Pick<Account, "id">): Promise<Passage> {
  // Without the lock first: nearly always nothing is paused.
  const [account] = await shop.sql<{ pausedUntil: Date | null }>`
    select "pausedUntil" from "ChannelAccount" where "shopId" = ${shop.id} and id = ${id}`;
  if (!account?.pausedUntil) return { most: Number.POSITIVE_INFINITY, until: shop.at };
  const [first] = await shop.sql`
    update "ChannelAccount" set "pausedUntil" = ${later(shop.at, TRIAL_MS)}
    where "shopId" = ${shop.id} and id = ${id} and "pausedUntil" <= ${shop.at} returning id`;
  const until = account.pausedUntil > shop.at ? account.pausedUntil : later(shop.at, TRIAL_MS);
  return { most: first ? 1 : 0, until };
}

/**
 * What the provider's answers, oldest first, say of the provider. Any word on a message itself means that it is there:
 * only the faults after the last such word count, and those of one moment are no reason to wait longer than one is.
 */
export async function noteAnswers(
  shop: Shop,
  { id }: Pick<Account, "id">,
  answers: SendResult[],
): Promise<void> {
  const faults =
    answers.length - 1 - answers.findLastIndex(({ as }) => as === "accepted" || as === "refused");
  if (faults < answers.length) {
    await shop.sql`
      update "ChannelAccount" set faults = 0, "pausedUntil" = null
      where "shopId" = ${shop.id} and id = ${id} and faults > 0`;
  }
  if (!faults) return;
  const [account] = await shop.sql<{ faults: number }>`
    update "ChannelAccount"
    set faults = case when faults < ${MOST_FAULTS} then least(faults + ${faults}, ${MOST_FAULTS}) else faults + 1 end
    where "shopId" = ${shop.id} and id = ${id} returning faults`;
  if (!account || account.faults < MOST_FAULTS) return;
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** (account.faults - MOST_FAULTS), LONGEST_PAUSE_MS);
  await shop.sql`
    update "ChannelAccount" set "pausedUntil" = ${later(shop.at, pause)}
    where "shopId" = ${shop.id} and id = ${id}`;
}
