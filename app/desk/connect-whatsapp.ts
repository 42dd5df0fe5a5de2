import { connectAccount, hearWhatsAppAccount } from "#app/channels/accounts.ts";
import { sayFault, type WhatsAppSettings } from "#app/channels/whatsapp.server.ts";
import {
  accountsOfToken,
  askForHistory,
  numbersOf,
  peopleADay,
  registerNumber,
  subscribeAccount,
  type WhatsAppNumber,
} from "#app/channels/whatsapp-account.server.ts";
import { inShop } from "#app/db.server.ts";
import { isHeldByAnother } from "#app/desk/held-by-another.ts";
import { env } from "#app/env.server.ts";
import { writeEvent } from "#app/jobs/events.ts";

export type WhatsAppConnected =
  | { connected: true; accountId: string; number: string }
  /** Several numbers: the merchant chooses one. */
  | { connected: false; choose: WhatsAppNumber[] }
  | { connected: false; say: string };

/**
 * Connects the number that a token opens, after Meta itself has said so: one is taken at once, of several the merchant
 * chooses. `wabaId` is needed for tokens that do not say which accounts they are for.
 */
export async function connectWhatsApp(
  shopId: string,
  asked: { token: string; wabaId?: string; phoneNumberId?: string },
): Promise<WhatsAppConnected> {
  if (!env.META_APP_SECRET)
    return refuse(
      "This installation has no app at Meta yet. Whoever runs it sets META_APP_ID and META_APP_SECRET.",
    );
  if (!asked.token) return refuse("The token is missing.");
  const found = await findNumbers(asked.token, asked.wabaId);
  if (!Array.isArray(found)) return refuse(found.say);
  const [number, ...others] = found.filter(
    ({ phoneNumberId }) => !asked.phoneNumberId || phoneNumberId === asked.phoneNumberId,
  );
  if (!number) return refuse("No WhatsApp number is in this account. Add one in WhatsApp Manager.");
  if (others.length) return { connected: false, choose: [number, ...others] };
  return connectNumber(shopId, number, asked.token);
}

async function findNumbers(token: string, wabaId?: string): Promise<WhatsAppNumber[] | { say: string }> {
  const accounts = wabaId ? { ok: true as const, data: [wabaId] } : await accountsOfToken(token);
  if (!accounts.ok) return { say: sayFault(accounts.fault) };
  if (accounts.data.length === 0)
    return { say: "This token does not say which WhatsApp account it is for. Write the account's ID too." };
  const numbers: WhatsAppNumber[] = [];
  for (const account of accounts.data) {
    const answer = await numbersOf(account, token);
    if (!answer.ok) return { say: sayFault(answer.fault) };
    numbers.push(...answer.data);
  }
  return numbers;
}

async function connectNumber(
  shopId: string,
  found: WhatsAppNumber,
  token: string,
): Promise<WhatsAppConnected> {
  const { number: sender, phoneNumberId, wabaId, name, isOnApp } = found;
  if (await isHeldByAnother(shopId, "whatsapp", phoneNumberId))
    return refuse("Another shop has this number connected.");
  if (!found.isConnected && !isOnApp) {
    const registered = await registerNumber(phoneNumberId, token);
    if (!registered.ok) return refuse(sayFault(registered.fault));
  }
  const subscribed = await subscribeAccount(wabaId, token);
  if (!subscribed.ok) return refuse(sayFault(subscribed.fault));
  const limit = await peopleADay(wabaId, token);
  const settings: WhatsAppSettings = { phoneNumberId, wabaId, name, isOnApp, peopleADay: limit };
  const accountId = await inShop(shopId, async (shop) => {
    const kept = { channel: "whatsapp", provider: "whatsapp", sender, address: phoneNumberId } as const;
    const id = await connectAccount(shop, { ...kept, settings, secret: token });
    await hearWhatsAppAccount(shop, id, wabaId);
    await writeEvent(shop, { name: "channel.connected", payload: { channel: "whatsapp" } });
    return id;
  });
  // Only what was said before is at stake: it may be asked for again in WhatsApp Manager.
  if (isOnApp) await askForHistory(phoneNumberId, token);
  return { connected: true, accountId, number: sender };
}

const refuse = (say: string): WhatsAppConnected => ({ connected: false, say });
