import { randomBytes } from "node:crypto";
import type { ConsentKey } from "#app/consent/consent-address.ts";
import type { Shop } from "#app/db.server.ts";
import { newId } from "#app/id.ts";
import { seal, unseal } from "#app/seal.server.ts";

/** The keys of many addresses by their hashes, made where there are none: for what writes many consents at once. */
export async function consentKeysOf(
  shop: Shop,
  addresses: { channel: string; addressHash: string }[],
): Promise<Map<string, ConsentKey>> {
  const hashes = addresses.map(({ addressHash }) => addressHash);
  const known = await read(shop, hashes);
  const missing = addresses.filter(({ addressHash }) => !known.has(addressHash));
  if (!missing.length) return known;
  await shop.sql`
    insert into "ConsentKey" ("shopId", id, channel, "addressHash", "sealedKey")
    select ${shop.id}, id, channel, hash, sealed
    from unnest(${missing.map(() => newId())}::text[], ${missing.map(({ channel }) => channel)}::text[],
      ${missing.map(({ addressHash }) => addressHash)}::text[], ${missing.map(() => seal(randomBytes(32)))}::bytea[])
      fresh(id, channel, hash, sealed)
    on conflict do nothing`;
  return read(shop, hashes);
}

async function read(shop: Shop, hashes: string[]): Promise<Map<string, ConsentKey>> {
  const rows = await shop.sql<{ id: string; addressHash: string; sealedKey: Buffer }>`
    select id, "addressHash", "sealedKey" from "ConsentKey"
    where "shopId" = ${shop.id} and "addressHash" = any(${hashes})`;
  return new Map(rows.map(({ id, addressHash, sealedKey }) => [addressHash, { id, key: unseal(sealedKey) }]));
}
