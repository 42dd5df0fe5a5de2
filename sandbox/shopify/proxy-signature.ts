import { createHmac } from "node:crypto";

/**
 * The `signature` of an app proxy request: parameters sorted by name, repeated values joined by commas,
 * pairs put together without a separator, HMAC-SHA256 in hex.
 */
export function proxySignature(query: URLSearchParams, secret: string): string {
  const names = [...new Set(query.keys())].filter((name) => name !== "signature").sort();
  const message = names.map((name) => `${name}=${query.getAll(name).join(",")}`).join("");
  return createHmac("sha256", secret).update(message).digest("hex");
}

/** What Shopify adds to a storefront request on its way to the app. `at` is the town's time in milliseconds. */
export function proxyQuery(
  given: URLSearchParams,
  to: { shop: string; pathPrefix: string; loggedInCustomerId: string | null; at: number; secret: string },
): URLSearchParams {
  const query = new URLSearchParams(given);
  query.delete("signature");
  query.set("shop", to.shop);
  query.set("logged_in_customer_id", to.loggedInCustomerId ?? "");
  query.set("path_prefix", to.pathPrefix);
  query.set("timestamp", String(Math.floor(to.at / 1000)));
  query.set("signature", proxySignature(query, to.secret));
  return query;
}
