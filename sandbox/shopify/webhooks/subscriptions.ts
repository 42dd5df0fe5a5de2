import type { AppConfiguration } from "../app-configuration.ts";
import { isFound, parseSearch, isText, type Term } from "../graphql/search-query.ts";
import type { Installation } from "../installation.ts";

/** One place a topic goes to. */
export interface Listener {
  topic: string;
  uri: string;
  name: string | null;
  filter: string | null;
  includeFields: string[];
}

/** What a topic's resource asks for (shop-wide topics ask for nothing). */
const SCOPES: { [resource: string]: string[] } = {
  orders: ["read_orders"],
  refunds: ["read_orders"],
  carts: ["read_orders"],
  checkouts: ["read_orders"],
  fulfillments: ["read_fulfillments", "read_orders"],
  fulfillment_events: ["read_fulfillments", "read_orders"],
  fulfillment_orders: [
    "read_merchant_managed_fulfillment_orders",
    "read_assigned_fulfillment_orders",
    "read_third_party_fulfillment_orders",
  ],
  returns: ["read_returns"],
  customers: ["read_customers"],
  customer: ["read_customers"],
  segments: ["read_customers"],
  customers_marketing_consent: ["read_customers"],
  customers_email_marketing_consent: ["read_customers"],
  products: ["read_products"],
};
/** Topics that ask for more than their resource does. */
const TOPIC_SCOPES: { [topic: string]: string[] } = { "customers/merge": ["read_customer_merge"] };
export const COMPLIANCE = new Set(["customers/data_request", "customers/redact", "shop/redact"]);

/** Everyone who listens to a topic in this shop: the toml's subscriptions, then those made through the API. */
export function listenersTo(
  topic: string,
  configuration: AppConfiguration,
  installation: Installation,
  scopes: Set<string>,
): Listener[] {
  const needed = COMPLIANCE.has(topic) ? undefined : (TOPIC_SCOPES[topic] ?? SCOPES[topic.split(/[/.]/)[0]!]);
  if (needed && !needed.some((scope) => scopes.has(scope))) return [];
  const fromToml = configuration.subscriptions
    .filter((one) => one.topics.includes(topic))
    .map(({ uri, name, filter, includeFields }) => ({ topic, uri, name, filter, includeFields }));
  const fromApi = installation.subscriptions.filter((one) => topicOf(one.topic) === topic);
  return [
    ...fromToml,
    ...fromApi.map(({ uri, name, filter, includeFields }) => ({ topic, uri, name, filter, includeFields })),
  ];
}

/** ORDERS_UPDATED → orders/updated, by the names the sandbox can tell. */
function topicOf(name: string): string {
  const lower = name.toLowerCase();
  const resource = Object.keys(SCOPES)
    .concat(["app", "shop", "bulk_operations"])
    .sort((one, other) => other.length - one.length)
    .find((one) => lower.startsWith(`${one}_`));
  if (!resource) return lower;
  const separator = resource === "customer" ? "." : "/";
  return `${resource}${separator}${lower.slice(resource.length + 1)}`;
}

/** A subscription's filter over the payload's own keys: `status:in_transit`, `customer.id:*`. */
export function passesFilter(payload: object, filter: string | null): boolean {
  if (!filter) return true;
  return isFound(
    parseSearch(filter),
    (term) => term.field !== null && holds(payload, term.field.split("."), term),
  );
}

/** Only the fields the subscription names. */
export function pickFields(payload: object, names: string[]): object {
  if (names.length === 0) return payload;
  const heads = new Set(names.map((name) => name.split(".")[0]));
  return Object.fromEntries(
    Object.entries(payload)
      .filter(([key]) => heads.has(key))
      .map(([key, value]) => {
        const inner = names
          .filter((name) => name.startsWith(`${key}.`))
          .map((name) => name.slice(key.length + 1));
        return [key, names.includes(key) ? value : pickDeep(value, inner)];
      }),
  );
}

function pickDeep(value: unknown, names: string[]): unknown {
  if (Array.isArray(value)) return value.map((one) => pickDeep(one, names));
  return typeof value === "object" && value !== null ? pickFields(value, names) : value;
}

function holds(value: unknown, path: string[], term: Term): boolean {
  if (Array.isArray(value)) return value.some((one) => holds(one, path, term));
  if (path.length === 0) return value != null && (term.value === "*" || isText(String(value), term));
  if (typeof value !== "object" || value === null) return false;
  return holds((value as { [key: string]: unknown })[path[0]!], path.slice(1), term);
}
