import type { ConsentAddress } from "#app/consent/ledger.ts";
import { namesOfPersons } from "#app/consent/names-on.ts";
import { shareNo } from "#app/consent/shared-no.ts";
import type { Shop } from "#app/db.server.ts";

/** What tells that several names are one account's is about to go: from here on each must say its no itself (R22). */
export async function shareNos(shop: Shop, accounts: ConsentAddress[]): Promise<void> {
  const names = await namesOfPersons(shop, accounts);
  for (const [n, { channel }] of accounts.entries()) await shareNo(shop, channel, names[n]!);
}
