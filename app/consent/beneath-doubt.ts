import type { ConsentStanding, Stands } from "#app/consent/ledger.ts";
import type { ConsentPurpose } from "#app/consent/purposes.ts";
import type { Reader } from "#app/db.server.ts";

/** Whose word it is that a doubt was none: no word of the shopper's, so it is no yes to go by. */
export const NO_OPT_OUT = "no-opt-out";

interface Doubted {
  channel: string;
  /** Of the one address: a number may have been kept under two (consent-address.ts). */
  hashes: string[];
  purpose: ConsentPurpose;
}

export interface Beneath extends Omit<Stands, "since"> {
  /** When that was said, and who said so; null where nothing stood. */
  since: Date | null;
  source: string | null;
}

/**
 * What stands where a doubt is taken away: what stood before it, at the time when it was said, unless a no of after that
 * has come to us late. While the doubt held, such a no was kept and moved nothing, for it is older than the doubt.
 */
export async function readBeneath(
  shop: Reader,
  { channel, hashes, purpose }: Doubted,
  doubt: Pick<Stands, "level" | "since">,
): Promise<Beneath> {
  const [state, level = null] = (doubt.level ?? "pending").split("/");
  const [row] = await shop.sql<Row>`
    with said as (
      select state, level, source, at, "writtenAt" from "ConsentEntry"
      where "shopId" = ${shop.id} and channel = ${channel} and purpose = ${purpose}
        and "addressHash" = any(${hashes}) and source <> ${NO_OPT_OUT}
    ), stood as (
      select at, source from said
      where state = ${state} and level is not distinct from ${level}::text and at <= ${doubt.since}
      order by at desc, "writtenAt" limit 1
    ), refused as (
      select at, source from said where state = 'revoked' and at >= coalesce((select at from stood), '-infinity')
      order by at desc, "writtenAt" limit 1
    )
    select (select at from stood) as "stoodSince", (select source from stood) as "stoodBy",
      (select at from refused) as "refusedAt", (select source from refused) as "refusedBy"`;
  const { stoodSince, stoodBy, refusedAt, refusedBy } = row!;
  if (refusedAt) return { state: "revoked", level: null, since: refusedAt, source: refusedBy };
  return { state: state as ConsentStanding, level, since: stoodSince, source: stoodBy };
}

interface Row {
  stoodSince: Date | null;
  stoodBy: string | null;
  refusedAt: Date | null;
  refusedBy: string | null;
}
