import { countryOfAddress } from "#app/consent/country-of-address.ts";
import { mustConfirm } from "#app/consent/disclosure-rules.ts";
import type { Asked, ConsentStanding, Stands } from "#app/consent/ledger.ts";

/** What stands, as a decision takes it: a yes that must be said twice and was said once is still open, whoever told it. */
export const asItCounts = (stands: Stands | null, asked: Asked): ConsentStanding | null =>
  stands?.state === "granted" && !isSaidEnough(asked, stands.level) ? "pending" : (stands?.state ?? null);

/**
 * Whether a yes of this level is enough there (R25, disclosure-rules.ts). Asked of what goes to a number, which says its
 * country: no mail address does, so a yes by mail that Shopify or a list tells counts as told (decisions/018).
 */
export function isSaidEnough({ channel, address, purpose }: Asked, level: string | null): boolean {
  if (channel !== "sms" && channel !== "whatsapp") return true;
  return level === "CONFIRMED_OPT_IN" || !mustConfirm(countryOfAddress(address), channel, purpose);
}
