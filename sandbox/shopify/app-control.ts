import { randomUUID } from "node:crypto";
import { type ControlCall, refusal } from "../town-types.ts";
import { bucketOfPlan } from "./graphql/bucket.ts";
import {
  type Installation,
  isOpenTo,
  type ProtectedGroup,
  type Settings,
  uninstallFrom,
} from "./installation.ts";
import type { Platform } from "./platform.ts";
import { launchQuery, sessionToken, type TokenFlaws } from "./session-token.ts";
import type { Store } from "./store/contract.ts";
import type { StaffMember } from "./store/types.ts";
import { addWebhookControl } from "./webhook-control.ts";
import { tellApp } from "./webhooks/tell-app.ts";

const EVERY_GROUP: ProtectedGroup[] = ["name", "email", "phone", "address"];
/** Shopify sends shop/redact 48 hours after the app was thrown out. */
const UNTIL_SHOP_REDACT = 48 * 3_600_000;

/** Control routes for what the app has in a shop: installation, scopes, tokens, plan. Documented in README.md. */
export function addAppControl(platform: Platform): void {
  const { town } = platform;
  town.control("POST /shops/:domain/install", (call) => install(platform, call));
  town.control("POST /shops/:domain/uninstall", (call) => uninstall(platform, call));
  town.control("GET /shops/:domain/installation", (call) =>
    describe(platform.installation(storeOf(platform, call).domain)),
  );
  town.control("POST /shops/:domain/settings", (call) => changeSettings(platform, call));
  town.control("POST /shops/:domain/expire-tokens", (call) => expireTokens(platform, call));
  town.control("GET /shops/:domain/session-token", (call) => giveSessionToken(platform, call));
  town.control("GET /shops/:domain/launch", (call) => giveLaunchQuery(platform, call));
  town.control("POST /rotate-secret", ({ body }) => {
    const { secret = `rotated-${randomUUID()}`, signWith = "old" } = body as {
      secret?: string;
      signWith?: "old" | "new";
    };
    platform.rotateSecret(secret, signWith);
    return { secrets: town.app.secrets };
  });
  addWebhookControl(platform);
}

/** The shop a control route names. */
export function storeOf(platform: Platform, { params }: ControlCall): Store {
  const store = platform.town.shops.get(params.domain ?? "");
  if (!store) throw refusal(404, `no shop ${params.domain}`);
  return store;
}

function install(platform: Platform, call: ControlCall) {
  const store = storeOf(platform, call);
  const installation = platform.installation(store.domain);
  const { scopes } = call.body as { scopes?: string[] };
  installation.state = "installed";
  installation.granted = scopes ?? platform.askedScopes();
  platform.town.announce({ kind: "installed", shop: store.domain });
  return describe(installation);
}

function uninstall(platform: Platform, call: ControlCall) {
  const store = storeOf(platform, call);
  const installation = platform.installation(store.domain);
  if (installation.state !== "installed") throw refusal(409, `the app is not installed in ${store.domain}`);
  tellApp(platform, store, changeOf(store, "app/uninstalled", {}));
  uninstallFrom(installation);
  platform.town.clock.at(platform.town.clock.now() + UNTIL_SHOP_REDACT, () => redactShop(platform, store));
  platform.town.announce({ kind: "uninstalled", shop: store.domain });
  return describe(installation);
}

/** Sent to an app that is no longer there, so past the check that it is installed. */
function redactShop(platform: Platform, store: Store) {
  const installation = platform.installation(store.domain);
  if (installation.state !== "uninstalled") return;
  sendCompliance(platform, store, "shop/redact", {});
}

/** Compliance webhooks reach the app whether it is installed or not. */
export function sendCompliance(
  platform: Platform,
  store: Store,
  topic: string,
  more: Partial<ReturnType<typeof changeOf>>,
) {
  const installation = platform.installation(store.domain);
  const { state } = installation;
  installation.state = "installed";
  try {
    tellApp(platform, store, { ...changeOf(store, topic, {}), ...more });
  } finally {
    installation.state = state;
  }
}

export function changeOf(store: Store, topic: string, detail: { [key: string]: unknown }) {
  const shop = store.shop();
  return {
    topic,
    resource: "Shop",
    id: shop.id,
    at: store.now(),
    record: shop as unknown,
    orderId: null,
    detail,
  };
}

function changeSettings(platform: Platform, call: ControlCall) {
  const store = storeOf(platform, call);
  const installation = platform.installation(store.domain);
  const asked = call.body as Omit<Partial<Settings>, "redactProtectedData"> & {
    scopes?: string[];
    redactProtectedData?: boolean | ProtectedGroup[];
    bucket?: Partial<Installation["bucket"]>;
  };
  const { scopes, redactProtectedData, bucket, plan, ...plain } = asked;
  Object.assign(installation.settings, plain);
  if (redactProtectedData !== undefined)
    installation.settings.redactProtectedData =
      redactProtectedData === true ? EVERY_GROUP : redactProtectedData || [];
  if (plan !== undefined) {
    installation.settings.plan = plan;
    installation.bucket = bucketOfPlan(plan, platform.town.clock.now());
  }
  if (bucket) Object.assign(installation.bucket, { at: platform.town.clock.now() }, bucket);
  if (scopes) changeScopes(platform, store, installation, scopes);
  return describe(installation);
}

/** Tokens in hand carry the new scopes at once, as at Shopify. */
function changeScopes(platform: Platform, store: Store, installation: Installation, scopes: string[]) {
  const previous = installation.granted ?? platform.askedScopes();
  installation.granted = scopes;
  for (const token of installation.tokens.values()) token.scopes = [...scopes];
  tellApp(platform, store, changeOf(store, "app/scopes_update", { previous, current: scopes }));
}

function expireTokens(platform: Platform, call: ControlCall) {
  const installation = platform.installation(storeOf(platform, call).domain);
  for (const token of installation.tokens.values()) token.expiresAt = platform.town.clock.now();
  return describe(installation);
}

async function giveSessionToken(platform: Platform, call: ControlCall) {
  const { maker, member, flaws } = asked(platform, call);
  return { token: await sessionToken(maker, String(flaws.sub ?? member.id), flaws) };
}

async function giveLaunchQuery(platform: Platform, call: ControlCall) {
  const store = storeOf(platform, call);
  const installation = platform.installation(store.domain);
  if (!isOpenTo(installation))
    throw refusal(409, `the app was uninstalled: POST /_town/shops/${store.domain}/install`);
  if (installation.state === "never") install(platform, { ...call, body: {} });
  const { maker, member, flaws } = asked(platform, call);
  const query = await launchQuery(maker, { id: String(member.id), locale: member.locale }, flaws);
  return { query: query.toString(), staff: member };
}

/** `?staff=ID`, and any override: `expired=1`, `notYet=1`, `alg=none`, `secret=…`, or a claim by its name. */
function asked(platform: Platform, call: ControlCall) {
  const store = storeOf(platform, call);
  const { staff, expired, notYet, ...overrides } = Object.fromEntries(call.query);
  const maker = {
    apiKey: platform.town.app.key,
    secret: platform.signingSecret(),
    shop: store.domain,
    at: platform.town.clock.now(),
  };
  const flaws: TokenFlaws = {
    ...numeric(overrides),
    ...(expired && { expired: true }),
    ...(notYet && { notYet: true }),
  };
  return { maker, member: staffMember(store, staff), flaws };
}

function staffMember(store: Store, id: string | undefined): StaffMember {
  const all = store.staff();
  const member =
    id === undefined
      ? (all.find((one) => one.accountOwner) ?? all[0])
      : all.find((one) => String(one.id) === id);
  if (!member) throw refusal(404, `no staff member ${id} in ${store.domain}`);
  return member;
}

function numeric(claims: { [name: string]: string }) {
  const times = new Set(["exp", "nbf", "iat"]);
  return Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [name, times.has(name) ? Number(value) : value]),
  );
}

function describe({ shop, state, granted, settings, bucket, tokens, subscriptions }: Installation) {
  return { shop, state, scopes: granted ?? [], settings, bucket, tokens: tokens.size, subscriptions };
}
