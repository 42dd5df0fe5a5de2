import { z } from "zod";
import type { Account } from "#app/channels/channel.ts";
import type { AccountPrice } from "#app/channels/sms-cost.ts";
import { askTwilio } from "#app/channels/twilio-api.server.ts";

const PRICES = "https://pricing.twilio.com/v1/Messaging/Countries";

const Country = z.object({
  price_unit: z.string(),
  outbound_sms_prices: z.array(
    z.object({ prices: z.array(z.object({ current_price: z.union([z.string(), z.number()]) })) }),
  ),
});

/**
 * What this account pays for a segment to a country: the dearest network's price, for which one it is nobody knows
 * before. Null where Twilio does not say, and then none is shown. Without the networks' fees (sms-countries.ts).
 */
export async function readTwilioPrice(
  account: Account,
  country: string,
  at: Date,
): Promise<AccountPrice | null> {
  const answer = await askTwilio(account, `${PRICES}/${country}`);
  const read = answer.ok && answer.status === 200 ? Country.safeParse(answer.body) : null;
  if (!read?.success) return null;
  const all = read.data.outbound_sms_prices.flatMap(({ prices }) =>
    prices.map((one) => String(one.current_price)),
  );
  const dearest = all.toSorted((a, b) => Number(b) - Number(a))[0];
  if (!dearest) return null;
  return {
    amount: dearest,
    currency: read.data.price_unit.toUpperCase(),
    asOf: at.toISOString().slice(0, 10),
  };
}
