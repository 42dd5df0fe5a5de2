import type { AnsweringFault, Answer, HostCall, Part, Town } from "../town-types.ts";
import { addAppControl } from "./app-control.ts";
import { answerAdmin } from "./admin-door.ts";
import { addBulkControl } from "./bulk/bulk-control.ts";
import { BULK_HOST } from "./bulk/bulk-operations.ts";
import { serveBulkFile } from "./bulk/serve-bulk-file.ts";
import { platformOf } from "./platform.ts";
import { sandboxSchema } from "./schema.ts";
import type { Store } from "./store/contract.ts";
import { tellApp } from "./webhooks/tell-app.ts";

/** Opens the town's Shopify: the Admin API and token desk on `*.myshopify.com`, webhooks, and their control routes. */
export async function openShopify(town: Town): Promise<Part> {
  // Built before the first call: it takes half a second.
  await sandboxSchema();
  const platform = platformOf(town);
  town.answerHost(
    (host) => host.endsWith(".myshopify.com"),
    (call) => answerAdmin(platform, call),
    {
      provider: "shopify",
      faultAnswer,
    },
  );
  town.answerHost(
    (host) => host === BULK_HOST,
    async (call) => serveBulkFile(platform.bulk, call, town.clock.now()),
    { provider: "shopify" },
  );
  addAppControl(platform);
  addBulkControl(platform);
  whenShopOpens(town, (store) => store.onChange((change) => tellApp(platform, store, change)));
  town.onReset(() => platform.reset());
  town.onSettle(() => platform.deliveries.release());
  return {
    async close() {
      platform.deliveries.clear();
      await platform.bulk.close();
    },
  };
}

/** Shops may open at any time: the town's map of them is where every one appears. */
function whenShopOpens(town: Town, opened: (store: Store) => void) {
  const heard = new WeakSet<Store>();
  const hear = (store: Store) => {
    if (heard.has(store)) return;
    heard.add(store);
    opened(store);
  };
  for (const store of town.shops.values()) hear(store);
  const set = town.shops.set.bind(town.shops);
  town.shops.set = (domain, store) => {
    hear(store);
    return set(domain, store);
  };
}

/** Shopify's own words for a fault. */
function faultAnswer(fault: AnsweringFault, _call: HostCall): Answer {
  if (fault === "429")
    return {
      status: 429,
      headers: { "retry-after": "2.0" },
      body: {
        errors:
          "Exceeded 2 calls per second for api client. Reduce request rates to resume uninterrupted service.",
      },
    };
  if (fault === "400")
    return { status: 400, body: { errors: { query: "Required parameter missing or invalid" } } };
  return { status: 500, body: { errors: "Internal Server Error" } };
}
