import { CHANNELS, type Channel, INSTALLATION_MAIL } from "#app/channels/channel.ts";
import { countryOfNumber } from "#app/channels/number-country.ts";
import { findTrouble, readTroubles, type SenderTrouble } from "#app/channels/sender-trouble.ts";
import { ableSenders, pickSender } from "#app/channels/sms-sender.ts";
import { describeWays, type Line, type OwnAccount } from "#app/conversations/describe-ways.ts";
import { type ThreadWays, wayId } from "#app/conversations/way.ts";
import { KIND_OF_CHANNEL } from "#app/customers/contact-kind.ts";
import { numberKey } from "#app/customers/match-key.ts";
import type { Reader } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";

/** An address of theirs in one thread. */
interface Known {
  conversationId: string;
  channel: Channel;
  address: string;
  /** By our account, when they last wrote to it from here. */
  heard: Map<string, Date>;
  /** The account they wrote to last from here, and when by the thread's own order. */
  lastAccountId: string | null;
  lastSeq: number;
}

/**
 * Every way to reach the shopper of these threads, which staff see as one: each of our accounts with each address they
 * wrote from or that was shown to be theirs. The usual one is the one `sendMessage` would take by itself.
 */
export async function readWays(shop: Reader, conversationIds: string[]): Promise<ThreadWays> {
  const { threads, heard, points, ...read } = await readGround(shop, conversationIds);
  const known = knownFrom(heard, points);
  const accounts = withInstallationMail(read.accounts);
  const lines = known.flatMap((one) => linesOf(one, accounts));
  const troubles = lines.some(({ account }) => account) ? await readTroubles(shop) : [];
  const usual = usualOf(threads, known, { accounts, troubles });
  const bad = new Set(points.flatMap(({ isBad, value }) => (isBad ? value : [])));
  return describeWays(shop, lines.toSorted(byNewest), { usual, troubles, bad });
}

interface Ground {
  /** The one that was heard from last stands first, as in `threadToReplyIn`. */
  threads: Thread[];
  /** Where they wrote from, the last first. */
  heard: HeardRow[];
  /** Shown to be theirs, the last first; and those at which nothing arrives, as a provider told. */
  points: PointRow[];
  accounts: OwnAccount[];
}

interface Thread {
  id: string;
  channel: Channel;
}

/** In one statement: this is asked with every reply of staff's. */
async function readGround(shop: Reader, ids: string[]): Promise<Ground> {
  const [ground] = await shop.sql<Ground>`
    select
      coalesce((select json_agg(t) from (
        select id, channel from "Conversation" where "shopId" = ${shop.id} and id = any(${ids})
        order by "lastCustomerAt" desc nulls last, ("headId" is not null), id) t), '[]') as threads,
      coalesce((select json_agg(h) from (
        select "conversationId", channel, address, "accountId", max(at) as at, max(seq) as seq from "Message"
        where "shopId" = ${shop.id} and "conversationId" = any(${ids}) and direction = 'in' and address is not null
        group by 1, 2, 3, 4 order by seq desc) h), '[]') as heard,
      coalesce((select json_agg(p) from (
        select c.id as "conversationId", p.kind, p.value, p."verifiedAt" is not null as "isShown",
          p."badSince" is not null as "isBad"
        from "Conversation" c join "ContactPoint" p on p."shopId" = c."shopId" and p."customerId" = c."customerId"
        where c."shopId" = ${shop.id} and c.id = any(${ids}) and (p."verifiedAt" is not null or p."badSince" is not null)
        order by p."verifiedAt" desc nulls last limit ${5 * MOST_POINTS}) p), '[]') as points,
      coalesce((select json_agg(a) from (
        select id as "accountId", channel, provider, sender, role, settings, settings -> 'registeredIn' as "registeredIn"
        from "ChannelAccount"
        where "shopId" = ${shop.id} and "removedAt" is null and channel = any(${[...CHANNELS]})
        order by "connectedAt" desc) a), '[]') as accounts`;
  return ground!;
}

/** Addresses they wrote from, newest first; then those that were shown to be theirs. Both forms of a number are one. */
function knownFrom(heard: HeardRow[], points: PointRow[]): Known[] {
  const known = new Map<string, Known>();
  for (const row of heard) {
    const one = keep(known, row);
    const at = new Date(row.at);
    if (row.accountId && (one.heard.get(row.accountId) ?? at) <= at) one.heard.set(row.accountId, at);
    if (row.seq <= one.lastSeq) continue;
    [one.lastSeq, one.lastAccountId] = [row.seq, row.accountId];
  }
  for (const { conversationId, kind, value } of points.filter(({ isShown }) => isShown).slice(0, MOST_POINTS))
    for (const channel of CHANNELS.filter((name) => KIND_OF_CHANNEL[name] === kind))
      keep(known, { conversationId, channel, address: value });
  return [...known.values()].filter(isOnlyChat);
}

const MOST_POINTS = 20;

interface HeardRow {
  conversationId: string;
  channel: Channel;
  address: string;
  accountId: string | null;
  /** ISO time. */
  at: string;
  seq: number;
}

interface PointRow {
  conversationId: string;
  kind: string;
  value: string;
  isShown: boolean;
  isBad: boolean;
}

function keep(
  known: Map<string, Known>,
  { conversationId, channel, address }: Pick<Known, "conversationId" | "channel" | "address">,
): Known {
  const key = [conversationId, channel, numberKey(address)].join(" ");
  const found = known.get(key) ?? {
    ...{ conversationId, channel, address },
    ...{ heard: new Map<string, Date>(), lastAccountId: null, lastSeq: -1 },
  };
  known.set(key, found);
  return found;
}

/** The chat is the thread itself, whichever browsers they opened it in. */
const isOnlyChat = (one: Known, index: number, all: Known[]): boolean =>
  one.channel !== "chat" ||
  all.findIndex(
    ({ channel, conversationId }) => channel === "chat" && conversationId === one.conversationId,
  ) === index;

const withInstallationMail = (accounts: OwnAccount[]): OwnAccount[] =>
  !env.SMTP_URL || accounts.some(({ channel }) => channel === "email")
    ? accounts
    : [...accounts, INSTALLATION_ACCOUNT];

const INSTALLATION_ACCOUNT: OwnAccount = {
  ...{ accountId: INSTALLATION_MAIL, channel: "email", provider: "smtp", role: "both" },
  ...{ sender: env.MAIL_FROM, settings: {} },
};

/** The accounts that can write to this address. */
function linesOf(known: Known, accounts: OwnAccount[]): Line[] {
  const { conversationId, channel, address, heard } = known;
  const base = { conversationId, channel, address };
  if (channel === "chat") return [{ ...base, account: null, heardAt: null, lastSeq: known.lastSeq }];
  return ableFor(known, accounts).map((account) => {
    const heardAt = heard.get(account.accountId) ?? null;
    return { ...base, account, heardAt, lastSeq: heardAt ? known.lastSeq : -1 };
  });
}

function ableFor({ channel, address, heard }: Known, accounts: OwnAccount[]): OwnAccount[] {
  const ofChannel = accounts.filter((one) => one.channel === channel);
  // A Page and an Instagram account give everybody an id that holds with them alone.
  if (channel === "messenger" || channel === "instagram")
    return ofChannel.filter(({ sender }) => address.startsWith(`${sender}:`));
  if (channel !== "sms") return ofChannel;
  const able = (usual: string | null) =>
    ableSenders(ofChannel, { purpose: "conversation", to: address, usual });
  const always = able(null);
  // Whatever a number is kept for, an answer may leave by it where they wrote to it.
  const written = ofChannel.filter((one) => heard.has(one.accountId) && able(one.accountId).includes(one));
  return ofChannel.filter((one) => always.includes(one) || written.includes(one));
}

interface Ours {
  accounts: OwnAccount[];
  troubles: SenderTrouble[];
}

/** What `findAddress` finds (reach.ts), by the same rules. */
function usualOf([thread]: Thread[], known: Known[], { accounts, troubles }: Ours): string | null {
  if (!thread) return null;
  const theirs = known.filter(
    ({ conversationId, channel }) => conversationId === thread.id && channel === thread.channel,
  );
  const [last] = theirs.toSorted((a, b) => b.lastSeq - a.lastSeq);
  if (!last) return null;
  if (last.channel === "chat") return wayId({ ...last, accountId: null });
  const able = ableFor(last, accounts);
  const usual = last.lastAccountId;
  const facts = { country: countryOfNumber(last.address), isMarketing: false };
  const withTrouble = (one: OwnAccount) => ({
    ...one,
    isOff: findTrouble(troubles, one.accountId, facts) !== null,
  });
  const picked =
    last.channel === "sms"
      ? pickSender(able.map(withTrouble), { purpose: "conversation", to: last.address, usual })
      : (able.find(({ accountId }) => accountId === usual) ?? able[0]);
  return picked ? wayId({ ...last, accountId: picked.accountId }) : null;
}

const byNewest = (one: Line, other: Line): number =>
  (other.heardAt?.getTime() ?? 0) - (one.heardAt?.getTime() ?? 0) || other.lastSeq - one.lastSeq;
