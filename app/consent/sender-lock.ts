import { namesOfPersons } from "#app/consent/names-on.ts";
import { numberKey } from "#app/customers/match-key.ts";
import type { Shop } from "#app/db.server.ts";
import { keyedHash } from "#app/seal.server.ts";

interface Sender {
  channel: string;
  address: string;
}

/** What a receipt of the letterbox carries of its sender, instead of the number itself; one for both of its forms. */
export const senderHash = (channel: string, address: string): string =>
  keyedHash("sender", `${channel}:${numberKey(address)}`);

/**
 * One at a time per address: sends are decided and inbound texts are taken in under the same lock. Many are locked in
 * one order, whoever asks. Who has several names is locked by all of them; a name that became known while we waited is
 * locked after the others, so that a text from it cannot slip by either.
 */
export async function lockAddresses(shop: Shop, all: Sender[]): Promise<void> {
  const locked = new Set<string>();
  for (;;) {
    const names = await namesOfPersons(shop, all);
    const hashes = new Set(
      all.flatMap(({ channel }, n) => names[n]!.map((name) => senderHash(channel, name))),
    );
    const fresh = [...hashes.difference(locked)].sort();
    if (!fresh.length) return;
    await shop.sql`select pg_advisory_xact_lock(hashtextextended(hash, 0)) from unnest(${fresh}::text[]) hash`;
    for (const hash of fresh) locked.add(hash);
  }
}

export const lockAddress = (shop: Shop, channel: string, address: string): Promise<void> =>
  lockAddresses(shop, [{ channel, address }]);
