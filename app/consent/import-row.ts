import type { Separator } from "#app/consent/csv-separator.ts";
import type { OptInChannel } from "#app/consent/disclosure-rules.ts";
import type { ConsentStanding } from "#app/consent/ledger.ts";
import type { ConsentPurpose } from "#app/consent/purposes.ts";
import { isSaidEnough } from "#app/consent/yes-that-counts.ts";
import { normaliseEmail } from "#app/customers/email.ts";
import { normalisePhone } from "#app/customers/phone.ts";

/** Which column of a file says what; without `state` every row is a no, as in another sender's list of unsubscribed. */
export interface ImportPlan {
  channel: OptInChannel;
  purpose: ConsentPurpose;
  /** ISO 3166, for numbers without a country. */
  country: string | null;
  separator: Separator;
  columns: {
    address: string;
    state: string | null;
    at: string | null;
    level: string | null;
    words: string | null;
  };
}

export interface ImportFact {
  address: string;
  state: "granted" | "revoked";
  level: "SINGLE_OPT_IN" | "CONFIRMED_OPT_IN" | null;
  words: string | null;
  at: Date;
}

export type ReadRow = { fact: ImportFact } | { refused: RowFault };
export type RowFault =
  | "no-address"
  | "neither-yes-nor-no"
  | "yes-without-level"
  | "yes-not-confirmed"
  | "yes-without-time"
  | "time-not-clear"
  | "time-to-come";

/**
 * One row as a fact, or why it is none. Unknown is no (R21): a yes counts only with its time and with how it was
 * given; without, nothing is written, which sends nothing.
 */
export function readRow(row: Record<string, string>, plan: ImportPlan, now: Date): ReadRow {
  const cell = (column: string | null) =>
    column ? (row[column] ?? "").trim().replace(/^'(?=[=+\-@])/, "") : "";
  const { columns } = plan;
  const address = addressOf(cell(columns.address), plan);
  if (!address) return { refused: "no-address" };
  const state = columns.state ? STATES.get(bare(cell(columns.state))) : "revoked";
  if (!state) return { refused: "neither-yes-nor-no" };
  const said = cell(columns.at);
  const at = said ? timeOf(said, state, now) : null;
  if (said && !at) return { refused: "time-not-clear" };
  if (at && at > now) return { refused: "time-to-come" };
  const words = cell(columns.words).slice(0, 1_000) || null;
  if (state === "revoked") return { fact: { address, state, level: null, words, at: at ?? now } };
  const level = LEVELS.get(bare(cell(columns.level)));
  if (!level) return { refused: "yes-without-level" };
  if (!isSaidEnough({ channel: plan.channel, address, purpose: plan.purpose }, level))
    return { refused: "yes-not-confirmed" };
  if (!at) return { refused: "yes-without-time" };
  return { fact: { address, state, level, words, at } };
}

const addressOf = (cell: string, { channel, country }: ImportPlan): string | null =>
  channel === "email" ? normaliseEmail(cell) : normalisePhone(cell, country);

const bare = (cell: string): string => cell.toLowerCase().replace(/[^a-z0-9]/g, "");

const STATES = new Map<string, "granted" | "revoked">([
  ...["yes", "y", "true", "1", "subscribed", "optin", "optedin", "granted", "active"].map(
    (word) => [word, "granted"] as const,
  ),
  ...[
    "no",
    "n",
    "false",
    "0",
    "unsubscribed",
    "notsubscribed",
    "optout",
    "optedout",
    "revoked",
    "stop",
    "stopped",
    "suppressed",
    "blocked",
    "bounced",
    "complained",
    "cleaned",
    "never",
  ].map((word) => [word, "revoked"] as const),
]);

const LEVELS = new Map<string, "SINGLE_OPT_IN" | "CONFIRMED_OPT_IN">([
  ...["single", "singleoptin"].map((word) => [word, "SINGLE_OPT_IN"] as const),
  ...["double", "doubleoptin", "confirmed", "confirmedoptin"].map(
    (word) => [word, "CONFIRMED_OPT_IN"] as const,
  ),
]);

const DAY_ALONE = /^\d{4}-\d\d-\d\d$/;
const MOMENT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?( ?(Z|UTC|[+-]\d\d:?\d\d))$/;

/**
 * A time that can be read in one way only: 01/02/2026 is two days. Of a day without an hour a yes is read as its first
 * moment anywhere and a no as its last, so that of one day the no wins.
 */
function timeOf(cell: string, state: ImportFact["state"], now: Date): Date | null {
  if (DAY_ALONE.test(cell)) {
    const day = new Date(`${cell}T00:00:00Z`);
    if (Number.isNaN(day.getTime())) return null;
    const last = new Date(`${cell}T23:59:59.999-12:00`);
    return state === "granted" ? new Date(`${cell}T00:00:00+14:00`) : last > now && day <= now ? now : last;
  }
  if (!MOMENT.test(cell)) return null;
  const at = new Date(
    cell
      .replace(" ", "T")
      .replace(/ ?UTC$/, "Z")
      .replace(/ /g, ""),
  );
  return Number.isNaN(at.getTime()) ? null : at;
}

export type Verdict = "taken" | "already" | "no-stands" | "newer-stands" | "twice";

/** What stands for an address before a row of the file is weighed; null: nothing was ever said. */
export type Stands = { state: ConsentStanding; since: Date; isImported: boolean } | null;

/**
 * Whether a fact from a file counts. It fills in what nobody said and it lowers; it never raises what stands (R21).
 * A no beats the yes of an earlier row whatever its time, so that the order of rows says nothing.
 */
export function weighFact({ state, at }: Pick<ImportFact, "state" | "at">, stands: Stands): Verdict {
  if (!stands) return "taken";
  if (state === "granted") return stands.state === "granted" ? "already" : "no-stands";
  if (stands.state === "revoked") return "already";
  return at >= stands.since || stands.isImported ? "taken" : "newer-stands";
}
