import { z } from "zod";
import type { Account } from "#app/channels/channel.ts";
import { readNetworkFault } from "#app/channels/network-fault.ts";
import { assertNoTransaction } from "#app/db.server.ts";
import { readJson } from "#app/payload.ts";

const TIMEOUT_MS = 15_000;

export const twilioSettings = z.object({
  accountSid: z.string().regex(/^AC[0-9a-f]{32}$/i, "An account SID is AC and 32 characters"),
  messagingServiceSid: z
    .string()
    .regex(/^MG[0-9a-f]{32}$/i)
    .optional(),
  /** So many numbers does the service send from, and how fast it may (twilio-pace.ts). */
  numbers: z.number().int().nonnegative().optional(),
  tollFreeNumbers: z.number().int().nonnegative().optional(),
  shortCodes: z.number().int().nonnegative().optional(),
  campaignAMinute: z.number().positive().nullish(),
  grantedASecond: z.number().positive().nullish(),
  /** How the merchant named the messaging service. */
  name: z.string().optional(),
  /** Typographic signs are made plain where that spares segments. */
  plainSigns: z.boolean().default(true),
});

export type TwilioAnswer =
  | { ok: true; status: number; body: unknown }
  | { ok: false; wasWritten: boolean; code: string };

/** The account's own part of the old API; other parts have hosts of their own. */
export const apiOf = ({ settings }: Pick<Account, "settings">): string =>
  `https://api.twilio.com/2010-04-01/Accounts/${twilioSettings.parse(settings).accountSid}`;

/** One request to Twilio, signed in as the account. What it answered is the caller's to read; no answer is a value too. */
export async function askTwilio(
  account: Account,
  url: string,
  init: RequestInit = {},
): Promise<TwilioAnswer> {
  assertNoTransaction("Twilio");
  const authorization = basicTwilio(account);
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...init,
      headers: { authorization },
    });
    const text = await response.text();
    return { ok: true, status: response.status, body: readJson(text) };
  } catch (error) {
    return { ok: false, ...readNetworkFault(error) };
  }
}

/** The account's sign-in, for requests to Twilio's own hosts alone. */
export function basicTwilio({ settings, secret }: Pick<Account, "settings" | "secret">): string {
  const { accountSid } = twilioSettings.parse(settings);
  return `Basic ${Buffer.from(`${accountSid}:${secret}`).toString("base64")}`;
}

/** Why Twilio did not do as it was asked, for the merchant. */
export function sayTwilioFault(answer: TwilioAnswer): string {
  if (!answer.ok) return "Twilio did not answer. Try again in a minute.";
  if (answer.status === 401)
    return "Twilio refused the account SID and token. Copy both again from Twilio's console.";
  if (answer.status === 429) return "Twilio asks us to go slower. Try again in a minute.";
  return `Twilio answered ${answer.status}. Check the account in Twilio's console.`;
}
