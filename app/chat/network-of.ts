import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import { keyedHash } from "#app/seal.server.ts";

/**
 * Where on the network a shopper is, as a keyed hash: limits ask who it is, nobody what the address was. Shopify's
 * proxy puts "the client IP address" into X-Forwarded-For (shopify.dev, "Authenticate app proxies"); what a client
 * wrote there itself stands to the left of it, and what our own `trustedProxies` add to the right. One household or
 * server has a whole /64 of IPv6. Null where it is not told.
 */
export function networkOf(forwardedFor: string | undefined, trustedProxies: number): string | null {
  const told = toldAddress(forwardedFor, trustedProxies);
  if (!told) return null;
  const address = ipaddr.process(told);
  const bytes = address.toByteArray().slice(0, address.kind() === "ipv6" ? 8 : 4);
  return keyedHash("network", bytes.join("."));
}

/** The address itself: for the sealed proof of a consent alone, which must name it (R21). Never for a log or a table. */
export function toldAddress(forwardedFor: string | undefined, trustedProxies: number): string | null {
  const told =
    (forwardedFor ?? "")
      .split(",")
      .at(-1 - trustedProxies)
      ?.trim() ?? "";
  return isIP(told) ? told : null;
}
