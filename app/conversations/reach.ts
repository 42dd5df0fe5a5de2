import { type Channel, INSTALLATION_MAIL } from "#app/channels/channel.ts";
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

/** Where one thread's shopper can be answered; see `findAddresses`. Null where there is no such place. */
export const findAddress = async (
  shop: Shop,
  conversationId: string,
  channel?: Channel,
  by: By = {},
): Promise<Reach | null> =>
  (await findAddresses(shop, [conversationId], channel, by)).get(conversationId) ?? null;

/**
 * Where these threads' shoppers can be answered: on the channel asked for, else on the one each last wrote on.
 * The address is the one they last wrote from there; else their verified contact point. Without those who have none.
 */
export async function findAddresses(
  shop: Shop,
  conversationIds: string[],
  channel?: Channel,
  by: By = {},
): Promise<Map<string, Reach>> {
  const rows = await shop.sql<Known>`
    select c.id, t.wanted, coalesce(last.address, point.value) as address, last."accountId"
    from "Conversation" c
    cross join lateral (select coalesce(${channel ?? null}, c.channel) as wanted) t
    left join lateral (select m.address, m."accountId" from "Message" m
      where m."shopId" = ${shop.id} and m."conversationId" = c.id and m.channel = t.wanted and m.direction = 'in'
        and m.address is not null
      order by m.seq desc limit 1) last on true
    left join lateral (select p.value
      -- By customer first: all verified points of the shop have an index of their own.
      from (select * from "ContactPoint" where "shopId" = ${shop.id} and "customerId" = c."customerId" offset 0) p
      where p."verifiedAt" is not null and p.kind = ${JSON.stringify(KIND_OF_CHANNEL)}::jsonb ->> t.wanted
      order by p."verifiedAt" desc limit 1) point on last.address is null
    where c."shopId" = ${shop.id} and c.id = any(${conversationIds})`;
  if (rows.length < conversationIds.length) throw new Error("a conversation is not in this shop");
  const accounts = new Map<Channel, Sender[]>();
  for (const { wanted } of rows)
    if (wanted !== "chat" && !accounts.has(wanted)) accounts.set(wanted, await readSenders(shop, wanted));
  return new Map(
    rows.flatMap(({ id, wanted, address, accountId: usual }): [string, Reach][] => {
      if (!address) return [];
      if (wanted === "chat") return [[id, { channel: wanted, address, accountId: null }]];
      const reach = reachBy(accounts.get(wanted)!, { channel: wanted, address }, { ...by, usual });
      return reach ? [[id, reach]] : [];
    }),
  );
}

/** By which of the shop's accounts: what it is for decides, and what staff chose. */
export interface By {
  purpose?: Purpose;
  accountId?: string | undefined;
}

interface Known {
  id: string;
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
  const senders = await readSenders(shop, channel);
  return reachBy(senders, { channel, address }, { ...by, usual: by.accountId ?? null });
}

/** By the one of these accounts that is to carry it. */
export function reachBy(
  senders: Sender[],
  to: { channel: Channel; address: string },
  wanted: Wanted,
): Reach | null {
  const found = pickAccount(senders, to.channel, { ...wanted, to: to.address });
  if (!found) return null;
  return { ...to, accountId: found.accountId, isOneWay: to.channel === "sms" && isOneWay(found.sender) };
}

interface Wanted extends By {
  to?: string;
  /** The account they last wrote to. */
  usual?: string | null;
}

/** One of the shop's accounts on a channel, with what stands against it (channels/sender-trouble.ts). */
export interface Sender extends Omit<SmsSender, "isOff"> {
  /** Whatever it sends is refused; or what goes to these countries. */
  isRefused: boolean;
  offIn: string[];
}

/** Those that are connected, the newest first. */
export const readSenders = (shop: Shop, channel: Channel): Promise<Sender[]> => shop.sql<Sender>`
  select c.id as "accountId", c.sender, c.role, c.settings -> 'registeredIn' as "registeredIn",
    exists (select from "SenderTrouble" t where t."shopId" = ${shop.id} and t."accountId" = c.id
      and t.kind = 'account-refused') as "isRefused",
    array(select t.scope from "SenderTrouble" t where t."shopId" = ${shop.id} and t."accountId" = c.id
      and t.kind = 'region-off') as "offIn"
  from "ChannelAccount" c where c."shopId" = ${shop.id} and c.channel = ${channel} and c."removedAt" is null
  order by c."connectedAt" desc`;

export const findAccount = async (
  shop: Shop,
  channel: Channel,
  wanted: Wanted = {},
): Promise<string | null> =>
  pickAccount(await readSenders(shop, channel), channel, wanted)?.accountId ?? null;

/**
 * The account to send by: for texts as sms-sender.ts picks it; else the one the shopper wrote to, while it is connected,
 * or the shop's newest on that channel. Null where none is connected, or none may carry it.
 */
function pickAccount(senders: Sender[], channel: Channel, wanted: Wanted): Picked | null {
  const { to, usual = null, purpose = "conversation", accountId: chosen = null } = wanted;
  if (channel === "sms" && to) {
    const able = senders.map(({ isRefused, offIn, ...sender }) => ({
      ...sender,
      isOff: isRefused || (offIn.length > 0 && offIn.includes(countryOfNumber(to) ?? "")),
    }));
    return pickSender(able, { purpose, to, usual, chosen });
  }
  const byId = (id: string | null) => senders.find(({ accountId }) => accountId === id);
  const found = byId(chosen) ?? byId(usual) ?? senders[0];
  return found ?? (channel === "email" ? { accountId: INSTALLATION_MAIL, sender: "" } : null);
}

type Picked = Pick<SmsSender, "accountId" | "sender">;
