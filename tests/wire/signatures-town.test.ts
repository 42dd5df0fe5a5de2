import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { proxyQuery, proxySignature } from "#sandbox/shopify/proxy-signature.ts";
import { staffOfToken } from "#sandbox/shopify/session-token.ts";
import { signLaunchQuery, signWebhook } from "#sandbox/shopify/signatures.ts";
import { hasWire, WIRE } from "./documented-sample.ts";

interface Vectors {
  app_proxy: { query: string; secret: string; signature: string; expect?: "reject" }[];
  oauth: { message: string; secret: string; hmac: string }[];
  webhook: { body_file: string; secret: string; hmac_base64: string }[];
  session_token: { secret: string; token: string; valid_at: number; payload: { aud: string } }[];
}
const vectors: Vectors = hasWire
  ? JSON.parse(readFileSync(join(WIRE, "signatures/vectors.json"), "utf8"))
  : { app_proxy: [], oauth: [], webhook: [], session_token: [] };

describe.skipIf(!hasWire)("the town signs as Shopify does", () => {
  it("its app proxy queries", () => {
    for (const { query, secret, signature, expect: verdict } of vectors.app_proxy) {
      const signed = proxySignature(new URLSearchParams(query), secret);
      expect(signed === signature, query).toBe(verdict !== "reject");
    }
  });

  it("the queries it opens the app with", () => {
    for (const { message, secret, hmac } of vectors.oauth)
      expect(signLaunchQuery(Object.fromEntries(new URLSearchParams(message)), secret)).toBe(hmac);
  });

  it("its webhooks, over the raw bytes", () => {
    for (const { body_file, secret, hmac_base64 } of vectors.webhook)
      expect(signWebhook(readFileSync(join(WIRE, body_file)), secret)).toBe(hmac_base64);
  });

  it("and knows its own session tokens", async () => {
    for (const { token, secret, valid_at, payload } of vectors.session_token) {
      const maker = { apiKey: payload.aud, secret, shop: "exampleshop.myshopify.com", at: valid_at * 1000 };
      expect(await staffOfToken(maker, token)).toBe("42");
      expect(await staffOfToken({ ...maker, at: maker.at + 120_000 }, token)).toBeNull();
    }
  });
});

it("adds what Shopify adds to a proxied request, and drops a signature that the shopper brought", () => {
  const given = new URLSearchParams("extra=1&extra=2&signature=forged&logged_in_customer_id=999");
  const query = proxyQuery(given, {
    shop: "tidewater.myshopify.com",
    pathPrefix: "/apps/threadline",
    loggedInCustomerId: null,
    at: Date.parse("2026-11-21T10:00:00Z"),
    secret: "hush",
  });
  expect(query.getAll("extra")).toEqual(["1", "2"]);
  expect(query.get("logged_in_customer_id")).toBe("");
  expect(query.get("signature")).toBe(proxySignature(query, "hush"));
});
