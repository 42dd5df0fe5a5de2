import type { Reader } from "#app/db.server.ts";
import { nextSweepAt } from "#app/shop/sweeps/sweep-shops.ts";

export interface CheckView {
  kind: string;
  comes: "hourly" | "nightly";
  state: "waiting" | "running" | "done" | "failed";
  startedAt: string | null;
  doneAt: string | null;
  /** Whatever changed before this is known to be right here. */
  rightUntil: string | null;
  /** Facts compared, and those that no webhook had told. */
  checked: number;
  drifted: number;
  /** Why it stands still, or broke off, in words. */
  fault: string | null;
}

export interface ChecksView {
  checks: CheckView[];
  nextAt: string;
}

/** How the shop's records were last read again from Shopify; kinds that were never read are waiting. */
export async function readChecks(shop: Reader, kinds: Kinds): Promise<ChecksView> {
  const rows = await shop.sql<Row>`
    select kind, "startedAt", "doneAt", "sweptTo", fault,
      coalesce((select sum((value->>'checked')::int) from jsonb_each(found)), 0)::int as checked,
      coalesce((select sum((value->>'drifted')::int) from jsonb_each(found)), 0)::int as drifted
    from "Sweep" where "shopId" = ${shop.id} and kind = any(${[...kinds.hourly, ...kinds.nightly]})`;
  const known = new Map(rows.map((row) => [row.kind, row]));
  return {
    checks: [
      ...kinds.hourly.map((kind) => viewOf(kind, "hourly", known.get(kind))),
      ...kinds.nightly.map((kind) => viewOf(kind, "nightly", known.get(kind))),
    ],
    nextAt: (await nextSweepAt(shop)).toISOString(),
  };
}

export type Kinds = Record<CheckView["comes"], string[]>;

interface Row {
  kind: string;
  startedAt: Date;
  doneAt: Date | null;
  sweptTo: Date | null;
  checked: number;
  drifted: number;
  fault: string | null;
}

function viewOf(kind: string, comes: CheckView["comes"], row: Row | undefined): CheckView {
  return {
    kind,
    comes,
    state: stateOf(row),
    startedAt: row?.startedAt.toISOString() ?? null,
    doneAt: row?.doneAt?.toISOString() ?? null,
    rightUntil: row?.sweptTo?.toISOString() ?? null,
    checked: row?.checked ?? 0,
    drifted: row?.drifted ?? 0,
    fault: row?.fault ?? null,
  };
}

function stateOf(row: Row | undefined): CheckView["state"] {
  if (!row) return "waiting";
  if (row.fault) return "failed";
  return row.doneAt ? "done" : "running";
}
