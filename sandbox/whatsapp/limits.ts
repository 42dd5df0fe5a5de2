import type { BusinessNumber, Person, WhatsAppState } from "./whatsapp-types.ts";

const SECOND = 1_000;
const DAY = 86_400_000;
/** One message in six seconds to one person; a burst of 45 is borrowed from the time after it. */
const PAIR_MS = 6 * SECOND;
const PAIR_BURST = 45;

/** Whether the number has already sent what it may in this second. */
export function isOverThroughput(state: WhatsAppState, number: BusinessNumber, now: number): boolean {
  const recent = (state.sends.get(number.id) ?? []).filter((at) => at > now - SECOND);
  state.sends.set(number.id, recent);
  if (recent.length >= number.perSecond) return true;
  recent.push(now);
  return false;
}

export function isOverPairRate(state: WhatsAppState, number: BusinessNumber, { waId }: Person, now: number) {
  const key = `${number.id} ${waId}`;
  const before = state.pairs.get(key) ?? { left: PAIR_BURST, at: now };
  const left = Math.min(PAIR_BURST, before.left + (now - before.at) / PAIR_MS);
  state.pairs.set(key, { left: left < 1 ? left : left - 1, at: now });
  return left < 1;
}

export const isWindowOpen = (state: WhatsAppState, number: BusinessNumber, { waId }: Person, now: number) =>
  now - (state.lastHeard.get(`${number.id} ${waId}`) ?? Number.NEGATIVE_INFINITY) < DAY;

/** Counts a person that the business writes to first; true where the portfolio had no more of them today. */
export function isOverPortfolio(
  state: WhatsAppState,
  portfolio: string,
  { waId }: Person,
  now: number,
): boolean {
  const opened = state.opened.get(portfolio) ?? new Map<string, number>();
  state.opened.set(portfolio, opened);
  for (const [who, at] of opened) if (at <= now - DAY) opened.delete(who);
  if (opened.has(waId)) return false;
  if (opened.size >= state.portfolioLimit) return true;
  opened.set(waId, now);
  return false;
}
