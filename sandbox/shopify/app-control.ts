import { type ControlCall, refusal } from "../town-types.ts";
import { bucketOfPlan } from "./graphql/bucket.ts";
import type { Installation, ProtectedGroup, Settings } from "./installation.ts";
import { installApp, uninstallApp } from "./install-app.ts";
import type { Platform } from "./platform.ts";
import { storeOf } from "./store/control/call.ts";
import type { Store } from "./store/contract.ts";
import { addTokenControl } from "./token-control.ts";
import { addWebhookControl } from "./webhook-control.ts";
import { shopChange, tellApp } from "./webhooks/tell-app.ts";

const EVERY_GROUP: ProtectedGroup[] = ["name", "email", "phone", "address"];

/** Control routes for what the app has in a shop: installation, scopes, tokens, plan. Documented in README.md. */
export function addAppControl(platform: Platform): void {
  const { town } = platform;
  town.control("POST /shops/:domain/install", (call) => install(platform, call));
  town.control("POST /shops/:domain/uninstall", (call) => uninstall(platform, call));
  town.control("GET /shops/:domain/installation", (call) =>
    describe(platform.installation(storeOf(platform.town, call).domain)),
  );
  town.control("POST /shops/:domain/settings", (call) => changeSettings(platform, call));
  addTokenControl(platform);
  addWebhookControl(platform);
}

function install(platform: Platform, call: ControlCall) {
  const { scopes } = call.body as { scopes?: string[] };
  return describe(installApp(platform, storeOf(platform.town, call), scopes));
}

function uninstall(platform: Platform, call: ControlCall) {
  const store = storeOf(platform.town, call);
  if (platform.installation(store.domain).state !== "installed")
    throw refusal(409, `the app is not installed in ${store.domain}`);
  return describe(uninstallApp(platform, store));
}

function changeSettings(platform: Platform, call: ControlCall) {
  const store = storeOf(platform.town, call);
  const installation = platform.installation(store.domain);
  const asked = call.body as Omit<Partial<Settings>, "redactProtectedData"> & {
    scopes?: string[];
    redactProtectedData?: boolean | ProtectedGroup[];
    bucket?: Partial<Installation["bucket"]>;
  };
  const { scopes, redactProtectedData, bucket, plan, ...plain } = asked;
  for (const name of Object.keys(plain))
    if (!(name in installation.settings)) throw refusal(400, `there is no setting ${name}`);
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
  tellApp(platform, store, shopChange(store, "app/scopes_update", { previous, current: scopes }));
}

function describe({ shop, state, granted, settings, bucket, tokens, subscriptions }: Installation) {
  return { shop, state, scopes: granted ?? [], settings, bucket, tokens: tokens.size, subscriptions };
}
