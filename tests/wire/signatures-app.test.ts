import { createHmac } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { SignJWT } from "jose";
import { afterEach, describe, expect, it, vi } from "vitest";

vi.hoisted(() => {
  process.env.SHOPIFY_API_KEY = "client-id-123";
  process.env.SHOPIFY_API_SECRET = "hush";
  process.env.SHOPIFY_API_SECRET_PREVIOUS = "hush-before";
});
const { proxyCaller } = await import("#app/shopify/proxy-signature.ts");
const { readSessionToken } = await import("#app/shopify/session-token.server.ts");
const { verifyWebhook } = await import("#app/shopify/webhook-signature.ts");

const wire = join(import.meta.dirname, "../../../shared/wire");
const isThere = existsSync(wire);
const vectors: Vectors = isThere
  ? JSON.parse(readFileSync(join(wire, "signatures/vectors.json"), "utf8"))
  : { app_proxy: [], webhook: [], session_token: [], oauth: [] };

interface Vectors {
  app_proxy: { query: string; secret: string; signature: string; expect?: "reject" }[];
  webhook: { body_file: string; secret: string; hmac_base64: string }[];
  session_token: { secret: string; token: string; valid_at: number; payload: Record<string, unknown> }[];
  oauth: { message: string; secret: string; hmac: string }[];
}

const timeOf = (query: string) => new Date(Number(new URLSearchParams(query).get("timestamp")) * 1_000);
const proxied = (query: string) => new URL(`https://app.example/proxy/chat/session?${query}`);
const signedProxy = (query: Record<string, string>, secret = "hush") => {
  const message = Object.keys(query).sort();
  const text = message.map((name) => `${name}=${query[name]}`).join("");
  const signature = createHmac("sha256", secret).update(text).digest("hex");
  return proxied(new URLSearchParams({ ...query, signature }).toString());
};
const at = new Date("2026-11-21T10:00:00Z");
const call = {
  shop: "tidewater.myshopify.com",
  path_prefix: "/apps/threadline",
  logged_in_customer_id: "7001",
  timestamp: String(at.getTime() / 1_000),
};

afterEach(() => vi.useRealTimers());

describe.skipIf(!isThere)(
  "Shopify's signatures as they were documented (../shared is absent: skipped)",
  () => {
    it.each(vectors.app_proxy)("app proxy: $query", ({ query, secret, signature, expect: wanted }) => {
      const url = proxied(`${query}&signature=${signature}`);
      const caller = proxyCaller(url, { at: timeOf(query), secrets: [secret] });
      if (wanted === "reject") expect(caller).toBeNull();
      else expect(caller).toMatchObject({ shopDomain: new URLSearchParams(query).get("shop") });
    });

    it.each(vectors.webhook)("webhook: $body_file", ({ body_file, secret, hmac_base64 }) => {
      const body = readFileSync(join(wire, body_file));
      expect(verifyWebhook(body, { "x-shopify-hmac-sha256": hmac_base64 }, [secret])).toBe(true);
      expect(verifyWebhook(body, { "x-shopify-hmac-sha256": hmac_base64 }, ["other"])).toBe(false);
    });

    it.each(vectors.session_token)("session token of $payload.dest", async ({ token, valid_at, payload }) => {
      vi.useFakeTimers({ now: valid_at * 1_000, toFake: ["Date"] });
      expect(await readSessionToken(token)).toMatchObject({
        refused: null,
        shopDomain: "exampleshop.myshopify.com",
        shopifyUserId: payload.sub,
      });
    });

    it.each(vectors.oauth)(
      "OAuth query, by the package that would read it: $message",
      async ({ message, secret, hmac }) => {
        await import("@shopify/shopify-api/adapters/node");
        const { shopifyApi } = await import("@shopify/shopify-api");
        const { API_VERSION } = await import("#app/shopify/api-version.ts");
        const api = shopifyApi({
          apiKey: "k",
          apiSecretKey: secret,
          apiVersion: API_VERSION,
          hostName: "app.example",
          isEmbeddedApp: true,
        });
        vi.useFakeTimers({ now: timeOf(message), toFake: ["Date"] });
        const query = Object.fromEntries(new URLSearchParams(message));
        expect(await api.utils.validateHmac({ ...query, hmac })).toBe(true);
      },
    );
  },
);

describe("a webhook's signature", () => {
  const body = Buffer.from('{"id":1,"note":"Grüße \\u00e9 😀"}');
  const sign = (secret: string, bytes = body) => createHmac("sha256", secret).update(bytes).digest("base64");

  it("holds for the raw bytes, with the secret of today and for an hour that of yesterday", () => {
    expect(verifyWebhook(body, { "x-shopify-hmac-sha256": sign("hush") })).toBe(true);
    expect(verifyWebhook(body, { "x-shopify-hmac-sha256": sign("hush-before") })).toBe(true);
    expect(verifyWebhook(body, { "x-shopify-hmac-sha256": sign("hush-long-ago") })).toBe(false);
  });

  it("fails with any bit of the body or the signature flipped, cut or missing", () => {
    fc.assert(
      fc.property(fc.nat({ max: body.length * 8 - 1 }), (bit) => {
        const changed = Buffer.from(body);
        changed[bit >> 3]! ^= 1 << (bit & 7);
        return !verifyWebhook(changed, { "x-shopify-hmac-sha256": sign("hush") });
      }),
    );
    const right = sign("hush");
    for (let position = 0; position < right.length; position++) {
      const other = right[position] === "A" ? "B" : "A";
      const wrong = right.slice(0, position) + other + right.slice(position + 1);
      expect(verifyWebhook(body, { "x-shopify-hmac-sha256": wrong })).toBe(false);
    }
    for (const wrong of ["", right.slice(0, -1), `${right} `, right.replace("=", ""), `${right}=`]) {
      expect(verifyWebhook(body, { "x-shopify-hmac-sha256": wrong })).toBe(false);
    }
    expect(verifyWebhook(body, {})).toBe(false);
  });

  it("must hold in both headers where Shopify sends both", () => {
    const right = sign("hush");
    expect(verifyWebhook(body, { "shopify-hmac-sha256": right })).toBe(true);
    expect(verifyWebhook(body, { "x-shopify-hmac-sha256": right, "shopify-hmac-sha256": "x" })).toBe(false);
  });
});

describe("a call through the app proxy", () => {
  it("tells the shop and who is signed in, and nobody where the storefront says nobody", () => {
    expect(proxyCaller(signedProxy(call), { at })).toEqual({
      shopDomain: "tidewater.myshopify.com",
      customerShopifyId: "7001",
    });
    const { logged_in_customer_id: _, ...withoutCustomer } = call;
    expect(
      proxyCaller(signedProxy({ ...call, logged_in_customer_id: "" }), { at })?.customerShopifyId,
    ).toBeNull();
    expect(proxyCaller(signedProxy(withoutCustomer), { at })?.customerShopifyId).toBeNull();
  });

  it("is believed with either secret while both are valid", () => {
    expect(proxyCaller(signedProxy(call, "hush-before"), { at })).not.toBeNull();
    expect(proxyCaller(signedProxy(call, "guess"), { at })).toBeNull();
  });

  it("is old after a minute and a half, and not yet true before", () => {
    const moment = (seconds: number) => ({ at: new Date(at.getTime() + seconds * 1_000) });
    expect(proxyCaller(signedProxy(call), moment(90))).not.toBeNull();
    expect(proxyCaller(signedProxy(call), moment(91))).toBeNull();
    expect(proxyCaller(signedProxy(call), moment(-91))).toBeNull();
  });

  it("fails where a parameter was added, changed, repeated or taken away", () => {
    const attacks: ((query: URLSearchParams) => void)[] = [
      (query) => query.append("extra", "1"),
      (query) => query.set("logged_in_customer_id", "7002"),
      (query) => query.append("logged_in_customer_id", "7002"),
      (query) => query.append("shop", "evil.myshopify.com"),
      (query) => query.append("signature", query.get("signature")!),
      (query) => query.delete("timestamp"),
      (query) => query.delete("signature"),
      (query) => query.set("signature", query.get("signature")!.toUpperCase()),
    ];
    for (const attack of attacks) {
      const url = signedProxy(call);
      attack(url.searchParams);
      expect(proxyCaller(url, { at })).toBeNull();
    }
  });

  it("does not take two customers, or a host that is no shop, even when they are signed", () => {
    const twice = new URLSearchParams({ ...call, logged_in_customer_id: "7001" });
    twice.append("logged_in_customer_id", "7002");
    const text = Object.entries({ ...call, logged_in_customer_id: "7001,7002" }).sort();
    const message = text.map(([name, value]) => `${name}=${value}`).join("");
    twice.set("signature", createHmac("sha256", "hush").update(message).digest("hex"));
    expect(proxyCaller(proxied(twice.toString()), { at })).toBeNull();
    expect(proxyCaller(signedProxy({ ...call, shop: "evil.example" }), { at })).toBeNull();
    expect(proxyCaller(signedProxy({ ...call, logged_in_customer_id: "7001,7002" }), { at })).toBeNull();
  });

  it("never believes a flipped bit of the signature", () => {
    const url = signedProxy(call);
    const right = url.searchParams.get("signature")!;
    for (let position = 0; position < right.length; position++) {
      const flipped = (Number.parseInt(right[position]!, 16) ^ 1).toString(16);
      url.searchParams.set("signature", right.slice(0, position) + flipped + right.slice(position + 1));
      expect(proxyCaller(url, { at })).toBeNull();
    }
  });
});

describe("a session token", () => {
  const seconds = Math.floor(at.getTime() / 1_000);
  const claims = {
    iss: "https://tidewater.myshopify.com/admin",
    dest: "https://tidewater.myshopify.com",
    aud: "client-id-123",
    sub: "42",
    exp: seconds + 60,
    nbf: seconds,
    iat: seconds,
  };
  const mint = (over: object = {}, secret = "hush", alg = "HS256") =>
    new SignJWT({ ...claims, ...over }).setProtectedHeader({ alg }).sign(new TextEncoder().encode(secret));
  const read = (token: string, moment = at) => {
    vi.useFakeTimers({ now: moment, toFake: ["Date"] });
    return readSessionToken(token);
  };
  const later = (more: number) => new Date(at.getTime() + more * 1_000);

  it("is read with either secret, for a minute and ten seconds", async () => {
    expect(await read(await mint())).toMatchObject({ refused: null, shopifyUserId: "42" });
    expect(await read(await mint({}, "hush-before"))).toMatchObject({ refused: null, secret: "hush-before" });
    expect(await read(await mint(), later(69))).toMatchObject({ refused: null });
    expect(await read(await mint(), later(71))).toMatchObject({ refused: "invalid" });
  });

  it("is refused unsigned, otherwise signed, for another app, or before its time", async () => {
    const [header, body, signature] = (await mint()).split(".");
    const none = Buffer.from('{"alg":"none"}').toString("base64url");
    const rs256 = Buffer.from('{"alg":"RS256"}').toString("base64url");
    const attacks = [
      `${none}.${body}.`,
      `${none}.${body}.${signature}`,
      `${rs256}.${body}.${signature}`,
      `${header}.${body}.`,
      "",
      "a.b.c",
      await mint({}, "guess"),
      await mint({}, "hush", "HS512"),
      await mint({ aud: "another-app" }),
      await mint({ nbf: seconds + 11 }),
      await mint({ exp: undefined }),
    ];
    for (const token of attacks) expect(await read(token)).toMatchObject({ refused: "invalid" });
  });

  it("is refused where issuer and destination are not the same shop", async () => {
    const attacks = [
      { iss: "https://evil.myshopify.com/admin" },
      { dest: "https://evil.myshopify.com" },
      { dest: "https://evil.example", iss: "https://evil.example/admin" },
      { dest: "https://tidewater.myshopify.com.evil.example" },
      { dest: "http://tidewater.myshopify.com", iss: "http://tidewater.myshopify.com/admin" },
      { dest: "https://tidewater.myshopify.com/x" },
      { sub: undefined },
    ];
    for (const attack of attacks)
      expect(await read(await mint(attack))).toMatchObject({ refused: "mismatch" });
  });
});
