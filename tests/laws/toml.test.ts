import { readFileSync } from "node:fs";
import { parse } from "smol-toml";
import { describe, expect, it } from "vitest";
import { SHOP_TOPICS } from "#app/shop/subscribe-topics.ts";
import { API_VERSION } from "#app/shopify/api-version.ts";
import { topics as handled } from "#app/wiring/webhook-topics.ts";
import { loadAdminSchema, SCHEMA_VERSION } from "#tools/shopify-schema.ts";

interface Toml {
  embedded: boolean;
  access: { admin: { embedded_app_direct_api_access: boolean } };
  access_scopes: { scopes: string; optional_scopes: string[] };
  app_proxy: { url: string; subpath: string; prefix: string };
  webhooks: {
    api_version: string;
    subscriptions: { topics?: string[]; compliance_topics?: string[]; uri: string }[];
  };
}

const toml = parse(readFileSync("shopify.app.toml", "utf8")) as unknown as Toml;
const { subscriptions } = toml.webhooks;
const topics = subscriptions.flatMap((one) => one.topics ?? []);
const compliance = subscriptions.flatMap((one) => one.compliance_topics ?? []);

const REQUIRED = [
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
  "write_app_proxy",
];
/** Never asked for, on purpose: staff come from the online token, and payment methods are none of our business. */
const NEVER = ["read_users", "read_customer_payment_methods", "write_script_tags", "read_script_tags"];

describe("shopify.app.toml", () => {
  it("names the one API version that the gateway and the checked schema have", () => {
    expect(toml.webhooks.api_version).toBe(API_VERSION);
    expect(SCHEMA_VERSION).toBe(API_VERSION);
  });

  it("subscribes to topics that exist in that version, each once", async () => {
    const { schema } = await loadAdminSchema();
    const type = schema.getType("WebhookSubscriptionTopic");
    const known = (type as unknown as { getValues(): { name: string }[] })
      .getValues()
      .map(({ name }) => name);
    expect(topics.filter((topic) => !known.includes(topic.replace(/[/.]/, "_").toUpperCase()))).toEqual([]);
    expect(new Set(topics).size).toBe(topics.length);
  });

  it("has a handler for every topic, and a topic for every handler", () => {
    const ofShops = SHOP_TOPICS.map(({ topic }) => topic);
    expect(Object.keys(handled).sort()).toEqual([...topics, ...compliance, ...ofShops].sort());
  });

  it("leaves to each shop the topics whose scope is granted by choice", () => {
    const optional = toml.access_scopes.optional_scopes;
    expect(SHOP_TOPICS.filter(({ scope }) => !optional.includes(scope))).toEqual([]);
    expect(SHOP_TOPICS.filter(({ topic }) => topics.includes(topic))).toEqual([]);
  });

  it("takes the three compliance topics, and everything at the letterbox's one door", () => {
    expect(compliance.sort()).toEqual(["customers/data_request", "customers/redact", "shop/redact"]);
    expect(new Set(subscriptions.map(({ uri }) => uri))).toEqual(new Set(["/webhooks/shopify"]));
  });

  it("requires exactly the scopes that are used, and never those we do not want", () => {
    const { scopes, optional_scopes } = toml.access_scopes;
    expect(scopes.split(",").sort()).toEqual([...REQUIRED].sort());
    expect(optional_scopes.filter((scope) => REQUIRED.includes(scope))).toEqual([]);
    expect([...scopes.split(","), ...optional_scopes].filter((scope) => NEVER.includes(scope))).toEqual([]);
  });

  it("needs a required scope for each of its topics, so that an install can register them all", async () => {
    const { schema } = await loadAdminSchema();
    const type = schema.getType("WebhookSubscriptionTopic") as unknown as {
      getValue(name: string): { description?: string };
    };
    const granted = REQUIRED.flatMap((scope) => [scope, scope.replace("write_", "read_")]);
    const closed = topics.filter((topic) => {
      const text = type.getValue(topic.replace(/[/.]/, "_").toUpperCase()).description ?? "";
      const asked = text.slice(text.indexOf("Requires")).match(/(?:read|write)_[a-z_]+/g) ?? [];
      return text.includes("Requires") && !asked.some((scope) => granted.includes(scope));
    });
    expect(closed).toEqual([]);
  });

  it("keeps the browser off the Admin API, and the proxy where the storefront chat looks for it", () => {
    expect(toml.embedded).toBe(true);
    expect(toml.access.admin.embedded_app_direct_api_access).toBe(false);
    expect(toml.app_proxy).toMatchObject({ prefix: "apps", subpath: "threadline" });
    expect(new URL(toml.app_proxy.url).pathname).toBe("/proxy");
  });
});
