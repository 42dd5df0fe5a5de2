import { expect, it } from "vitest";
import { appToml, freshShop, type Json, list } from "#tests/sandbox/one-shop.ts";
import { differences, hasSample, hasWire } from "./documented-sample.ts";

const TOPICS = [
  "app/uninstalled",
  "app/scopes_update",
  "shop/update",
  "customers/create",
  "customers/update",
  "customers/purchasing_summary",
  "customers_marketing_consent/update",
  "customer.tags_added",
  "customer.tags_removed",
  "orders/create",
  "orders/updated",
  "orders/paid",
  "orders/cancelled",
  "orders/fulfilled",
  "orders/partially_fulfilled",
  "refunds/create",
  "returns/request",
  "returns/approve",
  "returns/close",
  "fulfillments/create",
  "fulfillments/update",
  "fulfillment_events/create",
  "checkouts/create",
  "checkouts/update",
  "checkouts/delete",
  "carts/create",
  "carts/update",
  "customers/data_request",
  "customers/redact",
];
const shop = freshShop({}, appToml(undefined, TOPICS.slice(0, -2)));

it.skipIf(!hasWire)("sends webhooks with the keys and types of Shopify's documented samples", async () => {
  await shop.shop("POST", "/install");
  await liveThroughADay();
  await shop.call("POST", "/settle");
  const told = new Map(shop.webhooks().map(({ topic, body }) => [topic, body]));
  const wrong = [...told].flatMap(([topic, body]) =>
    hasSample(topic) ? differences(topic, body).map((one) => `${topic} ${one}`) : [],
  );
  expect(wrong).toEqual([]);
  expect([...told.keys()].sort()).toEqual(expect.arrayContaining([...TOPICS].sort()));
});

async function liveThroughADay() {
  const [variant, other] = list(await shop.shop("GET", "/products")).map((one) => list(one.variants)[0]!.id);
  const lines = [
    { variantId: variant, quantity: 2 },
    { variantId: other, quantity: 1 },
  ];
  const email = "ida@example.com";
  const customer = await shop.shop("POST", "/customers", {
    firstName: "Ida",
    lastName: "Berg",
    email,
    phone: "+4915112345678",
    address: { address1: "Kai 1", city: "Kiel", zip: "24103", countryCode: "DE", country: "Germany" },
  });
  await shop.shop("PATCH", `/customers/${customer.id}`, { note: "Likes rope" });
  await shop.shop("POST", `/customers/${customer.id}/consent`, { channel: "sms", state: "SUBSCRIBED" });
  await shop.shop("POST", `/customers/${customer.id}/tags`, { add: ["vip"] });
  await shop.shop("POST", `/customers/${customer.id}/tags`, { remove: ["vip"] });
  await shop.shop("POST", "/carts", { token: "c1", lines });
  await shop.shop("POST", "/carts", { token: "c1", lines: lines.slice(1) });
  const checkout = await shop.shop("POST", "/checkouts", {
    email,
    lines,
    cartToken: "c1",
    customerId: customer.id,
  });
  await shop.shop("POST", "/checkouts", { token: checkout.token, phone: "+4915112345678" });
  await shop.shop("DELETE", `/checkouts/${checkout.token}`);
  const discount = list(await shop.shop("GET", "/discounts")).find(
    (one) => String(one.kind) === "PERCENTAGE" && String(one.status) === "ACTIVE",
  );
  const order = await shop.shop("POST", "/orders", {
    customerEmail: email,
    lines,
    discountCode: discount!.code,
    shippingAddress: { address1: "Kai 1", city: "Kiel", zip: "24103", countryCode: "DE", country: "Germany" },
  });
  await sendInTwo(order);
  const goodsBack = await shop.shop("POST", `/orders/${order.id}/return`, { needsApproval: true });
  await shop.shop("POST", `/returns/${goodsBack.id}/approve`);
  await shop.shop("POST", `/returns/${goodsBack.id}/close`);
  const unpaid = await shop.shop("POST", "/orders", { customerEmail: email, lines, payment: "pending" });
  await shop.shop("POST", `/orders/${unpaid.id}/pay`);
  await shop.shop("POST", `/orders/${unpaid.id}/cancel`, { reason: "CUSTOMER", refund: true });
  await shop.shop("PATCH", "/record", { phone: "+494311234" });
  await shop.shop("POST", `/customers/${customer.id}/data-request`);
  await shop.shop("POST", `/customers/${customer.id}/redact`);
  await shop.shop("POST", "/settings", { scopes: ["write_orders"] });
  await shop.shop("POST", "/uninstall");
}

async function sendInTwo(order: Json) {
  const [first] = list(order.lineItems);
  const parcel = await shop.shop("POST", `/orders/${order.id}/ship`, {
    carrier: "DHL",
    number: "JD014600003",
    lines: [{ lineItemId: first!.id, quantity: 1 }],
  });
  await shop.shop("POST", `/fulfillments/${parcel.id}/events`, { status: "IN_TRANSIT", city: "Kiel" });
  await shop.shop("POST", `/orders/${order.id}/ship`, { carrier: "DHL", number: "JD014600004" });
}
