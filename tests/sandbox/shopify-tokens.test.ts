import { describe, expect, it } from "vitest";
import { exchangeForm, freshShop, type Json, list, SCOPES, SHOP } from "./one-shop.ts";

const shop = freshShop();
const HOUR = 3_600_000;
const ONLINE = "urn:shopify:params:oauth:token-type:online-access-token";
const ask = (token: Json | undefined) =>
  shop.post(
    "/admin/api/2026-10/graphql.json",
    { query: "{ shop { name } }" },
    { "x-shopify-access-token": String(token) },
  );
const refresh = (token: Json | undefined) =>
  shop.post("/admin/oauth/access_token", {
    client_id: "town-key",
    client_secret: "town-secret",
    grant_type: "refresh_token",
    refresh_token: token,
  });

describe("exchanging a session token", () => {
  it("gives an offline token that opens the shop for an hour", async () => {
    const granted = await shop.exchange();
    expect(granted).toMatchObject({
      status: 200,
      scope: SCOPES.join(","),
      expires_in: 3600,
      refresh_token_expires_in: 7_776_000,
    });
    expect((await ask(granted.access_token)).data?.shop?.name).toBe("Tidewater Supply Co");
    await shop.call("POST", "/clock", { advanceMs: HOUR });
    expect(await ask(granted.access_token)).toMatchObject({ status: 401 });
  });

  it("gives an online token that names the staff member", async () => {
    const granted = await shop.exchange({ requested_token_type: ONLINE });
    expect(granted.associated_user).toMatchObject({
      first_name: "Maya",
      account_owner: true,
      collaborator: false,
    });
    expect(granted.expires_in).toBe(86_399);
  });

  it("refuses tokens that are expired, not ours, of another shop, or unsigned", async () => {
    const flaws = [
      "expired=1",
      "notYet=1",
      "aud=another-app",
      "alg=none",
      "secret=guess",
      "dest=https://another.myshopify.com",
      "iss=https://another.myshopify.com/admin",
      "sub=1",
    ];
    for (const flaw of flaws) {
      const { token } = await shop.shop("GET", `/session-token?${flaw}`);
      const refused = await shop.post("/admin/oauth/access_token", exchangeForm(String(token)));
      expect(refused, flaw).toMatchObject({ status: 400, error: "invalid_subject_token" });
    }
  });

  it("refuses a wrong client secret", async () => {
    expect(await shop.exchange({ client_secret: "guess" })).toMatchObject({
      status: 400,
      error: "invalid_client",
    });
  });
});

describe("refreshing", () => {
  it("turns the refresh token over", async () => {
    const first = await shop.exchange();
    const second = await refresh(first.refresh_token);
    const third = await refresh(second.refresh_token);
    expect((await ask(third.access_token)).status).toBe(200);
    expect(await refresh(first.refresh_token)).toMatchObject({ status: 400, error: "invalid_grant" });
  });

  it("honours the used token again while its replacement is unused, so a lost answer can be had again", async () => {
    const first = await shop.exchange();
    await refresh(first.refresh_token);
    const again = await refresh(first.refresh_token);
    expect(again.status).toBe(200);
    expect((await refresh(again.refresh_token)).status).toBe(200);
  });

  it("ends after ninety days", async () => {
    const { refresh_token } = await shop.exchange();
    await shop.call("POST", "/clock", { advanceMs: 90 * 24 * HOUR });
    expect(await refresh(refresh_token)).toMatchObject({ error: "invalid_grant" });
  });
});

describe("the installation", () => {
  it("is made by opening the app, and ended by uninstalling it", async () => {
    expect((await shop.shop("GET", "/installation")).state).toBe("never");
    const granted = await shop.exchange();
    await shop.shop("POST", "/uninstall");
    expect((await ask(granted.access_token)).status).toBe(401);
    expect((await refresh(granted.refresh_token)).status).toBe(400);
    expect(await shop.exchange()).toMatchObject({ status: 400, error: "invalid_subject_token" });
    await shop.shop("POST", "/install");
    expect((await shop.exchange()).status).toBe(200);
  });

  it("tells the app when its scopes change, and tokens in hand follow", async () => {
    const { access_token } = await shop.exchange();
    await shop.shop("POST", "/settings", { scopes: ["read_products"] });
    await shop.call("POST", "/settle");
    const [told] = shop.webhooks("app/scopes_update");
    expect(told!.body).toMatchObject({ previous: SCOPES, current: ["read_products"] });
    const answer = await shop.post(
      "/admin/api/2026-10/graphql.json",
      { query: "{ orders(first: 1) { nodes { id } } }" },
      { "x-shopify-access-token": String(access_token) },
    );
    expect(list(answer.errors)[0]?.extensions?.code).toBe("ACCESS_DENIED");
  });

  it("answers as a frozen, locked, forbidden or closed shop when it is one", async () => {
    const { access_token } = await shop.exchange();
    const states = { frozen: 402, forbidden: 403, closed: 404, locked: 423 };
    for (const [shopState, status] of Object.entries(states)) {
      await shop.shop("POST", "/settings", { shopState });
      expect((await ask(access_token)).status, shopState).toBe(status);
    }
  });

  it("accepts both secrets for an hour after a rotation, and signs with the old one meanwhile", async () => {
    await shop.call("POST", "/rotate-secret", { secret: "brand-new" });
    expect((await shop.exchange()).status).toBe(200);
    expect((await shop.exchange({ client_secret: "brand-new" })).status).toBe(200);
    await shop.call("POST", "/clock", { advanceMs: HOUR });
    expect((await shop.exchange()).status).toBe(400);
    expect((await shop.exchange({ client_secret: "brand-new" })).status).toBe(200);
  });

  it("opens the app with a signed query that Shopify's library accepts", async () => {
    const { query } = await shop.shop("GET", "/launch");
    const launch = new URLSearchParams(String(query));
    expect(launch.get("shop")).toBe(SHOP);
    const { shopifyApi, ApiVersion } = await import("@shopify/shopify-api");
    await import("@shopify/shopify-api/adapters/node");
    const api = shopifyApi({
      apiKey: "town-key",
      apiSecretKey: "town-secret",
      apiVersion: ApiVersion.October26,
      hostName: "app.example",
      isEmbeddedApp: true,
    });
    expect(await api.utils.validateHmac(Object.fromEntries(launch))).toBe(true);
    const claims = await api.session.decodeSessionToken(launch.get("id_token")!);
    expect(claims.dest).toBe(`https://${SHOP}`);
  });
});
