import { reactions } from "#app/jobs/events.ts";

/** Event → jobs it wakes, by their names in wiring/jobs.ts. */
export function wireReactions(): void {
  for (const [event, jobs] of Object.entries(TABLE)) reactions.set(event, jobs);
}

const TABLE: Record<string, string[]> = {
  "message.received": ["answerMessage"],
  "shop.installed": ["syncRecentOrders"],
};
