import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import type { CastMember } from "#sandbox/shopify/store/truth-types.ts";
import type { TownOptions } from "#sandbox/town-types.ts";
import { type TownUnderTest, freshTown } from "./one-town.ts";

export const SHOP = "tidewater.myshopify.com";
export const SCOPES = [
  "write_orders",
  "write_returns",
  "write_customers",
  "read_products",
  "read_inventory",
  "read_locations",
  "read_fulfillments",
  "read_merchant_managed_fulfillment_orders",
  "read_third_party_fulfillment_orders",
  "read_discounts",
  "read_legal_policies",
  "read_locales",
];
export const TOPICS = [
  "app/uninstalled",
  "app/scopes_update",
  "shop/update",
  "customers/create",
  "customers/update",
  "customers/delete",
  "customers_marketing_consent/update",
  "orders/create",
  "orders/updated",
  "orders/edited",
  "orders/cancelled",
  "orders/delete",
  "refunds/create",
  "returns/request",
  "returns/approve",
  "fulfillments/create",
  "fulfillments/update",
  "fulfillment_events/create",
  "fulfillment_orders/placed_on_hold",
  "fulfillment_orders/hold_released",
  "checkouts/create",
  "carts/create",
];

/** JSON to look into at any depth; what is not there fails the test by itself. Lists by `list`, texts by String(). */
export interface Json {
  [key: string]: Json;
}

export function list(json: Json | undefined): Json[] {
  return json as unknown as Json[];
}

export interface ShopUnderTest extends TownUnderTest {
  /** A control call below this shop; answers the body, and throws where the town refuses. */
  shop(method: string, path: string, body?: unknown): Promise<Json>;
  /** A call to an address of the shop, as the app would make it; answers the body, with the status in it. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Json>;
  /** A member of the cast. */
  cast(role: string): Promise<CastMember>;
  exchange(more?: Record<string, string>): Promise<Json>;
  /** A GraphQL request with the offline token. */
  ask(query: string, variables?: unknown): Promise<Json>;
  webhooks(topic?: string): { topic: string; headers: Record<string, string>; body: Json }[];
}

/** A fresh town with Shopify alone and its shop of the cast; `toml` is what the app would ask of Shopify. */
export function freshShop(options: Partial<TownOptions> = {}, toml = appToml()): ShopUnderTest {
  const folder = mkdtempSync(join(tmpdir(), "threadline-toml-"));
  writeFileSync(join(folder, "shopify.app.toml"), toml);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "shopify.app.toml");
  const used = freshTown(["shopify"], { orders: 40, customers: 20, toml: file, ...options }) as ShopUnderTest;
  used.shop = async (method, path, body) => {
    const answer = await used.call(method, `/shops/${SHOP}${path}`, body);
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
    return answer.body as unknown as Json;
  };
  used.cast = async (role) => {
    const members = list(await used.shop("GET", "/cast")) as unknown as CastMember[];
    return members.find((one) => one.role === role)!;
  };
  used.post = async (path, body, headers = {}) => {
    const answer = await fetch(used.town.url + path, {
      method: "POST",
      headers: { "x-town-host": SHOP, "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
    return { status: answer.status, ...((await answer.json()) as object) } as unknown as Json;
  };
  used.exchange = async (more = {}) => {
    const { token } = await used.shop("GET", "/session-token");
    return used.post("/admin/oauth/access_token", { ...exchangeForm(String(token)), ...more });
  };
  let kept: { town: string; token: string } | undefined;
  used.ask = async (query, variables = {}) => {
    if (kept?.town !== used.town.url)
      kept = { town: used.town.url, token: String((await used.exchange()).access_token) };
    const body = { query, variables };
    return used.post("/admin/api/2026-10/graphql.json", body, { "x-shopify-access-token": kept.token });
  };
  used.webhooks = (topic) =>
    used.app.requests
      .filter((one) => one.headers["x-shopify-topic"])
      .map(({ headers, body }) => ({
        topic: String(headers["x-shopify-topic"]),
        headers: headers as Record<string, string>,
        body: JSON.parse(body) as Json,
      }))
      .filter((one) => topic === undefined || one.topic === topic);
  return used;
}

export function exchangeForm(token: string) {
  return {
    client_id: "town-key",
    client_secret: "town-secret",
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    subject_token: token,
    subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
    requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
    expiring: "1",
  };
}

export function appToml(scopes = SCOPES, topics = TOPICS): string {
  return `
[access_scopes]
scopes = ${JSON.stringify(scopes.join(","))}

[webhooks]
api_version = "2026-10"

[[webhooks.subscriptions]]
topics = ${JSON.stringify(topics)}
compliance_topics = ["customers/data_request", "customers/redact", "shop/redact"]
uri = "/webhooks/shopify"
`;
}
