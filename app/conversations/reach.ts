import { INSTALLATION_MAIL } from "#app/channels/channel.ts";
import type { Channel } from "#app/channels/channel.ts";
import { countryOfNumber } from "#app/channels/number-country.ts";
import { isOneWay, pickSender, type SmsSender } from "#app/channels/sms-sender.ts";
import type { Purpose } from "#app/conversations/message.ts";
import { KIND_OF_CHANNEL } from "#app/customers/contact-kind.ts";
import type { Shop } from "#app/db.server.ts";

export interface Reach {
  channel: Channel;
  address: string;
  accountId: string | null;
  /** It leaves under a name, which nobody can answer. */
  isOneWay?: boolean;
}

/**
 * Where this thread's shopper can be answered: on the channel asked for, else on the one they last wrote on.
 * The address is the one they last wrote from there; else their verified contact point. Null where there is none.
 */
export async function findAddress(
  shop: Shop,
  conversationId: string,
  channel?: Channel,
  by: By = {},
): Promise<Reach | null> {
  const [known] = await shop.sql<Known>`
    select t.wanted, coalesce(last.address, point.value) as address, last."accountId"
    from "Conversation" c
    cross join lateral (select coalesce(${channel ?? null}, c.channel) as wanted) t
    left join lateral (select m.address, m."accountId" from "Message" m
      where m."shopId" = ${shop.id} and m."conversationId" = c.id and m.channel = t.wanted and m.direction = 'in'
        and m.address is not null
      order by m.seq desc limit 1) last on true
    left join lateral (select p.value from "ContactPoint" p
      where p."shopId" = ${shop.id} and p."customerId" = c."customerId" and p."verifiedAt" is not null
        and p.kind = ${JSON.stringify(KIND_OF_CHANNEL)}::jsonb ->> t.wanted
      order by p."verifiedAt" desc limit 1) point on last.address is null
    where c."shopId" = ${shop.id} and c.id = ${conversationId}`;
  if (!known) throw new Error(`no conversation ${conversationId} in this shop`);
  const { wanted, address } = known;
  if (!address) return null;
  if (wanted === "chat") return { channel: wanted, address, accountId: null };
  return reachBy(shop, { channel: wanted, address }, { ...by, usual: known.accountId });
}

/** By which of the shop's accounts: what it is for decides, and what staff chose. */
export interface By {
  purpose?: Purpose;
  accountId?: string | undefined;
}

interface Known {
  wanted: Channel;
  address: string | null;
  /** Of ours, that they last wrote to. */
  accountId: string | null;
}

/**
 * This very address, which need not be the thread's (an order's own contact). Null where the channel is not connected.
 * An account that staff chose counts as the one they wrote to: the composer offers no other (read-ways.ts).
 */
export async function reachAt(
  shop: Shop,
  channel: Exclude<Channel, "chat">,
  address: string,
  by: By = {},
): Promise<Reach | null> {
  return reachBy(shop, { channel, address }, { ...by, usual: by.accountId ?? null });
}

async function reachBy(
  shop: Shop,
  to: { channel: Channel; address: string },
  wanted: Wanted,
): Promise<Reach | null> {
  const found = await pickAccount(shop, to.channel, { ...wanted, to: to.address });
  if (!found) return null;
  return { ...to, accountId: found.accountId, isOneWay: to.channel === "sms" && isOneWay(found.sender) };
}

interface Wanted extends By {
  to?: string;
  /** The account they last wrote to. */
  usual?: string | null;
}

/**
 * The account to send by: for texts as sms-sender.ts picks it; else the one the shopper wrote to, while it is connected,
 * or the shop's newest on that channel. Null where none is connected, or none may carry it.
 */
export async function findAccount(shop: Shop, channel: Channel, wanted: Wanted = {}): Promise<string | null> {
  return (await pickAccount(shop, channel, wanted))?.accountId ?? null;
}

type Picked = Pick<SmsSender, "accountId" | "sender">;

async function pickAccount(shop: Shop, channel: Channel, wanted: Wanted): Promise<Picked | null> {
  const accounts = await readSenders(shop, channel, wanted.to);
  const { to, usual = null, purpose = "conversation", accountId } = wanted;
  if (channel === "sms" && to) {
    return pickSender(accounts, { purpose, to, usual, chosen: accountId ?? null });
  }
  const found =
    accounts.find((one) => one.accountId === accountId) ?? accounts.find((one) => one.accountId === usual);
  return found ?? accounts[0] ?? (channel === "email" ? { accountId: INSTALLATION_MAIL, sender: "" } : null);
}

/** The connected accounts of a channel, newest first, each with whether something stands against texts to this number. */
const readSenders = (shop: Shop, channel: Channel, to: string | undefined) => shop.sql<SmsSender>`
  select c.id as "accountId", c.sender, c.role, c.settings -> 'registeredIn' as "registeredIn", exists (
    select from "SenderTrouble" t where t."shopId" = ${shop.id} and t."accountId" = c.id
      and (t.kind = 'account-refused' or t.kind = 'region-off' and t.scope = ${(to && countryOfNumber(to)) ?? ""})
  ) as "isOff"
  from "ChannelAccount" c where c."shopId" = ${shop.id} and c.channel = ${channel} and c."removedAt" is null
  order by c."connectedAt" desc`;
