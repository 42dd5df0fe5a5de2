import { beforeAll, describe, expect, it } from "vitest";
import { mergePeople } from "#app/conversations/merge-people.ts";
import { readInboxRow } from "#app/conversations/inbox.ts";
import { receiveMessage } from "#app/conversations/receive-message.ts";
import { followShopifyMerge } from "#app/conversations/follow-shopify-merge.ts";
import { identifyShopifyCustomer } from "#app/customers/identify-shopify-customer.ts";
import { mirrorCustomer } from "#app/customers/mirror-customer.ts";
import { newId } from "#app/id.ts";
import { exportCustomer } from "#app/privacy/export-customer.ts";
import { forgetCustomer } from "#app/privacy/forget-customer.ts";
import type { PersonExport } from "#app/privacy/export-customer.ts";
import { unseal } from "#app/seal.server.ts";
import { aMember, here, openShop, SHOP } from "#tests/conversations/a-thread.ts";

let maya: string;
beforeAll(async () => {
  await openShop();
  maya = await aMember("owner");
});

let next = 0;
const aPhone = () => `+4930700${String(1000 + next++)}`;
const anId = () => String(55_000 + next++);
const texts = (from: string, text: string) =>
  here(async (shop) => {
    const inbound = {
      channel: "sms" as const,
      accountId: null,
      from,
      text,
      externalId: newId(),
      at: shop.at,
    };
    const { conversationId } = await receiveMessage(shop, inbound);
    const where = { shopId_id: { shopId: SHOP, id: conversationId } };
    return (await shop.tx.conversation.findUniqueOrThrow({ where })).customerId;
  });
const account = (shopifyId: string, phone?: string) =>
  here(async (shop) => {
    await mirrorCustomer(shop, { id: shopifyId, updatedAt: shop.at, ...(phone && { phone }) });
    return (await identifyShopifyCustomer(shop, shopifyId))!.customerId;
  });
const merge = (from: string, into: string) => here((shop) => mergePeople(shop, { from, into, by: maya }));
const subject = (shopifyId: string) => ({
  shopifyId,
  email: null,
  phone: null,
  orders: [],
  requestId: shopifyId,
});
const forget = (shopifyId: string) => here((shop) => forgetCustomer(shop, subject(shopifyId)));
const bodies = async () =>
  (await here(({ tx }) => tx.message.findMany({ where: { shopId: SHOP } }))).map((m) => m.body);

describe("who was merged by staff", () => {
  it("is forgotten with the stranger who is shown as them, and exported with them", async () => {
    const shopifyId = anId();
    const ada = await account(shopifyId);
    const stranger = await texts(aPhone(), "the stranger's words");
    await merge(stranger, ada);
    await here((shop) => exportCustomer(shop, subject(shopifyId)));
    const [request] = await here(({ tx }) =>
      tx.privacyRequest.findMany({ where: { shopId: SHOP, kind: "data-request" } }),
    );
    const told = JSON.parse(unseal(request!.export!).toString()) as PersonExport;
    expect(JSON.stringify(told.tables.Message)).toContain("the stranger's words");
    expect(told.tables.CustomerMerge).toHaveLength(1);
    await forget(shopifyId);
    expect(await bodies()).not.toContain("the stranger's words");
    const rows = await here(({ tx }) =>
      tx.customer.count({ where: { shopId: SHOP, id: { in: [ada, stranger] } } }),
    );
    expect(rows).toBe(0);
  });

  it("goes alone where the other has an account of their own, who is seen in the inbox again", async () => {
    const [phone, theirs] = [aPhone(), aPhone()];
    const [asked, other] = [anId(), anId()];
    const [going, staying] = [await account(asked, phone), await account(other, theirs)];
    await texts(phone, "goes");
    await texts(theirs, "stays");
    await merge(staying, going);
    await forget(asked);
    expect(await bodies()).toContain("stays");
    expect(await bodies()).not.toContain("goes");
    const thread = await here(({ tx }) =>
      tx.conversation.findFirstOrThrow({ where: { shopId: SHOP, customerId: staying } }),
    );
    expect(thread.headId).toBeNull();
    expect((await here((shop) => readInboxRow(shop, thread.id, maya)))?.row.preview).toBe("stays");
    const customer = await here(({ tx }) =>
      tx.customer.findFirstOrThrow({ where: { shopId: SHOP, id: staying } }),
    );
    expect(customer).toMatchObject({ partOfId: null, deletedAt: null });
  });
});

describe("who was merged at Shopify", () => {
  it("is forgotten under every id they had, and late news of the old one brings nothing back", async () => {
    const [keptId, goneId] = [anId(), anId()];
    const phone = aPhone();
    await account(goneId, phone);
    await texts(phone, "long ago");
    await here((shop) => exportCustomer(shop, subject(goneId)));
    await here((shop) => followShopifyMerge(shop, { keptId, goneId, isCompleted: true }));
    await forget(keptId);
    expect(await bodies()).not.toContain("long ago");
    for (const id of [keptId, goneId])
      expect(await here((shop) => mirrorCustomer(shop, { id, updatedAt: shop.at, phone }))).toBe("ignored");
    const left = await here(({ tx }) => tx.contactPoint.count({ where: { shopId: SHOP, value: phone } }));
    expect(left).toBe(0);
    const request = { shopId: SHOP, key: `data-request:${goneId}` };
    const asked = await here(({ tx }) => tx.privacyRequest.findFirst({ where: request }));
    expect(asked).toMatchObject({ export: null, exportUntil: null, shopifyId: null });
  });
});
