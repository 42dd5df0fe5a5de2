import { parsePhoneNumberFromString } from "libphonenumber-js";
import { connectAccount } from "#app/channels/accounts.ts";
import { telnyx } from "#app/channels/telnyx.server.ts";
import type { Connected } from "#app/desk/connect-sms.ts";
import { inShop } from "#app/db.server.ts";
import { isHeldByAnother } from "#app/desk/held-by-another.ts";
import { writeEvent } from "#app/jobs/events.ts";

export interface AskedTelnyx {
  apiKey: string;
  publicKey: string;
  number: string;
}

/** Connects a number at Telnyx, after Telnyx itself has said that the key fits and the number may text. */
export async function connectTelnyx(
  shopId: string,
  { apiKey, publicKey, number }: AskedTelnyx,
): Promise<Connected> {
  const sender = parsePhoneNumberFromString(number)?.number;
  if (!sender) return refuse("Write the number with its country code, like +1 312 555 0100.");
  const settings = telnyx.settings.safeParse({ publicKey });
  if (!settings.success) return refuse(settings.error.issues[0]!.message);
  if (!apiKey) return refuse("The API key is missing.");
  if (await isHeldByAnother(shopId, "sms", sender)) return refuse("Another shop has this number connected.");
  const account = { id: "", provider: "telnyx" as const, sender, settings: settings.data, secret: apiKey };
  const check = await telnyx.check(account);
  if (!check.ok) return refuse(check.say);
  return inShop(shopId, async (shop) => {
    const accountId = await connectAccount(shop, {
      channel: "sms",
      provider: "telnyx",
      sender,
      settings: settings.data as object,
      secret: apiKey,
    });
    await writeEvent(shop, { name: "channel.connected", payload: { channel: "sms" } });
    return { connected: true, accountId };
  });
}

const refuse = (say: string): Connected => ({ connected: false, say });
