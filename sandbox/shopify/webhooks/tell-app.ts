import { randomUUID } from "node:crypto";
import { appConfiguration } from "../app-configuration.ts";
import type { Platform } from "../platform.ts";
import type { Change, Store } from "../store/contract.ts";
import { renderPayload } from "./render-payload.ts";
import { COMPLIANCE, listenersTo, passesFilter, pickFields } from "./subscriptions.ts";
import { withoutProtectedData } from "./without-protected-data.ts";

let event: string | undefined;

/** Sends a change of the model to everyone who listens, with the payload as it is now. */
export function tellApp(platform: Platform, store: Store, change: Change): void {
  const installation = platform.installation(store.domain);
  // Duties to forget outlive the installation.
  const isDue = installation.state === "uninstalled" && COMPLIANCE.has(change.topic);
  if (installation.state !== "installed" && !isDue) return;
  const configuration = appConfiguration(platform.town.options.toml);
  const listeners = listenersTo(change.topic, configuration, installation, platform.scopes(installation));
  if (listeners.length === 0) return;
  const rendering = { store, zone: store.shop().ianaTimezone, apiVersion: configuration.webhookApiVersion };
  const payload = renderPayload(change, rendering);
  if (payload === null) {
    console.error(`not implemented in the sandbox: webhook ${change.topic}`);
    return;
  }
  const allowed = withoutProtectedData(payload, installation.settings.redactProtectedData);
  for (const listener of listeners) {
    if (!passesFilter(allowed, listener.filter)) continue;
    platform.deliveries.send({
      webhookId: randomUUID(),
      eventId: eventOfNow(),
      topic: change.topic,
      shop: store.domain,
      uri: listener.uri,
      name: listener.name,
      apiVersion: configuration.webhookApiVersion,
      triggeredAt: platform.town.clock.iso(),
      body: JSON.stringify(pickFields(allowed, listener.includeFields)),
      key: `${store.domain}/${change.orderId ?? `${change.resource}/${change.id}`}`,
      outcome: "waiting",
      attempts: [],
      dueAt: platform.town.clock.now(),
    });
  }
}

/** A change of the shop itself, or of the app in it. */
export function shopChange(store: Store, topic: string, detail: Change["detail"] = {}): Change {
  const shop = store.shop();
  return { topic, resource: "Shop", id: shop.id, at: store.now(), record: shop, orderId: null, detail };
}

/** Everything that one verb sets off is one event of Shopify's. */
function eventOfNow(): string {
  if (event === undefined) {
    event = randomUUID();
    queueMicrotask(() => {
      event = undefined;
    });
  }
  return event;
}
