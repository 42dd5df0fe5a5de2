import { randomBytes } from "node:crypto";
import { formsOf, numberKey } from "#app/customers/match-key.ts";
import type { Reader, Shop } from "#app/db.server.ts";
import { newId } from "#app/id.ts";
import { keyedHash, seal, unseal } from "#app/seal.server.ts";

/**
 * Whose yes or no it is, without the address itself: this outlives forgetting, so an opt-out holds for ever (R22).
 * Both forms of a number have one (customers/match-key.ts).
 */
export const consentHash = (channel: string, address: string): string => hashOf(channel, numberKey(address));

/** The same, and those under which its forms were kept while each still had a hash of its own. */
export const consentHashes = (channel: string, address: string): string[] =>
  formsOf(address).map((form) => hashOf(channel, form));

const hashOf = (channel: string, address: string): string => keyedHash("consent", `${channel}:${address}`);

export interface ConsentKey {
  id: string;
  key: Buffer;
}

/** The key of this address, made where there is none. Forgetting deletes it, and with it every meaning of its entries. */
export async function consentKeyOf(shop: Shop, channel: string, addressHash: string): Promise<ConsentKey> {
  const fresh = seal(randomBytes(32));
  await shop.sql`
    insert into "ConsentKey" ("shopId", id, channel, "addressHash", "sealedKey")
    values (${shop.id}, ${newId()}, ${channel}, ${addressHash}, ${fresh}) on conflict do nothing`;
  const [found] = await findKeys(shop, [addressHash], channel);
  return found!;
}

export async function findKeys(
  shop: Reader,
  addressHashes: string[],
  channel: string | null = null,
): Promise<ConsentKey[]> {
  const rows = await shop.sql<{ id: string; sealedKey: Buffer }>`
    select id, "sealedKey" from "ConsentKey"
    where "shopId" = ${shop.id} and "addressHash" = any(${addressHashes})
      and (${channel}::text is null or channel = ${channel})`;
  return rows.map(({ id, sealedKey }) => ({ id, key: unseal(sealedKey) }));
}
