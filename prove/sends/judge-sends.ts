import { pool } from "#app/db.server.ts";
import { town } from "#tests/town.ts";
import type { Violation } from "../proof.ts";
import { markOf } from "./send-shop.ts";

interface Row {
  mark: string;
  state: string;
  reason: string | null;
  externalId: string | null;
}

export interface Judged {
  doubled: Violation[];
  silent: Violation[];
  untrue: Violation[];
  accepted: number;
  states: Record<string, number>;
}

/**
 * The carrier's ledger against what the shop is shown. Doubled: taken more than once. Silent: nobody is told how it
 * ended. Untrue: shown as something that the carrier knows better. `unknown` is an end that is shown, and no lie
 * whichever way it was.
 */
export async function judgeSends(shopId: string, marks: string[]): Promise<Judged> {
  const taken = await readLedger();
  const rows = await readRows(shopId);
  const doubled = marks
    .filter((mark) => (taken.get(mark) ?? []).length > 1)
    .map((mark) => ({
      what: "one message, taken by the carrier more than once",
      mark,
      sids: taken.get(mark),
    }));
  const silent = marks.flatMap((mark) => {
    const row = rows.get(mark);
    if (!row) return [{ what: "a message that was committed is gone", mark }];
    return ENDS.has(row.state) ? [] : [{ what: "a message that never ends", ...row }];
  });
  const untrue = [...rows.values()].filter((row) => isUntrue(row, taken.get(row.mark) ?? []));
  const states: Record<string, number> = {};
  for (const { state } of rows.values()) states[state] = (states[state] ?? 0) + 1;
  return {
    doubled,
    silent,
    untrue: untrue.map((row) => ({
      what: "shown as what it was not",
      ...row,
      sids: taken.get(row.mark) ?? [],
    })),
    accepted: [...taken.values()].flat().length,
    states,
  };
}

const ENDS = new Set(["sent", "delivered", "failed", "unknown", "suppressed", "expired"]);

function isUntrue({ state, externalId }: Row, sids: string[]): boolean {
  if (state === "sent" || state === "delivered") return !externalId || !sids.includes(externalId);
  // In this proof every text that the carrier takes arrives.
  return state !== "unknown" && sids.length > 0;
}

/** Sids by mark, from what the carrier accepted: the judge of what went out. */
async function readLedger(): Promise<Map<string, string[]>> {
  const taken = new Map<string, string[]>();
  for (const entry of await town.ledger()) {
    if (entry.provider !== "twilio" || entry.kind !== "message") continue;
    const mark = markOf(String(entry.body));
    if (mark) taken.set(mark, [...(taken.get(mark) ?? []), String(entry.sid)]);
  }
  return taken;
}

async function readRows(shopId: string): Promise<Map<string, Row>> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query("select set_config('app.shop', $1, true)", [shopId]);
    const { rows } = await client.query<Row>(
      `select substr(intent, 7) as mark, state, reason, "externalId" from "Message"
       where "shopId" = $1 and intent like 'prove:%'`,
      [shopId],
    );
    await client.query("commit");
    return new Map(rows.map((row) => [row.mark, row]));
  } finally {
    client.release();
  }
}
