import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Kind, parse, print } from "graphql";
import { expect, it } from "vitest";
import { freshShop, list, SCOPES } from "./one-shop.ts";

const file = resolve("../shared/schema/operations.graphql");
const shop = freshShop();
/** Values for the variables of any operation, by name. */
const VALUES: Record<string, unknown> = {
  first: 5,
  id: "gid://shopify/Order/1",
  orderId: "gid://shopify/Order/1",
  a: "gid://shopify/Customer/1",
  b: "gid://shopify/Customer/2",
  q: "name:#1",
  phone: "+491701234567",
  reason: "CUSTOMER",
  restock: true,
  key: "once",
  topic: "ORDERS_UPDATED",
  uri: "https://app.example/webhooks",
  handle: "flow",
  payload: {},
  rfo: "gid://shopify/ReverseFulfillmentOrder/1",
  lines: [],
  metafields: [{ ownerId: "gid://shopify/Order/1", key: "k", namespace: "n", type: "json", value: "{}" }],
  shippingAddress: { city: "Kiel" },
  query: "status:open",
};
const INPUTS: Record<string, unknown> = {
  CustomerConsent: { id: "gid://shopify/Customer/1" },
  SmsConsent: {
    input: {
      customerId: "gid://shopify/Customer/1",
      smsMarketingConsent: { marketingState: "UNSUBSCRIBED" },
    },
  },
  RefundCreate: { input: { orderId: "gid://shopify/Order/1" } },
  InventoryAvailability: { id: "gid://shopify/ProductVariant/1" },
  JobStatus: { id: "gid://shopify/Job/1" },
  BulkRun: { query: "{ orders { edges { node { id } } } }" },
  BulkStatus: { id: "gid://shopify/BulkOperation/1" },
};

it.skipIf(!existsSync(file))("runs every operation the product plans, or says that it does not", async () => {
  await shop.exchange();
  const scopes = [
    ...SCOPES,
    "write_discounts",
    "write_marketing_events",
    "write_customer_merge",
    "read_products",
  ];
  await shop.shop("POST", "/settings", { scopes });
  const run: string[] = [];
  const notImplemented: string[] = [];
  for (const definition of parse(readFileSync(file, "utf8")).definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const name = definition.name!.value;
    const declared = (definition.variableDefinitions ?? []).map(({ variable }) => variable.name.value);
    const known = Object.fromEntries(
      declared.filter((one) => one in VALUES).map((one) => [one, VALUES[one]]),
    );
    const { status, errors } = await shop.ask(print(definition), { ...known, ...(INPUTS[name] as object) });
    expect(status, name).toBe(200);
    const codes = new Set(list(errors ?? ([] as never)).map((error) => String(error.extensions?.code)));
    expect(codes, `${name}: ${JSON.stringify(errors)}`).not.toContain("SANDBOX_FAILED");
    if (errors) notImplemented.push(name);
    else run.push(name);
    for (const code of codes)
      expect([
        "SANDBOX_NOT_IMPLEMENTED",
        "ACCESS_DENIED",
        "INVALID_VARIABLE",
        "RESOURCE_NOT_FOUND",
      ]).toContain(code);
  }
  console.info(`runs ${run.join(", ")}; not: ${notImplemented.join(", ")}`);
  expect(run).toEqual(
    expect.arrayContaining(["OrdersForTracking", "OrderByName", "CustomerConsent", "AppAndShop"]),
  );
});
