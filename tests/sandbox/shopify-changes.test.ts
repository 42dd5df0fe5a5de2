import { beforeEach, describe, expect, it } from "vitest";
import { freshShop, type Json, list } from "./one-shop.ts";

const shop = freshShop();
let order: string;
let customer: string;

beforeEach(async () => {
  const member = await shop.cast("packing");
  order = `gid://shopify/Order/${member.orderId}`;
  customer = `gid://shopify/Customer/${member.customerId}`;
});
const ledger = async () => {
  const { body } = await shop.call("GET", "/ledger");
  return list(body.entries as Json).map((one) => String(one.name));
};

describe("changing an order", () => {
  it("writes note, tags and address, tells the app, and stands in the ledger", async () => {
    const { data, errors } = await shop.ask(
      `mutation($id: ID!) { orderUpdate(input: {id: $id, note: "Ring twice", tags: ["vip"],
        shippingAddress: {city: "Kiel", zip: "24103"}}) {
        order { note tags shippingAddress { city zip address1 } } userErrors { field message } } }`,
      { id: order },
    );
    expect(errors).toBeUndefined();
    expect(data!.orderUpdate).toMatchObject({
      order: { note: "Ring twice", tags: ["vip"], shippingAddress: { city: "Kiel", zip: "24103" } },
      userErrors: [],
    });
    await shop.call("POST", "/settle");
    expect(shop.webhooks("orders/updated").at(-1)!.body).toMatchObject({ note: "Ring twice", tags: "vip" });
    expect(await ledger()).toContain("orderUpdate");
  });

  it("cancels it by a job, once", async () => {
    const cancel = `mutation($id: ID!) { orderCancel(orderId: $id, reason: CUSTOMER, restock: true, staffNote: "Asked in chat") {
      job { id done } orderCancelUserErrors { field message code } } }`;
    const first = await shop.ask(cancel, { id: order });
    const { job } = first.data!.orderCancel!;
    expect(first.data!.orderCancel!.orderCancelUserErrors).toEqual([]);
    const read = await shop.ask(
      "query($id: ID!, $job: ID!) { order(id: $id) { cancelledAt cancelReason cancellation { staffNote } } job(id: $job) { done } }",
      { id: order, job: job!.id },
    );
    expect(read.data).toMatchObject({
      order: { cancelReason: "CUSTOMER", cancellation: { staffNote: "Asked in chat" } },
      job: { done: true },
    });
    const again = await shop.ask(cancel, { id: order });
    expect(again.data!.orderCancel).toMatchObject({
      job: null,
      orderCancelUserErrors: [{ message: "Cannot cancel an order that has already been canceled" }],
    });
  });

  it("refunds once for one key, however often it is asked", async () => {
    const lines = await shop.ask(
      "query($id: ID!) { order(id: $id) { lineItems(first: 1) { nodes { id } } } }",
      { id: order },
    );
    const input = {
      orderId: order,
      note: "Sorry",
      refundLineItems: [{ lineItemId: list(lines.data!.order!.lineItems!.nodes)[0]!.id, quantity: 1 }],
    };
    const refund = `mutation($input: RefundInput!, $key: String!) { refundCreate(input: $input) @idempotent(key: $key) {
      refund { id totalRefundedSet { shopMoney { amount } } } order { totalRefundedSet { shopMoney { amount } } } userErrors { field message } } }`;
    const first = await shop.ask(refund, { input, key: "a" });
    const again = await shop.ask(refund, { input, key: "a" });
    expect(first.data!.refundCreate!.userErrors).toEqual([]);
    expect(again.data).toEqual(first.data);
    expect((await ledger()).filter((name) => name === "refundCreate")).toHaveLength(1);
    const other = await shop.ask(refund, { input: { ...input, note: "Other" }, key: "a" });
    expect(list(other.errors)[0]!.message).toMatch(/idempotency key/);
  });

  it("refuses what the app may not write", async () => {
    await shop.ask("{ shop { id } }");
    await shop.shop("POST", "/settings", { scopes: ["read_orders"] });
    const { errors } = await shop.ask(
      'mutation($id: ID!) { tagsAdd(id: $id, tags: ["x"]) { userErrors { message } } }',
      { id: order },
    );
    expect(list(errors)[0]!.extensions).toMatchObject({ code: "ACCESS_DENIED" });
  });
});

describe("changing a customer", () => {
  it("takes consent for texts, and tells the app", async () => {
    const { data } = await shop.ask(
      `mutation($id: ID!) { customerSmsMarketingConsentUpdate(input: {customerId: $id,
        smsMarketingConsent: {marketingState: UNSUBSCRIBED, consentUpdatedAt: "2026-11-01T10:00:00Z"}}) {
        customer { defaultPhoneNumber { smsMarketingConsent { state updatedAt } } } userErrors { field message code } } }`,
      { id: `gid://shopify/Customer/${(await shop.cast("on-time")).customerId}` },
    );
    expect(data!.customerSmsMarketingConsentUpdate).toMatchObject({
      customer: {
        defaultPhoneNumber: {
          smsMarketingConsent: { state: "UNSUBSCRIBED", updatedAt: "2026-11-01T10:00:00Z" },
        },
      },
    });
    await shop.call("POST", "/settle");
    expect(shop.webhooks("customers_marketing_consent/update")[0]!.body).toMatchObject({
      sms_marketing_consent: { state: "unsubscribed" },
    });
  });

  it("refuses states that are found and never set", async () => {
    const { data, errors } = await shop.ask(
      `mutation($id: ID!) { customerSmsMarketingConsentUpdate(input: {customerId: $id,
        smsMarketingConsent: {marketingState: NOT_SUBSCRIBED}}) { userErrors { message } } }`,
      { id: customer },
    );
    expect(data).toEqual({ customerSmsMarketingConsentUpdate: null });
    expect(list(errors)[0]!.message).toBe("Cannot specify NOT_SUBSCRIBED as a marketing state input");
  });
});

describe("metafields", () => {
  it("are written, read on their owner, and guarded against stale writes", async () => {
    const set = `mutation($m: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $m) {
      metafields { key value compareDigest } userErrors { field message code } } }`;
    const one = { ownerId: order, namespace: "threadline", key: "thread", type: "single_line_text_field" };
    const first = await shop.ask(set, { m: [{ ...one, value: "t1" }] });
    const { compareDigest } = list(first.data!.metafieldsSet!.metafields)[0]!;
    const second = await shop.ask(set, { m: [{ ...one, value: "t2", compareDigest }] });
    expect(second.data!.metafieldsSet!.userErrors).toEqual([]);
    const stale = await shop.ask(set, { m: [{ ...one, value: "t3", compareDigest }] });
    expect(list(stale.data!.metafieldsSet!.userErrors)[0]).toMatchObject({ code: "STALE_OBJECT" });
    const read = await shop.ask(
      'query($id: ID!) { order(id: $id) { metafield(namespace: "threadline", key: "thread") { value } } }',
      { id: order },
    );
    expect(read.data!.order!.metafield).toEqual({ value: "t2" });
  });
});
