import type { Answer, HostCall } from "../town-types.ts";
import { accessLaw, type AccessLaw } from "./access.ts";
import { impliedScopes } from "./access.ts";
import { appConfiguration } from "./app-configuration.ts";
import type { Call } from "./graphql/call.ts";
import { type Request, runOperation } from "./graphql/run-operation.ts";
import type { AccessToken, Installation, Settings } from "./installation.ts";
import { findToken, grantToken } from "./oauth.ts";
import type { Platform } from "./platform.ts";
import { API_VERSION, sandboxSchema } from "./schema.ts";
import type { Store } from "./store/contract.ts";

const SIXTY_DAYS = 60 * 86_400_000;
/** What a shop in trouble answers to every call. */
const TROUBLES: { [state in Settings["shopState"]]?: Answer } = {
  frozen: { status: 402, body: { errors: "Unavailable Shop" } },
  forbidden: { status: 403, body: { errors: "Forbidden" } },
  closed: { status: 404, body: { errors: "Not Found" } },
  locked: { status: 423, body: { errors: "Locked" } },
};

let law: AccessLaw | undefined;

/** Everything the app asks of `<shop>.myshopify.com/admin`. */
export async function answerAdmin(platform: Platform, call: HostCall): Promise<Answer | undefined> {
  const { pathname } = call.url;
  if (!pathname.startsWith("/admin/")) return undefined;
  const store = platform.town.shops.get(call.host);
  if (!store) return { status: 404, body: { errors: "Not Found" } };
  const trouble = TROUBLES[platform.installation(call.host).settings.shopState];
  if (trouble) return trouble;
  if (pathname === "/admin/oauth/access_token" && call.method === "POST")
    return answerTokenRequest(platform, store, call);
  const version = /^\/admin\/api\/([^/]+)\/graphql\.json$/.exec(pathname)?.[1];
  if (version && call.method === "POST") return answerGraphql(platform, store, call, version);
  return undefined;
}

async function answerTokenRequest(platform: Platform, store: Store, call: HostCall): Promise<Answer> {
  const desk = {
    installation: platform.installation(store.domain),
    scopes: platform.askedScopes(),
    staff: store.staff(),
    apiKey: platform.town.app.key,
    secrets: platform.validSecrets(),
    signingSecrets: platform.validSecrets(),
    at: platform.town.clock.now(),
  };
  const answer = await grantToken(desk, formOf(call));
  platform.town.announce({ kind: "token", shop: store.domain, status: answer.status });
  return { ...answer, headers: { "cache-control": "no-store" } };
}

function formOf(call: HostCall): { [name: string]: string | undefined } {
  const text = call.body.toString("utf8");
  if (!String(call.req.headers["content-type"]).includes("json"))
    return Object.fromEntries(new URLSearchParams(text));
  const parsed = parseJson(text);
  return typeof parsed === "object" && parsed !== null ? (parsed as { [name: string]: string }) : {};
}

async function answerGraphql(
  platform: Platform,
  store: Store,
  call: HostCall,
  version: string,
): Promise<Answer> {
  const { town } = platform;
  const installation = platform.installation(store.domain);
  const token = findToken(
    installation,
    String(call.req.headers["x-shopify-access-token"] ?? ""),
    town.clock.now(),
  );
  const headers = { "x-shopify-api-version": API_VERSION, "x-request-id": crypto.randomUUID() };
  if (!token)
    return {
      status: 401,
      headers,
      body: { errors: "[API] Invalid API key or access token (unrecognized login or wrong password)" },
    };
  if (version !== API_VERSION)
    return {
      status: 501,
      headers,
      body: { errors: `not implemented in the sandbox: Admin API version ${version}` },
    };
  const request = parseJson(call.body.toString("utf8"));
  if (!isRequest(request))
    return { status: 400, headers, body: { errors: { query: "Required parameter missing or invalid" } } };
  const { schema, access } = await sandboxSchema();
  law ??= accessLaw(access, schema);
  const writes: Promise<unknown>[] = [];
  const context = contextOf({ platform, store, installation, token, law, writes });
  const body = await runOperation(schema, request, context, town.clock.now());
  await Promise.all(writes);
  const isThrottled = body.errors?.[0]?.extensions?.code === "THROTTLED";
  return { status: isThrottled && installation.settings.throttleStatus429 ? 429 : 200, headers, body };
}

interface Asking {
  platform: Platform;
  store: Store;
  installation: Installation;
  token: AccessToken;
  law: AccessLaw;
  writes: Promise<unknown>[];
}

function contextOf({ platform, store, installation, token, law, writes }: Asking): Call {
  const { town } = platform;
  const seesAll = installation.settings.readAllOrders || token.scopes.includes("read_all_orders");
  const from = new Date(town.clock.now() - SIXTY_DAYS).toISOString();
  return {
    store,
    installation,
    configuration: appConfiguration(town.options.toml),
    granted: token.scopes,
    scopes: impliedScopes(token.scopes),
    law,
    bulk: platform.bulk.of(store.domain),
    apiKey: town.app.key,
    staffId: token.staffId,
    ordersFrom: seesAll ? null : `${from.slice(0, 19)}Z`,
    record(mutation, input) {
      writes.push(
        town.ledger.write({
          provider: "shopify",
          kind: "mutation",
          shop: store.domain,
          name: mutation,
          input,
        }),
      );
    },
  };
}

function isRequest(value: unknown): value is Request {
  return typeof value === "object" && value !== null && "query" in value && typeof value.query === "string";
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
