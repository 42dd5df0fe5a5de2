import { createHmac, timingSafeEqual } from "node:crypto";
import { now, SECOND } from "#app/clock.ts";
import { appSecrets } from "./webhook-signature.ts";

export interface ProxyCaller {
  shopDomain: string;
  /** Shopify's numeric id of the customer who is signed in on the storefront. */
  customerShopifyId: string | null;
}

/** Shopify signs each proxied request afresh; the width is for clocks that differ and slow networks. */
const WINDOW = 90 * SECOND;

/**
 * Who calls through the app proxy, or null where Shopify did not sign this very query, or not lately
 * (shopify.dev, "Authenticate app proxies"). Says nothing of whether that shop has us installed.
 */
export function proxyCaller(
  url: URL,
  { at = now(), secrets = appSecrets() }: { at?: Date; secrets?: string[] } = {},
): ProxyCaller | null {
  const query = url.searchParams;
  const message = signedMessage(query);
  if (!secrets.some((secret) => isSigned(message, query.getAll("signature"), secret))) return null;
  if (!isRecent(query.getAll("timestamp"), at)) return null;
  const [shopDomain, ...otherShops] = query.getAll("shop");
  const [customer = "", ...otherCustomers] = query.getAll("logged_in_customer_id");
  // Repeated parameters join with commas before signing: only one value can be trusted to be Shopify's.
  if (!isShopDomain(shopDomain) || otherShops.length || otherCustomers.length) return null;
  if (!/^\d*$/.test(customer)) return null;
  return { shopDomain, customerShopifyId: customer || null };
}

/** Parameters sorted, repeated values joined by commas, pairs put together without a separator. */
function signedMessage(query: URLSearchParams): string {
  const names = [...new Set(query.keys())].filter((name) => name !== "signature").sort();
  return names.map((name) => `${name}=${query.getAll(name).join(",")}`).join("");
}

function isSigned(message: string, signatures: string[], secret: string): boolean {
  if (signatures.length !== 1) return false;
  const expected = Buffer.from(createHmac("sha256", secret).update(message).digest("hex"));
  const given = Buffer.from(signatures[0]!);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function isRecent(timestamps: string[], at: Date): boolean {
  if (timestamps.length !== 1 || !/^\d{1,12}$/.test(timestamps[0]!)) return false;
  return Math.abs(Number(timestamps[0]) * 1_000 - at.getTime()) <= WINDOW;
}

const isShopDomain = (domain: string | undefined): domain is string =>
  domain !== undefined && /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/.test(domain);
