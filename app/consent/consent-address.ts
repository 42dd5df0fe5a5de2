import { randomBytes } from "node:crypto";
import type { Reader, Shop } from "#app/db.server.ts";
import { newId } from "#app/id.ts";
import { keyedHash, seal, unseal } from "#app/seal.server.ts";

/** Whose yes or no it is, without the address itself: this outlives forgetting, so an opt-out holds for ever (R22). */
export const consentHash = (channel: string, address: string): string =>
  keyedHash("consent", `${channel}:${address}`);

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
