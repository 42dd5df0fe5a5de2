import { CHANNELS, type Channel } from "#app/channels/channel.ts";
import { consentHashes } from "#app/consent/consent-address.ts";
import { type ConsentStanding, readConsent } from "#app/consent/ledger.ts";
import type { ConsentPurpose } from "#app/consent/purposes.ts";
import type { Reader } from "#app/db.server.ts";
import { unseal, unsealUnder } from "#app/seal.server.ts";

export interface ProofEntry {
  id: string;
  channel: Channel;
  purpose: string;
  state: ConsentStanding;
  level: string | null;
  source: string;
  /** The exact words that were agreed to, and their version. */
  shown: string | null;
  version: string | null;
  /** What was kept with it: what they wrote, which message, where on the network. */
  evidence: Record<string, unknown>;
  at: string;
}

export interface Proof {
  address: string;
  stands: {
    channel: Channel;
    purpose: ConsentPurpose;
    state: ConsentStanding;
    level: string | null;
    since: string;
  }[];
  /** Oldest first. */
  entries: ProofEntry[];
}

/** Everything the ledger holds of one address, on all its channels, opened. Null where the person was forgotten. */
export async function readProof(shop: Reader, keyId: string): Promise<Proof | null> {
  const address = await addressOf(shop, keyId);
  if (!address) return null;
  const hashes = CHANNELS.flatMap((channel) => consentHashes(channel, address));
  const stands = await shop.sql<Omit<Proof["stands"][number], "since"> & { since: Date }>`
    select channel, purpose, state, level, since from "ConsentState"
    where "shopId" = ${shop.id} and "addressHash" = any(${hashes}) order by channel, purpose`;
  const entries = await readConsent(
    shop,
    CHANNELS.map((channel) => ({ channel, address })),
  );
  return {
    address,
    stands: stands.map(({ since, ...row }) => ({ ...row, since: since.toISOString() })),
    entries: entries.map((entry) => {
      const { address: _, at, ...rest } = entry as Omit<ProofEntry, "at"> & { address: string; at: Date };
      return { ...rest, at: at.toISOString() };
    }),
  };
}

async function addressOf(shop: Reader, keyId: string): Promise<string | null> {
  const [row] = await shop.sql<{ sealedKey: Buffer; sealed: Buffer }>`
    select k."sealedKey", e.sealed from "ConsentKey" k
    join "ConsentEntry" e on e."shopId" = k."shopId" and e.channel = k.channel and e."addressHash" = k."addressHash"
      and e."keyId" = k.id
    where k."shopId" = ${shop.id} and k.id = ${keyId} order by e.at limit 1`;
  if (!row) return null;
  const { address } = JSON.parse(unsealUnder(unseal(row.sealedKey), row.sealed).toString()) as {
    address: string;
  };
  return address;
}
