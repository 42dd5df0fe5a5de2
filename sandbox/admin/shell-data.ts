import type { Answer, Town } from "../town-types.ts";
import { askTown } from "./ask-town.ts";
import { findResources } from "./resources.ts";
import { platformOf } from "../shopify/platform.ts";
import { sessionToken } from "../shopify/session-token.ts";
import { appConfiguration } from "../shopify/app-configuration.ts";
import { type Visit, visitOf } from "./visit.ts";

/** The JSON doors of the shell's own script: `/_shell/token`, `resources`, `scopes`, `extensions`. */
export async function shellData(
  town: Town,
  name: string,
  query: URLSearchParams,
  fields: Record<string, unknown>,
): Promise<Answer> {
  const visit = visitOf(town, query.get("shop") ?? "", query.get("staff"));
  if (!visit) return { status: 404, body: { error: "no such shop in the town" } };
  if (name === "token") return { status: 200, headers: FRESH, body: { token: await tokenFor(visit) } };
  if (name === "resources") {
    const found = findResources(visit.store, query.get("type") ?? "product", query.get("query") ?? "");
    return { status: 200, headers: FRESH, body: found };
  }
  if (name === "scopes") return { status: 200, headers: FRESH, body: await scopes(visit, fields) };
  if (name === "extensions")
    return {
      status: 200,
      headers: FRESH,
      body: await askTown(town, `/shops/${visit.store.domain}/extensions`),
    };
  return { status: 404, body: { error: `the shell has no /_shell/${name}` } };
}

const FRESH = { "cache-control": "no-store" };

/** Always a new one: a token outlives neither its minute nor a jump of the town's clock. */
async function tokenFor({ town, store, staff }: Visit) {
  const maker = {
    apiKey: town.app.key,
    secret: platformOf(town).signingSecret(),
    shop: store.domain,
    at: town.clock.now(),
  };
  return sessionToken(maker, String(staff.id));
}

/** Grants and revocations go through the town's door for settings, so that tokens and webhooks follow. */
async function scopes({ town, store }: Visit, fields: Record<string, unknown>) {
  const { scopes: required, optionalScopes: optional } = appConfiguration(town.options.toml);
  const granted = new Set(platformOf(town).installation(store.domain).granted ?? required);
  for (const scope of listOf(fields.grant)) granted.add(scope);
  for (const scope of listOf(fields.revoke)) if (optional.includes(scope)) granted.delete(scope);
  if (fields.grant || fields.revoke)
    await askTown(town, `/shops/${store.domain}/settings`, { scopes: [...granted] });
  return { granted: [...granted], required, optional };
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
