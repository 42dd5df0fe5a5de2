import { beforeAll, describe, expect, it } from "vitest";
import { DAY, earlier } from "#app/clock.ts";
import { followShopifyMerge } from "#app/conversations/follow-shopify-merge.ts";
import { mergePeople } from "#app/conversations/merge-people.ts";
import { receiveMessage } from "#app/conversations/receive-message.ts";
import { readThread } from "#app/conversations/thread.ts";
import { findByShopifyId } from "#app/customers/find-customer.ts";
import { shopifyIdsOf, shopifyMergeFromWebhook } from "#app/customers/follow-shopify-merge.ts";
import { layTombstones } from "#app/customers/forgotten.ts";
import { identifyShopifyCustomer } from "#app/customers/identify-shopify-customer.ts";
import { deleteCustomer, mirrorCustomer } from "#app/customers/mirror-customer.ts";
import { newId } from "#app/id.ts";
import { aMember, here, messagesOf, openShop, SHOP } from "#tests/conversations/a-thread.ts";

beforeAll(() => openShop());

let ids = 7_000;
/** Two accounts that Shopify makes one of. */
const twoIds = () => ({ keptId: String(ids++), goneId: String(ids++) });

const merged = (merge: { keptId: string; goneId: string }, isCompleted = true) =>
  here((shop) => followShopifyMerge(shop, { ...merge, isCompleted }));
const told = (id: string, more: object = {}) =>
  here((shop) => mirrorCustomer(shop, { id, updatedAt: shop.at, firstName: `N${id}`, ...more }));
const ours = (shopifyId: string) => here((shop) => findByShopifyId(shop, shopifyId));
const chats = (shopifyId: string, text: string) =>
  here(async (shop) => {
    const { customerId } = (await identifyShopifyCustomer(shop, shopifyId))!;
    const inbound = {
      channel: "chat" as const,
      accountId: null,
      from: newId(),
      text,
      clientId: newId(),
      at: shop.at,
    };
    return receiveMessage(shop, { ...inbound, customerId, signedInAs: shopifyId });
  });
const texts = (from: string, text: string) =>
  here((shop) =>
    receiveMessage(shop, { channel: "sms", accountId: null, from, text, externalId: newId(), at: shop.at }),
  );

describe("two accounts that were merged at Shopify", () => {
  it("are one customer with one thread, which the kept account reads whole", async () => {
    const { keptId, goneId } = twoIds();
    const one = await chats(goneId, "from the old account");
    const two = await chats(keptId, "from the new one");
    expect(await merged({ keptId, goneId })).toBe("applied");
    expect(await ours(goneId)).toBe(await ours(keptId));
    const bodies = (await messagesOf(two.conversationId)).map(({ body }) => body);
    expect(bodies.sort()).toEqual(["from the new one", "from the old account"]);
    // Its address leads on.
    expect((await here((shop) => readThread(shop, one.conversationId)))?.id).toBe(two.conversationId);
  });

  it("told twice, or again after a week, are merged once", async () => {
    const merge = twoIds();
    await chats(merge.goneId, "hello");
    const results = [await merged(merge), await merged(merge), await merged(merge)];
    expect(results).toEqual(["applied", "ignored", "ignored"]);
    const into = (await ours(merge.keptId))!;
    const kept = await here(({ tx }) => tx.customerMerge.count({ where: { shopId: SHOP, intoId: into } }));
    expect(kept).toBe(1);
  });

  it("may come before anything else of them: late news of the old account is news of the one it became", async () => {
    const { keptId, goneId } = twoIds();
    await merged({ keptId, goneId });
    await told(goneId, { phone: "+4930900100" });
    await told(keptId);
    await here((shop) => deleteCustomer(shop, goneId));
    const { conversationId } = await chats(keptId, "it is me");
    expect(await ours(goneId)).toBe(await ours(keptId));
    const thread = (await here((shop) => readThread(shop, conversationId)))!;
    expect(thread.customerId).toBe(await ours(keptId));
    expect(await here((shop) => shopifyIdsOf(shop, keptId))).toEqual([keptId, goneId]);
  });

  it("that Shopify has not finished, or could not merge, stay two", async () => {
    const merge = twoIds();
    expect(await merged(merge, false)).toBe("ignored");
    expect(await ours(merge.goneId)).toBeNull();
  });

  it("bring nobody back who was to be forgotten", async () => {
    const merge = twoIds();
    await here((shop) => layTombstones(shop, "customer", [merge.goneId]));
    expect(await merged(merge)).toBe("ignored");
    expect(await ours(merge.goneId)).toBeNull();
  });

  it("keep the number of the old account, also once Shopify has deleted it", async () => {
    const { keptId, goneId } = twoIds();
    const phone = "+4930900200";
    await told(goneId, { phone, updatedAt: earlier(new Date(), DAY) });
    const first = await texts(phone, "before");
    await merged({ keptId, goneId });
    await here((shop) => deleteCustomer(shop, goneId));
    const second = await texts(phone, "after");
    const thread = (await here((shop) => readThread(shop, second.conversationId)))!;
    expect(thread.customerId).toBe(await ours(keptId));
    expect(thread.messages.map(({ text }) => text)).toEqual(["before", "after"]);
    expect((await here((shop) => readThread(shop, first.conversationId)))?.id).toBe(thread.id);
  });

  it("whom staff had shown as one the other way round are one, and go round in no circle", async () => {
    const { keptId, goneId } = twoIds();
    const by = await aMember("owner");
    await chats(goneId, "one");
    const { conversationId } = await chats(keptId, "two");
    const [gone, kept] = [(await ours(goneId))!, (await ours(keptId))!];
    await here((shop) => mergePeople(shop, { from: kept, into: gone, by }));
    expect(await merged({ keptId, goneId })).toBe("applied");
    const thread = (await here((shop) => readThread(shop, conversationId)))!;
    expect(thread.customerId).toBe(kept);
    expect(thread.messages.map(({ text }) => text).sort()).toEqual(["one", "two"]);
    const row = await here(({ tx }) =>
      tx.conversation.findFirstOrThrow({ where: { shopId: SHOP, customerId: kept } }),
    );
    expect(row.headId).toBeNull();
  });
});

it("somebody whom the shop has deleted and who texts again is read in their thread", async () => {
  const shopifyId = String(ids++);
  const phone = "+4930900300";
  await told(shopifyId, { phone });
  const first = await texts(phone, "before");
  await here((shop) => deleteCustomer(shop, shopifyId));
  const second = await texts(phone, "after");
  expect(second.conversationId).toBe(first.conversationId);
});

describe("a customers/merge webhook", () => {
  const body = {
    admin_graphql_api_customer_kept_id: "gid://shopify/Customer/7000000000000000001",
    admin_graphql_api_customer_deleted_id: "gid://shopify/Customer/7000000000000000002",
    admin_graphql_api_job_id: null,
    status: "completed",
    errors: [],
  };
  it("names both customers, whose ids are larger than numbers can be", () => {
    const [keptId, goneId] = ["7000000000000000001", "7000000000000000002"];
    expect(shopifyMergeFromWebhook(body)).toEqual({ keptId, goneId, isCompleted: true });
    expect(shopifyMergeFromWebhook({ ...body, status: "failed" })).toEqual({
      keptId,
      goneId,
      isCompleted: false,
    });
  });
  it("that names one, or the same twice, is none", () => {
    expect(shopifyMergeFromWebhook({ ...body, admin_graphql_api_customer_kept_id: null })).toBeNull();
    const same = body.admin_graphql_api_customer_kept_id;
    expect(shopifyMergeFromWebhook({ ...body, admin_graphql_api_customer_deleted_id: same })).toBeNull();
  });
});
