/** For jobs: what is gone or not granted will not come back by asking; an outage passes, so it throws to be tried again. */
export function retryWhereItHelps({ because, say }: { because: string; say: string }): void {
  if (because === "unavailable" || because === "throttled") throw new Error(say);
}
