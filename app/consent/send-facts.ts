import { readBlocked } from "#app/consent/carrier-block.ts";
import type { ConsentStanding } from "#app/consent/ledger.ts";
import type { Intended } from "#app/consent/may-send.ts";
import { namesOfPersons } from "#app/consent/names-on.ts";
import { purposeOf } from "#app/consent/purposes.ts";
import { senderHash } from "#app/consent/sender-lock.ts";
import { isSendingOff } from "#app/consent/sending-switch.ts";
import { readShared } from "#app/consent/shared-no.ts";
import { asItCounts } from "#app/consent/yes-that-counts.ts";
import type { Shop } from "#app/db.server.ts";
import { isInstalled } from "#app/shop/installed.ts";

/** What stands in the database when it is decided whether a message may leave. */
export interface SendFacts {
  isInstalled: boolean;
  isSendingOff: boolean;
  /** A text of theirs that we acknowledged and have not read: waiting for its turn since then, or parked for a person. */
  unread: { as: "waiting"; since: Date } | { as: "parked" } | null;
  /** What the ledger says of the purpose, as it counts; null: never asked, or no purpose to ask of. */
  stands: ConsentStanding | null;
  isBlocked: boolean;
}

/**
 * The facts of many messages at once, each in its place; a handful of statements for any number. The consent rows stay
 * locked against a change until the transaction ends. Of the storefront chat nothing but the shop is asked.
 */
export async function readSendFacts(shop: Shop, all: Intended[]): Promise<SendFacts[]> {
  const outside = all.filter(({ channel }) => channel !== "chat");
  const ofShop = { isInstalled: await isInstalled(shop), isSendingOff: false };
  if (!ofShop.isInstalled || !outside.length) return all.map(() => ({ ...ofShop, ...NOTHING_KNOWN }));
  ofShop.isSendingOff = await isSendingOff(shop);
  const found = await namesOfPersons(shop, outside);
  const names = new Map(outside.map((intended, n) => [intended, found[n]!]));
  const unread = await readUnread(shop, names);
  const stands = await readPurposes(shop, names);
  const blocked = await readBlocked(shop, outside.filter(isLine));
  return all.map((intended) => ({
    ...ofShop,
    unread: unread.get(intended) ?? null,
    stands: stands.get(intended) ?? null,
    isBlocked: blocked.has(intended as Intended & { accountId: string }),
  }));
}

const NOTHING_KNOWN = { unread: null, stands: null, isBlocked: false } as const;

/** Each message with every name of whom it goes to, the one it goes to first. */
type Names = Map<Intended, string[]>;

const isLine = (intended: Intended): intended is Intended & { accountId: string } =>
  intended.channel === "sms" && !!intended.accountId;

async function readUnread(shop: Shop, names: Names): Promise<Map<Intended, SendFacts["unread"]>> {
  const hashes = new Map(
    [...names].map(([intended, theirs]) => [
      intended,
      theirs.map((name) => senderHash(intended.channel, name)),
    ]),
  );
  const rows = await shop.sql<{ hash: string; since: Date | null }>`
    select asked.hash, min("receivedAt") filter (where "parkedFor" is null) as since
    from unnest(${[...new Set([...hashes.values()].flat())]}::text[]) asked(hash)
    cross join lateral (
      select address, "parkedFor", "receivedAt" from "Receipt" where "senderHash" = asked.hash and "readAt" is null
      union all
      select address, "parkedFor", "receivedAt" from "Receipt" where "alsoHash" = asked.hash and "readAt" is null
    ) r
    where not exists (select from "Address" other where other.id = r.address and other."shopId" <> ${shop.id})
    group by asked.hash`;
  const found = new Map(rows.map(({ hash, since }) => [hash, since]));
  return new Map([...hashes].map(([intended, theirs]) => [intended, oldestOf(theirs, found)]));
}

/** `found`: of each name with something unread since when it waits; null where all of it is parked. */
function oldestOf(names: string[], found: Map<string, Date | null>): SendFacts["unread"] {
  const theirs = names.filter((name) => found.has(name)).map((name) => found.get(name)!);
  const waiting = theirs.filter((since) => since !== null).sort((one, other) => +one - +other);
  if (waiting.length) return { as: "waiting", since: waiting[0]! };
  return theirs.length ? { as: "parked" } : null;
}

async function readPurposes(shop: Shop, names: Names): Promise<Map<Intended, ConsentStanding | null>> {
  const asking = [...names].flatMap(([intended, theirs]) =>
    intended.purpose === "confirmation" ? [] : [{ intended, theirs, purpose: purposeOf(intended.purpose) }],
  );
  const asked = asking.map(({ intended: { channel, address }, purpose }) => ({ channel, address, purpose }));
  const stands = await readShared(shop, asked, { names: asking.map(({ theirs }) => theirs) });
  return new Map(asking.map(({ intended }, n) => [intended, asItCounts(stands[n]!, asked[n]!)]));
}
