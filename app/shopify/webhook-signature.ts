import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { env } from "#app/env.server.ts";

/**
 * Whether Shopify signed exactly these bytes: base64 HMAC-SHA256 of the raw body (shopify.dev, "Verify webhook
 * deliveries"). Newer "events" webhooks carry the same header without its `x-`; where both stand, both must hold.
 */
export function verifyWebhook(
  raw: Uint8Array,
  headers: IncomingHttpHeaders,
  secrets: string[] = appSecrets(),
): boolean {
  const given = ["x-shopify-hmac-sha256", "shopify-hmac-sha256"].flatMap((name) => headers[name] ?? []);
  return (
    given.length > 0 && given.every((signature) => secrets.some((secret) => isSigned(raw, signature, secret)))
  );
}

/** The newest first. For an hour after a rotation Shopify signs with either. */
export function appSecrets(): string[] {
  const { SHOPIFY_API_SECRET, SHOPIFY_API_SECRET_PREVIOUS } = env;
  return SHOPIFY_API_SECRET_PREVIOUS
    ? [SHOPIFY_API_SECRET, SHOPIFY_API_SECRET_PREVIOUS]
    : [SHOPIFY_API_SECRET];
}

function isSigned(raw: Uint8Array, signature: string, secret: string): boolean {
  const expected = createHmac("sha256", secret).update(raw).digest("base64");
  return isSame(signature, expected);
}

/** Compares the texts, not what they decode to: base64 has several spellings of one value. */
function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
