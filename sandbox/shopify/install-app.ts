import { type Installation, uninstallFrom } from "./installation.ts";
import type { Platform } from "./platform.ts";
import type { Store } from "./store/contract.ts";
import { shopChange, tellApp } from "./webhooks/tell-app.ts";

/** Shopify sends shop/redact 48 hours after the app was thrown out. */
const UNTIL_SHOP_REDACT = 48 * 3_600_000;

/** Grants the scopes given, or those the app asks for. Opening the app for the first time does the same. */
export function installApp(platform: Platform, store: Store, scopes?: string[]): Installation {
  const installation = platform.installation(store.domain);
  installation.state = "installed";
  installation.granted = scopes ?? platform.askedScopes();
  platform.town.announce({ kind: "installed", shop: store.domain });
  return installation;
}

/** Tells the app, and then every token of it is dead. */
export function uninstallApp(platform: Platform, store: Store): Installation {
  const { town } = platform;
  const installation = platform.installation(store.domain);
  tellApp(platform, store, shopChange(store, "app/uninstalled"));
  uninstallFrom(installation);
  town.clock.at(town.clock.now() + UNTIL_SHOP_REDACT, () => redactShop(platform, store));
  town.announce({ kind: "uninstalled", shop: store.domain });
  return installation;
}

/** An app that came back in the meantime keeps its shop. */
function redactShop(platform: Platform, store: Store) {
  if (platform.installation(store.domain).state === "uninstalled")
    tellApp(platform, store, shopChange(store, "shop/redact"));
}
