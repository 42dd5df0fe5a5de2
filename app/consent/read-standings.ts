import { consentHashes } from "#app/consent/consent-address.ts";
import { byTimeThenRevoked, type ConsentAddress, type Stands } from "#app/consent/ledger.ts";
import type { ConsentPurpose } from "#app/consent/purposes.ts";
import type { Reader } from "#app/db.server.ts";

/** What stands for one address, by purpose; what was never asked is not there. */
export type Standings = Partial<Record<ConsentPurpose, Stands>>;

/** What the ledger says now of many addresses, for showing: nothing is locked. In the order they were asked. */
export async function readStandings(shop: Reader, addresses: ConsentAddress[]): Promise<Standings[]> {
  const hashes = addresses.map(({ channel, address }) => consentHashes(channel, address));
  const rows = await shop.sql<Row>`
    select "addressHash", purpose, state, level, since from "ConsentState"
    where "shopId" = ${shop.id} and channel = any(${[...new Set(addresses.map(({ channel }) => channel))]})
      and "addressHash" = any(${hashes.flat()})`;
  return hashes.map((theirs) => newestOf(rows.filter(({ addressHash }) => theirs.includes(addressHash))));
}

interface Row extends Stands {
  addressHash: string;
  purpose: ConsentPurpose;
}

function newestOf(rows: Row[]): Standings {
  const found: Standings = {};
  for (const { purpose, state, level, since } of rows.toSorted(byTimeThenRevoked))
    found[purpose] ??= { state, level, since };
  return found;
}
