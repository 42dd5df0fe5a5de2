import { createHmac } from "node:crypto";

/** Base64 HMAC-SHA256 of the raw body, as in `X-Shopify-Hmac-Sha256`. */
export function signWebhook(body: string | Buffer, secret: string): string {
  return createHmac("sha256", secret).update(body).digest("base64");
}

/** The `hmac` of a query Shopify sends a browser to the app with: sorted pairs, spaces as %20, hex. */
export function signLaunchQuery(query: Record<string, string>, secret: string): string {
  const pairs = new URLSearchParams(query);
  pairs.delete("hmac");
  pairs.delete("signature");
  pairs.sort();
  return createHmac("sha256", secret).update(pairs.toString().replaceAll("+", "%20")).digest("hex");
}
