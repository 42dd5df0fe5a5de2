import type { Answer, HostCall } from "../town-types.ts";
import { notFound } from "./errors.ts";

/** The town's own price list, a network a line: the account's prices, which need not be anybody's in the world. */
const PRICES: Record<string, { unit: string; networks: [carrier: string, price: string][] }> = {
  US: { unit: "usd", networks: [["Town Mobile", "0.0081"]] },
  CA: { unit: "usd", networks: [["Town Mobile", "0.0085"]] },
  GB: { unit: "usd", networks: [["Thames Mobile", "0.0421"]] },
  DE: {
    unit: "usd",
    networks: [
      ["Elbfunk", "0.0871"],
      ["Isarfunk", "0.0913"],
    ],
  },
};

/** `GET pricing.twilio.com/v1/Messaging/Countries/<ISO>` */
export function answerPrice({ method, url }: HostCall): Answer | undefined {
  const iso = /^\/v1\/Messaging\/Countries\/([A-Z]{2})$/.exec(url.pathname)?.[1];
  if (!iso || method !== "GET") return undefined;
  const known = PRICES[iso];
  if (!known) return notFound(url.pathname);
  const number_type = "local";
  const prices = (price: string) => [{ base_price: price, current_price: price, number_type }];
  return {
    status: 200,
    body: {
      country: iso,
      iso_country: iso,
      price_unit: known.unit,
      inbound_sms_prices: prices("0.0075"),
      outbound_sms_prices: known.networks.map(([carrier, price]) => ({
        carrier,
        mcc: "0",
        mnc: "0",
        prices: prices(price),
      })),
      url: url.href,
    },
  };
}
