import { changeAccount, loadAccount } from "#app/channels/accounts.ts";
import { smsCountries } from "#app/channels/sms-countries.ts";
import type { AccountPrice } from "#app/channels/sms-cost.ts";
import { readTwilioPrice } from "#app/channels/twilio-prices.server.ts";
import { inShop } from "#app/db.server.ts";

/** Asks Twilio what this account pays for a text to each country of our table, and keeps it. Returns how many it knew. */
export async function readSmsPrices(shopId: string, accountId: string): Promise<number> {
  const asked = await inShop(shopId, async (shop) => ({
    account: await loadAccount(shop, accountId),
    at: shop.at,
  }));
  const { account, at } = asked;
  if (account?.provider !== "twilio") return 0;
  const prices: Record<string, AccountPrice> = {};
  // One after the other: Twilio's price list is asked seldom, and answers 429 to a crowd.
  for (const { country } of smsCountries()) {
    const price = await readTwilioPrice(account, country, at);
    if (price) prices[country] = price;
  }
  await inShop(shopId, (shop) => changeAccount(shop, accountId, { settings: { prices } }));
  return Object.keys(prices).length;
}
