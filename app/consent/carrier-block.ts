import { consentHash, consentHashes } from "#app/consent/consent-address.ts";
import type { Reader, Shop } from "#app/db.server.ts";

/** One of our senders, and somebody's address on its channel. */
export interface Line {
  channel: string;
  accountId: string;
  address: string;
}

/**
 * The carrier lets nothing through on this line until START is texted on it. Apart from consent: a yes in the shop
 * does not open the line, and a line that is open is no yes.
 */
export async function blockLine(
  shop: Shop,
  { channel, accountId, address }: Line,
  { because, at }: { because: string; at: Date },
): Promise<void> {
  await shop.sql`
    insert into "CarrierBlock" ("shopId", "accountId", "addressHash", because, since)
    values (${shop.id}, ${accountId}, ${consentHash(channel, address)}, ${because}, ${at})
    on conflict do nothing`;
}

/** They texted START to this sender: the carrier lets it through again. Returns whether it did not before. */
export async function openLine(shop: Shop, { channel, accountId, address }: Line): Promise<boolean> {
  const opened = await shop.sql`
    delete from "CarrierBlock" where "shopId" = ${shop.id} and "accountId" = ${accountId}
      and "addressHash" = any(${consentHashes(channel, address)}) returning 1`;
  return opened.length > 0;
}

/** Which of these lines are blocked. */
export async function readBlocked<L extends Line>(shop: Reader, lines: L[]): Promise<Set<L>> {
  const blocks = await readBlocks(shop, lines);
  return new Set(lines.filter((_, n) => blocks[n]));
}

/** Which of these lines the carrier has blocked, since when; null of those it lets through. */
export async function readBlocks(shop: Reader, lines: Line[]): Promise<(Date | null)[]> {
  if (!lines.some(({ accountId }) => accountId)) return lines.map(() => null);
  const hashes = lines.map(({ channel, address }) => consentHashes(channel, address));
  const rows = await shop.sql<{ accountId: string; addressHash: string; since: Date }>`
    select "accountId", "addressHash", since from "CarrierBlock"
    where "shopId" = ${shop.id} and "accountId" = any(${lines.map(({ accountId }) => accountId)})
      and "addressHash" = any(${hashes.flat()})`;
  const since = new Map(rows.map((row) => [`${row.accountId} ${row.addressHash}`, row.since]));
  return lines.map(({ accountId }, n) => {
    const blocked = hashes[n]!.find((hash) => since.has(`${accountId} ${hash}`));
    return blocked ? since.get(`${accountId} ${blocked}`)! : null;
  });
}
