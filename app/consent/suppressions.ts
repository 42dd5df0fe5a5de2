import { maskAddress } from "#app/consent/mask-address.ts";
import type { ConsentPurpose } from "#app/consent/purposes.ts";
import type { Reader } from "#app/db.server.ts";
import { Prisma } from "#app/generated/prisma/client.ts";
import { unseal, unsealUnder } from "#app/seal.server.ts";

/** An address that must not be written to for one purpose. */
export interface Suppression {
  channel: string;
  /** Opens its proof; null where the person was forgotten and nobody can tell any more whose it is. */
  keyId: string | null;
  /** Masked, or in full for the export; null where forgotten. */
  address: string | null;
  purpose: ConsentPurpose;
  state: "revoked" | "held";
  source: string | null;
  since: Date;
}

/** Where the list goes on: after this row. */
export interface SuppressionCursor {
  since: Date;
  channel: string;
  addressHash: string;
}

export interface Wanted {
  purpose: ConsentPurpose;
  channel: string | null;
  after: SuppressionCursor | null;
  most: number;
  /** Addresses in full, for who may have them. */
  inFull?: boolean;
}

export interface SuppressionPage {
  rows: Suppression[];
  next: SuppressionCursor | null;
}

/** Who must not be written to, newest first, a page at a time along the index that holds only these. */
export async function readSuppressions(
  shop: Reader,
  { purpose, channel, after, most, inFull = false }: Wanted,
): Promise<SuppressionPage> {
  const rows = await shop.sql<Row>`
    select s.channel, s."addressHash", s.purpose, s.state, s.since, said.source, said.sealed, k.id as "keyId",
      k."sealedKey"
    from (select * from "ConsentState" where "shopId" = ${shop.id} and purpose = ${purpose}
        and state in ('revoked', 'held') and ${onChannel(channel)} and ${isAfter(after)}
      order by since desc, channel, "addressHash" limit ${most + 1}) s
    left join "ConsentKey" k on k."shopId" = ${shop.id} and k.channel = s.channel and k."addressHash" = s."addressHash"
    left join lateral (select e.source, e.sealed from "ConsentEntry" e
      where e."shopId" = ${shop.id} and e.channel = s.channel and e."addressHash" = s."addressHash"
        and e.at = s.since and e.purpose = s.purpose and e.state = s.state and e."keyId" = k.id
      order by e."writtenAt" limit 1) said on true
    order by s.since desc, s.channel, s."addressHash"`;
  const last = rows.length > most ? rows[most - 1]! : null;
  return {
    rows: rows.slice(0, most).map((row) => opened(row, inFull)),
    next: last && { since: last.since, channel: last.channel, addressHash: last.addressHash },
  };
}

interface Row extends Omit<Suppression, "address"> {
  addressHash: string;
  sealed: Buffer | null;
  sealedKey: Buffer | null;
}

const onChannel = (channel: string | null) => (channel ? Prisma.sql`channel = ${channel}` : Prisma.sql`true`);

const isAfter = (after: SuppressionCursor | null) =>
  after
    ? Prisma.sql`(since < ${after.since} or (since = ${after.since}
        and (channel, "addressHash") > (${after.channel}, ${after.addressHash})))`
    : Prisma.sql`true`;

function opened({ sealed, sealedKey, addressHash: _, ...row }: Row, inFull: boolean): Suppression {
  if (!sealed || !sealedKey) return { ...row, address: null };
  const { address } = JSON.parse(unsealUnder(unseal(sealedKey), sealed).toString()) as { address: string };
  return { ...row, address: inFull ? address : maskAddress(address) };
}

/** How many must not be written to, by channel, for one purpose. */
export async function countSuppressions(
  shop: Reader,
  purpose: ConsentPurpose,
): Promise<{ channel: string; count: number }[]> {
  return shop.sql<{ channel: string; count: number }>`
    select channel, count(*)::int as count from "ConsentState"
    where "shopId" = ${shop.id} and purpose = ${purpose} and state in ('revoked', 'held')
    group by channel order by count desc, channel`;
}
