import { createHmac, randomUUID } from "node:crypto";
import twilio from "twilio";
import type { App } from "#tests/app.ts";
import { TIDEWATER } from "#tests/town.ts";

interface ShopifyWebhook {
  topic: string;
  /** As it is where it is text, else as JSON. */
  body: unknown;
  id?: string;
  domain?: string;
  /** When Shopify told it; now unless given. */
  at?: string;
}

/** A webhook with Shopify's headers and a true signature, whatever its body says. */
export function sendShopify(
  app: App,
  { topic, body, id = randomUUID(), domain = TIDEWATER, at }: ShopifyWebhook,
): Promise<Response> {
  const raw = typeof body === "string" ? body : JSON.stringify(body);
  const hmac = createHmac("sha256", process.env.SHOPIFY_API_SECRET!).update(raw).digest("base64");
  const headers = {
    "content-type": "application/json",
    "x-shopify-topic": topic,
    "x-shopify-shop-domain": domain,
    "x-shopify-webhook-id": id,
    "x-shopify-api-version": "2026-10",
    "x-shopify-triggered-at": at ?? new Date().toISOString(),
    "x-shopify-hmac-sha256": hmac,
  };
  return untilKept(() => fetch(`${app.url}/webhooks/shopify`, { method: "POST", headers, body: raw }));
}

/** A form with Twilio's true signature. `url` is the account's webhook address, which `connectSms` returns. */
export function sendTwilio(
  url: string,
  form: Record<string, string>,
  token = "00112233445566778899aabbccddeeff",
): Promise<Response> {
  const signature = twilio.getExpectedTwilioSignature(token, url, form);
  const body = new URLSearchParams(form);
  return untilKept(() => fetch(url, { method: "POST", headers: { "x-twilio-signature": signature }, body }));
}

const MOST_TRIES = 8;

/** A busy letterbox answers 503 rather than late, and every provider comes again: the last answer. */
async function untilKept(send: () => Promise<Response>): Promise<Response> {
  let answer = await send();
  for (let tries = 1; answer.status === 503 && tries < MOST_TRIES; tries++) answer = await send();
  return answer;
}
