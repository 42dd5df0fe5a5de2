import { request } from "node:http";
import type { TownUnderTest } from "./one-town.ts";

export const ACCOUNT = "AC0123456789abcdef0123456789abcdef";
export const TOKEN = "00112233445566778899aabbccddeeff";
export const SHOP_NUMBER = "+14155550100";
export const PHONE = "+4917012345678";

export interface TwilioSaid {
  status: number;
  body: Record<string, unknown> & { sid: string };
  text: string;
  location: string | null;
}

/** A call to the town's api.twilio.com, or the error code of a connection that died. */
export function callTwilio(
  used: TownUnderTest,
  method: string,
  path: string,
  form?: Record<string, string> | [string, string][],
  token = TOKEN,
): Promise<TwilioSaid> {
  return new Promise((resolve, reject) => {
    const call = request(`${used.town.url}/2010-04-01/Accounts/${ACCOUNT}${path}`, {
      method,
      headers: {
        "x-town-host": "api.twilio.com",
        authorization: `Basic ${Buffer.from(`${ACCOUNT}:${token}`).toString("base64")}`,
        ...(form ? { "content-type": "application/x-www-form-urlencoded" } : {}),
      },
    });
    call.once("error", reject);
    call.once("response", async (answer) => {
      let text = "";
      for await (const part of answer) text += part;
      const { location = null } = answer.headers;
      resolve({ status: answer.statusCode ?? 0, body: parsed(text), text, location });
    });
    call.end(form ? new URLSearchParams(form).toString() : undefined);
  });
}

/** Sends one message from the shop's number to PHONE unless told otherwise. */
export function send(used: TownUnderTest, form: Record<string, string> = {}): Promise<TwilioSaid> {
  return callTwilio(used, "POST", "/Messages.json", {
    To: PHONE,
    From: SHOP_NUMBER,
    Body: "Your order #1001 is on its way.",
    StatusCallback: `${used.app.url}/status?id=7`,
    ...form,
  });
}

function parsed(text: string): TwilioSaid["body"] {
  try {
    return JSON.parse(text) as TwilioSaid["body"];
  } catch {
    return { sid: "" }; // A picture, or an answer that a fault has cut.
  }
}
