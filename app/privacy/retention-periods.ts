import type { Reader, Shop } from "#app/db.server.ts";
import {
  inOneWord,
  RETENTION,
  type Retention,
  type RetentionDays,
  type RetentionKind,
  retentionOf,
  shortened,
} from "#app/privacy/retention.ts";
import { countPastTime } from "#app/privacy/past-time.ts";

/** How long this shop keeps what. */
export async function readRetention(shop: Reader): Promise<Retention> {
  return retentionOf(
    await shop.sql<{ kind: string; days: RetentionDays }>`
      select kind, days from "RetentionPeriod" where "shopId" = ${shop.id}`,
  );
}

export type RetentionOutcome =
  | { saved: true }
  /** Rows that the next night would delete and tonight's would not: the merchant says yes to it first. */
  | { saved: false; loses: { kind: RetentionKind; rows: number }[] };

/**
 * Saves the periods. Where a shorter one would delete something, nothing is saved until the merchant has seen how much
 * and agreed to just these periods (`agreed`, by `inOneWord`).
 */
export async function saveRetention(
  shop: Shop,
  asked: Retention,
  { agreed }: { agreed: string },
): Promise<RetentionOutcome> {
  const loses = await losses(shop, asked);
  if (loses.length && agreed !== inOneWord(asked)) return { saved: false, loses };
  for (const { kind } of RETENTION)
    await shop.sql`
      insert into "RetentionPeriod" ("shopId", kind, days, "setAt")
      values (${shop.id}, ${kind}, ${asked[kind]}, ${shop.at})
      on conflict ("shopId", kind) do update set days = excluded.days, "setAt" = excluded."setAt"`;
  return { saved: true };
}

async function losses(shop: Shop, asked: Retention) {
  const found: { kind: RetentionKind; rows: number }[] = [];
  for (const kind of shortened(await readRetention(shop), asked)) {
    const rows = await countPastTime(shop, kind, asked[kind]);
    if (rows > 0) found.push({ kind, rows });
  }
  return found;
}
