import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { AbandonedCheckout } from "#sandbox/shopify/store/cart-types.ts";
import type { Change, Store } from "#sandbox/shopify/store/contract.ts";
import { type RunningTown, startTown } from "#sandbox/town.ts";
import type { Town } from "#sandbox/town-types.ts";
import { type Shopper, shopperAt } from "./shopper.ts";

const ADA = "ada.lindqvist@example.com";
const ADDRESS = {
  last_name: "Berg",
  address1: "Elbchaussee 1",
  zip: "22765",
  city: "Hamburg",
  country: "DE",
};
let town: RunningTown;
let inside: Town;
let shopper: Shopper;
const store = () => [...inside.shops.values()][0] as Store;

beforeAll(async () => {
  const keep = (opened: Town) => {
    inside = opened;
    return {};
  };
  town = await startTown({ orders: 20, customers: 10, parts: ["shopify", "storefront"] }, [keep]);
});
beforeEach(() => {
  shopper = shopperAt(town.storefront);
});
afterAll(() => town.close());

test("every page of the shop shows", async () => {
  const product = store().products()[0];
  const pages = [
    "/",
    "/collections/all",
    "/collections/outerwear",
    `/products/${product?.handle}`,
    "/cart",
    "/search?q=wool",
    "/pages/about",
    "/policies/refund-policy",
    "/account/login",
  ];
  for (const page of pages) {
    const answer = await shopper.get(page);
    expect([page, answer.status]).toEqual([page, 200]);
    const text = await answer.text();
    expect([page, text.match(/translation missing[^<"]*/)?.[0]]).toEqual([page, undefined]);
  }
  expect((await shopper.get("/products/nothing")).status).toBe(404);
});

test("what goes into the cart is a real cart of the store, told by webhook topics", async () => {
  const changes = heard();
  const variant = store().products()[0]!.variants[0]!;
  await shopper.post("/cart/add", { id: String(variant.id), quantity: "2" });
  await shopper.post("/cart/add", { id: String(variant.id) });
  const [cart] = store().carts();
  expect(cart?.lines).toMatchObject([{ variantId: variant.id, quantity: 3 }]);
  expect(await (await shopper.get("/cart.js")).json()).toMatchObject({
    token: cart?.token,
    item_count: 3,
    total_price: Math.round(Number(variant.price) * 300),
  });
  await shopper.post("/cart/change.js", { id: String(variant.id), quantity: "0" });
  expect(store().cart(cart?.token ?? "")?.lines).toEqual([]);
  expect(changes()).toEqual(["carts/create", "carts/update", "carts/update"]);
});

test("a checkout is abandoned from the moment contact is given, and its link brings the cart back", async () => {
  const variant = store().products()[4]!.variants[0]!;
  await shopper.post("/cart/add", { id: String(variant.id) });
  const before = store().checkouts().length;
  expect((await shopper.get("/checkout")).status).toBe(200);
  expect(store().checkouts()).toHaveLength(before);
  await shopper.post("/checkout/contact", {
    email: "wanda@example.com",
    phone: "+4915112345678",
    sms_marketing: "on",
  });
  const checkout = store()
    .checkouts()
    .find(({ email }) => email === "wanda@example.com") as AbandonedCheckout;
  expect(checkout).toMatchObject({
    acceptsSmsMarketing: true,
    smsMarketingPhone: "+4915112345678",
    completedAt: null,
  });

  const elsewhere = shopperAt(town.storefront);
  const page = await (await elsewhere.get(new URL(checkout.abandonedCheckoutUrl).pathname)).text();
  expect(page).toContain('value="wanda@example.com"');
  expect(await (await elsewhere.get("/cart.js")).json()).toMatchObject({ item_count: 1 });
});

test("paying makes one order with the checkout's tokens, and its status page opens by token only", async () => {
  const changes = heard();
  const variant = store().products()[5]!.variants[0]!;
  await shopper.post("/cart/add", { id: String(variant.id) });
  const cartToken = shopper.cookies.get("cart");
  const paid = await shopper.post("/checkout", { email: "nina@example.com", ...ADDRESS });
  const [, token = ""] =
    /\/checkouts\/cn\/([\w-]+)\/thank-you/.exec(paid.headers.get("location") ?? "") ?? [];
  const order = store().order(store().checkoutByToken(token)?.orderId ?? 0)!;
  expect(order).toMatchObject({
    email: "nina@example.com",
    checkoutToken: token,
    cartToken,
    financialStatus: "PAID",
  });
  expect(changes()).toContain("orders/create");
  expect(await (await shopper.get(paid.headers.get("location") ?? "")).text()).toContain(order.name);
  const status = new URL(order.statusPageUrl).pathname;
  expect(await (await shopper.get(status)).text()).toContain("Order #");
  expect((await shopper.get(status.replace(order.token, "0".repeat(32)))).status).toBe(404);
  expect((await (await shopper.get("/cart.js")).json()).item_count).toBe(0);
});

test("pick-up, paying later and another currency reach the order", async () => {
  const variant = store().products()[5]!.variants[0]!;
  await shopper.get("/?country=US");
  await shopper.post("/cart/add", { id: String(variant.id) });
  await shopper.post("/checkout", {
    email: "lee@example.com",
    ...ADDRESS,
    delivery: "pickup",
    payment: "bank",
  });
  const [order] = store().ordersByEmail("lee@example.com");
  expect(order).toMatchObject({ presentmentCurrencyCode: "USD", financialStatus: "PENDING" });
  expect(order?.fulfillmentOrders[0]?.deliveryMethod?.methodType).toBe("PICK_UP");
});

test("a checkout that the store refuses says why and keeps what was typed", async () => {
  await shopper.post("/cart/add", { id: String(store().products()[5]!.variants[0]!.id) });
  const page = await (await shopper.post("/checkout", { ...ADDRESS })).text();
  expect(page).toContain('role="alert"');
  expect(page).toContain('value="Elbchaussee 1"');
});

test("anyone can sign in as any customer, sees their orders, and nobody else's", async () => {
  const signedIn = await shopper.post("/account/login", { customer: ADA, return_to: "/account" });
  expect(signedIn.headers.get("location")).toBe("/account");
  const ada = store().customerByEmail(ADA)!;
  const [hers] = store().ordersOfCustomer(ada.id);
  expect(await (await shopper.get("/account")).text()).toContain(hers?.name);
  const others = store().orders({ first: 1, where: ({ customerId }) => customerId !== ada.id }).edges[0]
    ?.node;
  expect((await shopper.get(`/account/orders/${others?.token}`)).status).toBe(404);
  await shopper.get("/account/logout");
  expect((await shopper.get("/account")).status).toBe(303);
});

test("signing in leads back into the shop only", async () => {
  const page = await (await shopper.get("/account/login?return=//evil.example/x")).text();
  expect(page).toContain('name="return_to" value="/account"');
});

test("another shop of the town is the same storefront under its own name", async () => {
  const made = await fetch(`${town.url}/_town/shops`, {
    method: "POST",
    body: JSON.stringify({ domain: "harbour.myshopify.com", seed: "h", orders: 2, customers: 2 }),
  });
  expect(made.ok).toBe(true);
  const chosen = await shopper.get("/_shop/harbour.myshopify.com/collections/all?sort=1");
  expect(chosen.headers.get("location")).toBe("/collections/all?sort=1");
  expect(await (await shopper.get("/")).text()).toContain("<title>Harbour");
});

test("a draft's invoice can be paid once", async () => {
  const draft = store()
    .draftOrders()
    .find(({ status }) => status === "INVOICE_SENT")!;
  const path = new URL(draft.invoiceUrl).pathname;
  expect(await (await shopper.get(path)).text()).toContain(draft.name);
  const paid = await shopper.post(path, {});
  expect(store().draftOrder(draft.id)?.status).toBe("COMPLETED");
  expect((await shopper.get(path)).headers.get("location")).toBe(paid.headers.get("location"));
});

/** Topics that the store told since this was called. */
function heard() {
  const topics: string[] = [];
  const stop = store().onChange(({ topic }: Change) => topics.push(topic));
  return () => {
    stop();
    return topics;
  };
}
