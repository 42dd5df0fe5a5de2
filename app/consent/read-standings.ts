import { consentHashes } from "#app/consent/consent-address.ts";
import { byTimeThenRevoked, type ConsentAddress, type Stands } from "#app/consent/ledger.ts";
import { namesOfPersons } from "#app/consent/names-on.ts";
import { type ConsentPurpose, PURPOSES } from "#app/consent/purposes.ts";
import { withNo } from "#app/consent/shared-no.ts";
import type { Reader } from "#app/db.server.ts";

/** What stands for one address, by purpose; what was never asked is not there. */
export type Standings = Partial<Record<ConsentPurpose, Stands>>;

/** What the ledger says now of many addresses, for showing: nothing is locked. In the order they were asked. */
export async function readStandings(shop: Reader, addresses: ConsentAddress[]): Promise<Standings[]> {
  const names = await namesOfPersons(shop, addresses);
  const hashes = addresses.map(({ channel }, n) => names[n]!.map((name) => consentHashes(channel, name)));
  const rows = await shop.sql<Row>`
    select "addressHash", purpose, state, level, since from "ConsentState"
    where "shopId" = ${shop.id} and channel = any(${[...new Set(addresses.map(({ channel }) => channel))]})
      and "addressHash" = any(${hashes.flat(2)})`;
  return hashes.map((names) =>
    shared(names.map((forms) => newestOf(rows.filter(({ addressHash }) => forms.includes(addressHash))))),
  );
}

/** Of somebody with several names the no of each holds for all. */
function shared([own, ...others]: Standings[]): Standings {
  if (!others.length) return own!;
  const found = PURPOSES.map((purpose) => [
    purpose,
    withNo(
      own![purpose] ?? null,
      others.map((one) => one[purpose] ?? null),
    ),
  ]);
  return Object.fromEntries(found.filter(([, stands]) => stands)) as Standings;
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
