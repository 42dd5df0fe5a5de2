import type { Channel } from "#app/channels/channel.ts";
import { consentHash, consentHashes, consentKeyOf, findKeys } from "#app/consent/consent-address.ts";
import { howMuch } from "#app/consent/how-much.ts";
import type { ConsentPurpose } from "#app/consent/purposes.ts";
import { tellShopify } from "#app/consent/tell-shopify.ts";
import type { Reader, Shop } from "#app/db.server.ts";
import { Prisma } from "#app/generated/prisma/client.ts";
import { newId } from "#app/id.ts";
import { sealUnder, unsealUnder } from "#app/seal.server.ts";

/** `held`: they may have said no, and a person is to read it. It allows no more than `revoked` does. */
export type ConsentStanding = "granted" | "pending" | "held" | "revoked";
export type { ConsentPurpose } from "#app/consent/purposes.ts";

export interface ConsentFact {
  channel: Channel;
  /** E.164, lower-case address, or the channel's own id of them. */
  address: string;
  purpose: ConsentPurpose;
  state: ConsentStanding;
  /** Shopify's `marketingOptInLevel`: SINGLE_OPT_IN, CONFIRMED_OPT_IN, UNKNOWN. */
  level?: string;
  /** Who said so: `keyword`, `carrier`, `shopify`, `staff`, `storefront`, and others (components/consent-words.ts). */
  source: string;
  /** The exact words that they agreed to, and their version. */
  shown?: { text: string; version: string };
  /** The proof: what they wrote, message id, IP. Sealed, append-only. */
  evidence: Prisma.InputJsonObject;
  /** When it was said, by the source's clock. */
  at: Date;
}

/**
 * Appends to the ledger and moves what it says now, unless a newer fact already stands (newest wins by the source's
 * time; of one instant the one that allows less). The state row stays locked until the transaction ends, so a send that
 * is being decided waits for it. What moves marketing goes to Shopify too (consent/tell-shopify.ts). `since`: a doubt is
 * lifted, and what was said then stands again; Shopify never heard of the doubt, so it is told of a no alone.
 */
export async function recordConsent(
  shop: Shop,
  fact: ConsentFact,
  { since }: { since?: Date } = {},
): Promise<void> {
  const { channel, address, purpose, state, level = null, source, shown = null, evidence, at } = fact;
  const addressHash = consentHash(channel, address);
  const { id: keyId, key } = await consentKeyOf(shop, channel, addressHash);
  const sealed = sealUnder(key, JSON.stringify({ address, evidence }));
  const moved = await shop.sql`
    with written as (
      insert into "ConsentEntry"
        ("shopId", id, channel, "addressHash", purpose, state, level, source, shown, version, "keyId", sealed, at,
          "writtenAt")
      values (${shop.id}, ${newId()}, ${channel}, ${addressHash}, ${purpose}, ${state}, ${level}, ${source},
        ${shown?.text ?? null}, ${shown?.version ?? null}, ${keyId}, ${sealed}, ${at}, ${shop.at})
    )
    insert into "ConsentState" as stands ("shopId", channel, "addressHash", purpose, state, level, since)
    values (${shop.id}, ${channel}, ${addressHash}, ${purpose}, ${state}, ${level}, ${since ?? at})
    on conflict ("shopId", channel, "addressHash", purpose) do update
      set state = excluded.state, level = excluded.level, since = excluded.since
      where excluded.since > stands.since
         or (excluded.since = stands.since and ${howMuch("excluded")} < ${howMuch("stands")})
         or (${since !== undefined} and stands.state = 'held')
    returning state`;
  if (moved.length && (!since || state === "revoked")) await tellShopify(shop, { ...fact, at: since ?? at });
}

export type Asked = Pick<ConsentFact, "channel" | "address" | "purpose">;

/** What the ledger says now, with the row locked against a change until the transaction ends. Null: never asked. */
export async function standing(shop: Shop, asked: Asked): Promise<ConsentStanding | null> {
  return (await readStanding(shop, asked))?.state ?? null;
}

/**
 * The same with its level; of what is held, or was ended in a provider's menu, the level says what stood before: `state`
 * or `state/LEVEL`.
 */
export const readStanding = async (shop: Shop, asked: Asked): Promise<Stands | null> =>
  (await readStandings(shop, [asked]))[0]!;

/** The same for many at once, each in its place. Rows are locked in the one order in which lists lock them, too. */
export async function readStandings(
  shop: Reader,
  asked: Asked[],
  { isLocking = true }: { isLocking?: boolean } = {},
): Promise<(Stands | null)[]> {
  if (!asked.length) return [];
  const wanted = asked.flatMap(({ channel, address, purpose }, n) =>
    consentHashes(channel, address).map((hash) => ({ n, channel, hash, purpose })),
  );
  const rows = await shop.sql<Stands & { n: number }>`
    select n, s.state, s.level, s.since
    from json_to_recordset(${JSON.stringify(wanted)}::json) wanted(n int, channel text, hash text, purpose text)
    join "ConsentState" s on s."shopId" = ${shop.id} and s.channel = wanted.channel and s."addressHash" = wanted.hash
      and s.purpose = wanted.purpose and s.channel = any(${[...new Set(asked.map(({ channel }) => channel))]})
      and s."addressHash" = any(${wanted.map(({ hash }) => hash)})
    order by s."addressHash" ${isLocking ? Prisma.sql`for share of s` : Prisma.empty}`;
  const found = Map.groupBy(rows, ({ n }) => n);
  return asked.map((_, n) => {
    const [newest] = found.get(n)?.sort(byTimeThenRevoked) ?? [];
    return newest ? { state: newest.state, level: newest.level, since: newest.since } : null;
  });
}

export interface Stands {
  state: ConsentStanding;
  level: string | null;
  since: Date;
}

/** Of what is held, the level says what stood before. */
export const levelHeld = (stood: Stands | null): string =>
  [stood?.state ?? "pending", ...(stood?.level ? [stood.level] : [])].join("/");

/** Both forms of a number may have a state: the newest stands, of one instant the no. */
export const byTimeThenRevoked = (one: Stands, other: Stands): number =>
  other.since.getTime() - one.since.getTime() ||
  Number(other.state === "revoked") - Number(one.state === "revoked");

/** One address on one channel. */
export type ConsentAddress = Pick<ConsentFact, "channel" | "address">;

const hashesOf = (addresses: ConsentAddress[]): string[] =>
  addresses.flatMap(({ channel, address }) => consentHashes(channel, address));

/** Every yes and no of these addresses, oldest first, with what was sealed. Forgotten ones have nothing to show. */
export async function readConsent(shop: Reader, addresses: ConsentAddress[]): Promise<object[]> {
  const keys = new Map((await findKeys(shop, hashesOf(addresses))).map(({ id, key }) => [id, key]));
  const rows = await shop.sql<{ keyId: string; sealed: Buffer }>`
    select id, channel, purpose, state, level, source, shown, version, at, "keyId", sealed from "ConsentEntry"
    where "shopId" = ${shop.id} and "keyId" = any(${[...keys.keys()]}) order by at, id`;
  return rows.map(({ keyId, sealed, ...entry }) => ({
    ...entry,
    ...(JSON.parse(unsealUnder(keys.get(keyId)!, sealed).toString()) as object),
  }));
}

/** Destroys the keys of these addresses: what the ledger says stays in force, but nobody can read any more of whom. */
export async function forgetConsentAddresses(shop: Shop, addresses: ConsentAddress[]): Promise<void> {
  await shop.sql`
    delete from "ConsentKey" where "shopId" = ${shop.id} and "addressHash" = any(${hashesOf(addresses)})`;
}
