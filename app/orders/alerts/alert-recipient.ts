import type { Shop } from "#app/db.server.ts";
import { standing } from "#app/consent/ledger.ts";
import { openConversation } from "#app/conversations/open-conversation.ts";
import { reachAt } from "#app/conversations/reach.ts";
import { identifyOrderContact } from "#app/customers/identify-order-contact.ts";
import type { AlertChannel } from "#app/orders/alerts/alert-kind.ts";
import type { AlertOrder } from "#app/orders/alerts/alert-parcel.ts";
import { readSettings } from "#app/shop/settings.ts";

export interface Recipient {
  conversationId: string;
  channel: AlertChannel;
  address: string;
  /** The language of their thread, else of their order, else their own, else the shop's first. */
  locale: string;
}

/**
 * Whom an alert goes to unasked: the contact that the order was placed with, on the first of the merchant's channels
 * that reaches it. A phone that stands in the shipping address only is nobody's choice, and nothing goes there. A
 * number that said STOP is passed over for a mail; where there is none it is tried, so that the refusal is on record.
 */
export async function findRecipient(
  shop: Shop,
  order: AlertOrder,
  channels: AlertChannel[],
): Promise<Recipient | null> {
  const ways = await waysTo(shop, order, channels);
  const way = (await firstAllowed(shop, ways)) ?? ways[0];
  if (!way) return null;
  const conversationId =
    way.channel === "chat" ? way.conversationId : await threadOf(shop, order, way.channel, way.address);
  return {
    conversationId,
    channel: way.channel,
    address: way.address,
    locale: await localeOf(shop, conversationId, order),
  };
}

/** Those who asked to be told, in their own threads and there where they asked. */
export async function findFollowers(shop: Shop, order: AlertOrder, since: Date): Promise<Recipient[]> {
  const rows = await shop.sql<Omit<Recipient, "locale">>`
    select f."conversationId", f.channel, f.address from "ParcelFollow" f
    join "Conversation" c on c."shopId" = f."shopId" and c.id = f."conversationId"
    where f."shopId" = ${shop.id} and f."orderId" = ${order.id} and f.since <= ${since}`;
  const followers: Recipient[] = [];
  for (const row of rows) followers.push({ ...row, locale: await localeOf(shop, row.conversationId, order) });
  return followers;
}

type Way =
  | { channel: "sms" | "email"; address: string }
  | { channel: "chat"; address: string; conversationId: string };

async function waysTo(shop: Shop, order: AlertOrder, channels: AlertChannel[]): Promise<Way[]> {
  const ways: Way[] = [];
  const { contactPhone, email } = order;
  if (channels.includes("sms") && contactPhone && (await reachAt(shop, "sms", contactPhone)))
    ways.push({ channel: "sms", address: contactPhone });
  if (channels.includes("email") && email && (await reachAt(shop, "email", email)))
    ways.push({ channel: "email", address: email });
  if (channels.includes("chat")) ways.push(...(await signedInChat(shop, order)));
  return ways;
}

async function firstAllowed(shop: Shop, ways: Way[]): Promise<Way | undefined> {
  for (const way of ways) {
    if (way.channel === "chat") return way;
    const { channel, address } = way;
    if ((await standing(shop, { channel, address, purpose: "updates" })) !== "revoked") return way;
  }
  return undefined;
}

/** The thread in which this order's customer wrote while they were signed in at the shop. */
async function signedInChat(shop: Shop, { customerShopifyId }: AlertOrder): Promise<Way[]> {
  if (!customerShopifyId) return [];
  const [found] = await shop.sql<{ conversationId: string; address: string }>`
    select m."conversationId", m.address
    from "Customer" k join "Conversation" c on c."shopId" = k."shopId" and c."customerId" = k.id
    join "Message" m on m."shopId" = c."shopId" and m."conversationId" = c.id
    where k."shopId" = ${shop.id} and k."shopifyId" = ${customerShopifyId} and m.channel = 'chat'
      and m.direction = 'in' and m."signedInAs" = ${customerShopifyId} and m.address is not null
    order by m.seq desc limit 1`;
  return found ? [{ channel: "chat", ...found }] : [];
}

async function threadOf(
  shop: Shop,
  { customerShopifyId }: AlertOrder,
  channel: "sms" | "email",
  address: string,
): Promise<string> {
  const kind = channel === "sms" ? "phone" : "email";
  const customerId = await identifyOrderContact(shop, { kind, value: address, customerShopifyId });
  return openConversation(shop, customerId, channel);
}

async function localeOf(shop: Shop, conversationId: string, order: AlertOrder): Promise<string> {
  const [known] = await shop.sql<{ thread: string | null; own: string | null }>`
    select c.locale as thread, k.locale as own
    from "Conversation" c join "Customer" k on k."shopId" = c."shopId" and k.id = c."customerId"
    where c."shopId" = ${shop.id} and c.id = ${conversationId}`;
  const told = known?.thread ?? order.locale ?? known?.own;
  return told ?? (await readSettings(shop)).languages[0] ?? "en";
}
