import type { ConsentStanding } from "#app/consent/ledger.ts";
import { isSaidEnough } from "#app/consent/yes-that-counts.ts";
import type { ToldConsent } from "#app/customers/customer-record.ts";

export interface Judged {
  state: ConsentStanding;
  level: string | null;
  at: Date;
  /** It takes a yes away and is no no of its own: Shopify merely knows of none. */
  onlyLowers: boolean;
}

/**
 * What Shopify's word on somebody's marketing consent is worth; null where it says nothing. Unknown is no (R21): a yes
 * without its level, or said once where it must be said twice, is only pending, one without its time cannot be weighed
 * against a STOP, and a word we do not know takes a yes away. A time to come counts as now, or it would stand against
 * every later STOP.
 */
export function judgeTold({ channel, address, state, level, at }: ToldConsent, now: Date): Judged | null {
  if (!state || state === "REDACTED" || state === "INVALID") return null;
  const said = at && at < now ? at : now;
  if (state === "UNSUBSCRIBED") return { state: "revoked", level: null, at: said, onlyLowers: false };
  if (!at) return null;
  if (state === "SUBSCRIBED") {
    const isKnown = level === "SINGLE_OPT_IN" || level === "CONFIRMED_OPT_IN";
    const isEnough =
      isKnown && isSaidEnough({ channel, address: address ?? "", purpose: "marketing" }, level);
    return {
      state: isEnough ? "granted" : "pending",
      level: isKnown ? level : "UNKNOWN",
      at: said,
      onlyLowers: false,
    };
  }
  if (state === "PENDING") return { state: "pending", level, at: said, onlyLowers: false };
  return { state: "revoked", level: null, at: said, onlyLowers: true };
}
