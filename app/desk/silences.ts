import type { Reader } from "#app/db.server.ts";

export interface SilenceView {
  topic: string;
  since: string;
  /** How many webhooks would have come since. */
  expected: number;
}

/** Topics that have been quiet for improbably long, the longest first. */
export async function readSilences(shop: Reader): Promise<SilenceView[]> {
  const rows = await shop.sql<{ topic: string; since: Date; expected: number }>`
    select topic, since, expected from "TopicSilence"
    where "shopId" = ${shop.id} and "clearedAt" is null order by since, topic`;
  return rows.map(({ since, expected, ...row }) => ({
    ...row,
    since: since.toISOString(),
    expected: Math.round(expected),
  }));
}
