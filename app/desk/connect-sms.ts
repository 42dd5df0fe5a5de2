import { parsePhoneNumberFromString } from "libphonenumber-js";
import { connectAccount } from "#app/channels/accounts.ts";
import { twilio } from "#app/channels/twilio.server.ts";
import { prisma, inShop } from "#app/db.server.ts";
import { writeEvent } from "#app/jobs/events.ts";

export interface AskedSms {
  accountSid: string;
  token: string;
  number: string;
}

export type Connected = { connected: true; accountId: string } | { connected: false; say: string };

/** Connects a number at Twilio, after Twilio itself has said that the account and its token fit. */
export async function connectSms(shopId: string, asked: AskedSms): Promise<Connected> {
  const sender = parsePhoneNumberFromString(asked.number)?.number;
  if (!sender) return refuse("Write the number with its country code, like +1 415 555 0100.");
  const settings = twilio.settings.safeParse({ accountSid: asked.accountSid });
  if (!settings.success) return refuse(settings.error.issues[0]!.message);
  if (!asked.token) return refuse("The auth token is missing.");
  // A number answers for one shop; the other one must let go of it first.
  const where = { channel_value: { channel: "sms", value: sender } };
  const holder = await prisma.address.findUnique({ where });
  if (holder && holder.shopId !== shopId) return refuse("Another shop has this number connected.");
  const account = {
    id: "",
    provider: "twilio" as const,
    sender,
    settings: settings.data,
    secret: asked.token,
  };
  const check = await twilio.check(account);
  if (!check.ok) return refuse(check.say);
  return inShop(shopId, async (shop) => {
    const accountId = await connectAccount(shop, {
      channel: "sms",
      provider: "twilio",
      sender,
      settings: settings.data as object,
      secret: asked.token,
    });
    await writeEvent(shop, { name: "channel.connected", payload: { channel: "sms" } });
    return { connected: true, accountId };
  });
}

const refuse = (say: string): Connected => ({ connected: false, say });
