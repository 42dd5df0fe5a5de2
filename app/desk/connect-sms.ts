import { webhookUrl } from "#app/channels/webhook-url.ts";
import { parsePhoneNumberFromString } from "libphonenumber-js";
import { z } from "zod";
import { connectAccount } from "#app/channels/accounts.ts";
import type { Account } from "#app/channels/channel.ts";
import { isOneWay, type SenderRole } from "#app/channels/sms-sender.ts";
import { countPool } from "#app/channels/twilio-pace.ts";
import { twilio } from "#app/channels/twilio.server.ts";
import { twilioSettings } from "#app/channels/twilio-api.server.ts";
import {
  addTwilioName,
  listTwilioSenders,
  setTwilioWebhook,
  type TwilioSender,
} from "#app/channels/twilio-senders.server.ts";
import { inShop, type Shop } from "#app/db.server.ts";
import { isHeldByAnother } from "#app/desk/held-by-another.ts";
import { writeEvent } from "#app/jobs/events.ts";

export interface AskedSms {
  accountSid: string;
  token: string;
  /** A number in any spelling, or a messaging service's SID; empty to be told what there is to choose from. */
  sender: string;
  /** A new name, to be set up at a messaging service of the account and connected; empty where there is none. */
  name?: string;
  role?: SenderRole;
}

export type Connected =
  /** `note`: what is left to do at Twilio, where something is. */
  { connected: true; accountId: string; note?: string } | { connected: false; say: string };

export type SmsConnected = Connected | { connected: false; choose: TwilioSender[] };

/** Connects a number or messaging service at Twilio, after Twilio itself has said that it is this account's. */
export async function connectSms(shopId: string, asked: AskedSms): Promise<SmsConnected> {
  const settings = twilio.settings.safeParse({ accountSid: asked.accountSid });
  if (!settings.success) return refuse(settings.error.issues[0]!.message);
  if (!asked.token) return refuse("The auth token is missing.");
  const account: Account = {
    id: "",
    provider: "twilio",
    sender: "",
    settings: { accountSid: asked.accountSid },
    secret: asked.token,
  };
  const list = await listTwilioSenders(account);
  if (!list.ok) return refuse(list.say);
  if (!asked.sender && !asked.name) return { connected: false, choose: list.senders };
  const named = asked.name ? await setUpName(account, list.senders, asked.name) : null;
  if (named && "say" in named) return refuse(named.say);
  const chosen = named ?? findSender(list.senders, asked.sender);
  if (!chosen) return refuse(NOT_THERE);
  if (await isHeldByAnother(shopId, "sms", addressOf(account, chosen)))
    return refuse("Another shop has this number connected.");
  const accountId = await keep(shopId, account, chosen, asked.role);
  if (isOneWay(chosen.sender)) return { connected: true, accountId };
  const url = webhookUrl({ id: accountId, provider: "twilio" });
  const fault = await setTwilioWebhook(account, chosen, url);
  return { connected: true, accountId, ...(fault && { note: `${BY_HAND} ${fault}` }) };
}

/** As Twilio takes names: 11 signs at most, and one letter at least. */
const NAME = /^(?=.*[A-Za-z])[A-Za-z0-9 +_&-]{1,11}$/;

async function setUpName(
  account: Account,
  senders: TwilioSender[],
  name: string,
): Promise<TwilioSender | { say: string }> {
  if (!NAME.test(name))
    return { say: "A name has 1 to 11 letters, digits or spaces, and one letter at least." };
  const known = senders.find(({ sender }) => sender === name);
  if (known) return known;
  const service = senders.find(({ sender }) => sender.startsWith("MG"));
  if (!service)
    return { say: "A name needs a messaging service. Make one at Twilio, under Messaging, Services." };
  const fault = await addTwilioName(account, service, name);
  return fault ? { say: fault } : { ...service, sender: name, name, takesPictures: false, pool: [] };
}

const refuse = (say: string) => ({ connected: false as const, say });

const NOT_THERE =
  "Twilio has no such number that can text in this account. Write it with its country code, like +1 415 555 0100.";
const BY_HAND = "Twilio did not take the webhook address: copy it there by hand.";

/** Two shops may go by one name. */
const addressOf = ({ settings }: Account, { sender }: TwilioSender): string =>
  isOneWay(sender) ? `${sender}/${twilioSettings.parse(settings).accountSid}` : sender;

function findSender(senders: TwilioSender[], asked: string): TwilioSender | undefined {
  const number = parsePhoneNumberFromString(asked)?.number;
  return senders.find(({ sender }) => sender === asked || sender === number);
}

async function keep(shopId: string, account: Account, chosen: TwilioSender, role: SenderRole = "both") {
  const service = chosen.sender.startsWith("MG") && {
    ...{ messagingServiceSid: chosen.sid, name: chosen.name },
    ...(chosen.pool.length && countPool(chosen.pool)),
  };
  return inShop(shopId, async (shop) => {
    const kept = await ownSettings(shop, chosen.sender, account);
    const accountId = await connectAccount(shop, {
      channel: "sms",
      provider: "twilio",
      role,
      sender: chosen.sender,
      address: addressOf(account, chosen),
      settings: { ...kept, ...(account.settings as object), ...service },
      secret: account.secret,
    });
    await writeEvent(shop, { name: "channel.connected", payload: { channel: "sms" } });
    return accountId;
  });
}

/**
 * Connected anew, with another token as a rule: what the merchant chose stays, and what Twilio said of this very
 * account: its prices, its pace, and a number's verification with what was sent for it.
 */
async function ownSettings(shop: Shop, sender: string, { settings }: Account): Promise<object> {
  const where = { shopId_channel_sender: { shopId: shop.id, channel: "sms", sender } };
  const row = await shop.tx.channelAccount.findUnique({ where, select: { settings: true } });
  const before = Before.safeParse(row?.settings).data;
  if (!before) return {};
  const isSame = before.accountSid === twilioSettings.parse(settings).accountSid;
  const stays = isSame ? STAYS : ["plainSigns"];
  return Object.fromEntries(Object.entries(row!.settings as object).filter(([name]) => stays.includes(name)));
}

const STAYS = [
  ...["plainSigns", "prices", "tollFree", "tollFreeSent", "registeredIn"],
  ...["campaignAMinute", "grantedASecond"],
];

const Before = z.object({ accountSid: z.string() });
