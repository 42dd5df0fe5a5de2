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
 * one order, whoever asks.
 */
export async function lockAddresses(shop: Shop, all: Sender[]): Promise<void> {
  const hashes = [...new Set(all.map(({ channel, address }) => senderHash(channel, address)))].sort();
  await shop.sql`select pg_advisory_xact_lock(hashtextextended(hash, 0)) from unnest(${hashes}::text[]) hash`;
}

export const lockAddress = (shop: Shop, channel: string, address: string): Promise<void> =>
  lockAddresses(shop, [{ channel, address }]);
