/**
 * The one place that reads the time (law test): everything else is handed it, so the sandbox can move the clock
 * and a rule can be asked about any moment.
 */
export const now = (): Date => new Date();

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const later = (at: Date, milliseconds: number): Date => new Date(at.getTime() + milliseconds);
export const earlier = (at: Date, milliseconds: number): Date => new Date(at.getTime() - milliseconds);

/** Where its second began: Shopify's times have no smaller part, and what happened in this second counts. */
export const wholeSecond = (at: Date): Date => new Date(Math.floor(at.getTime() / SECOND) * SECOND);

/** Resolves after `milliseconds` of real time. */
export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Calls `work` every `milliseconds` of real time until the returned function is called. */
export function every(milliseconds: number, work: () => void): () => void {
  const timer = setInterval(work, milliseconds);
  timer.unref();
  return () => clearInterval(timer);
}
