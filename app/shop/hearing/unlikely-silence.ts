import { DAY, earlier, HOUR, later, MINUTE } from "#app/clock.ts";

/** What was heard of one topic. */
export interface Heard {
  /** Since when we have been listening to this shop. */
  from: Date;
  lastAt: Date;
  /** Webhooks by the hour's beginning (ms since 1970, UTC); an hour without an entry had none. */
  hours: ReadonlyMap<number, number>;
}

/** Before a week has been heard, nobody knows what is usual. */
const LEARNED_AFTER_MS = 7 * DAY;
const DAYS_LOOKED_BACK = 28;
/** Shopify's own first tries take some minutes, and a busy topic would be "silent" after seconds. */
const SHORTEST_MS = 15 * MINUTE;
/** Longer stretches say no more. */
const LONGEST_MS = 14 * DAY;
/** One false alarm in a million stretches, if webhooks came independently of each other. */
const UNLIKELY = 1e-6;

/**
 * Whether this topic has been quiet for longer than chance explains: where λ webhooks were to be expected, none come
 * with probability e^−λ (Poisson). A shop that we have heard for less than a week, or a topic that is usually quiet at
 * this hour or on this weekday, never raises an alarm.
 */
export function isSilenceUnlikely(heard: Heard, at: Date): boolean {
  if (at.getTime() - heard.lastAt.getTime() < SHORTEST_MS) return false;
  return Math.exp(-expectedSince(heard, at)) < UNLIKELY;
}

/** How many webhooks would usually have come since the last one (λ). Never falls as time goes on. */
export function expectedSince(heard: Heard, at: Date): number {
  const { from, lastAt } = heard;
  if (lastAt.getTime() - from.getTime() < LEARNED_AFTER_MS) return 0;
  const end = Math.min(at.getTime(), lastAt.getTime() + LONGEST_MS);
  let expected = 0;
  for (let hour = hourOf(lastAt); hour < end; hour += HOUR) {
    const share = (Math.min(end, hour + HOUR) - Math.max(lastAt.getTime(), hour)) / HOUR;
    expected += share * usualIn(hour, heard);
  }
  return expected;
}

/** The hours that `expectedSince` may ask for. */
export const learnedFrom = (lastAt: Date): Date => earlier(later(lastAt, -HOUR), DAYS_LOOKED_BACK * DAY);

const hourOf = (at: Date): number => Math.floor(at.getTime() / HOUR) * HOUR;

/**
 * What usually comes in this hour: the mean of the same hour on the days before the silence, the busiest of them left
 * out (a campaign is no rate), and no more than on the same weekday (a shop may be shut on Sundays).
 */
function usualIn(hour: number, { from, lastAt, hours }: Heard): number {
  const all: number[] = [];
  const sameWeekday: number[] = [];
  const silentFrom = hourOf(lastAt);
  for (let day = 1; all.length < DAYS_LOOKED_BACK; day++) {
    const then = hour - day * DAY;
    if (then < from.getTime()) break;
    if (then >= silentFrom) continue;
    const count = hours.get(then) ?? 0;
    all.push(count);
    if (day % 7 === 0) sameWeekday.push(count);
  }
  if (all.length < 6 || !sameWeekday.length) return 0;
  return Math.min((sum(all) - Math.max(...all)) / (all.length - 1), sum(sameWeekday) / sameWeekday.length);
}

const sum = (numbers: number[]): number => numbers.reduce((total, one) => total + one, 0);
