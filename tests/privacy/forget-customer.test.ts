import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { consentHash } from "#app/consent/consent-address.ts";
import { standing } from "#app/consent/ledger.ts";
import { prisma } from "#app/db.server.ts";
import { keepFile, type PreparedFile, prepareFile } from "#app/files/keep-file.server.ts";
import { storeNamed } from "#app/files/file-store.server.ts";
import { identifyShopifyCustomer } from "#app/customers/identify-shopify-customer.ts";
import { exportPage } from "#app/privacy/export-page.ts";
import { readExport, readPrivacyRequests } from "#app/privacy/read-export.ts";
import {
  type App,
  BROWSER,
  connectSms,
  install,
  look,
  openPage,
  settled,
  startApp,
  stopApps,
} from "#tests/app.ts";
import { openChat } from "#tests/chat.ts";
import { TIDEWATER, town } from "#tests/town.ts";
import { sendShopify } from "#tests/webhooks.ts";
import {
  CANARY,
  canaryCustomer,
  canaryOrder,
  dataRequest,
  dump,
  hits,
  redactRequest,
  WORDS,
} from "./canary.ts";

let app: App;
let shopId: string;
const neighbour = "+14155557392";
/** On two customers of the shop. */
const SHARED = "+14155557393";

const tell = async (topic: string, body: unknown, domain = TIDEWATER) => {
  expect((await sendShopify(app, { topic, body, domain })).status).toBe(200);
  await settled();
};

beforeAll(async () => {
  await town.reset();
  app = await startApp();
  shopId = await install(app);
  await connectSms(app, shopId);
  await settled();
  await tell("customers/update", canaryCustomer());
  await tell("orders/create", canaryOrder());
  await look(shopId, async ({ tx, at }) => {
    const { id: customerId } = await tx.customer.findFirstOrThrow({
      where: { shopifyId: String(CANARY.id) },
    });
    const point = { kind: "phone", value: SHARED, source: "staff", createdAt: at };
    await tx.contactPoint.create({ data: { shopId, id: "shared", customerId, ...point } });
  });
  await theirTrail();
  // Somebody of the same household, with an account of their own.
  await tell("customers/update", { ...canaryCustomer(), ...HOUSEMATE });
  await town.text(neighbour, "Hello, is my canary cage there yet?");
  await settled();
});
afterAll(stopApps);

/** A chat under their sign-in, texts from their phone, a note, a picture, a STOP, and work that was set aside. */
async function theirTrail() {
  const shopper = await openChat(app, { customer: CANARY.id });
  await shopper.say(`${CANARY.text}, where is ${CANARY.orderName}?`);
  await town.text(CANARY.phone, CANARY.text);
  await settled();
  await town.text(CANARY.phone, `STOP`);
  await settled();
  const { id } = await look(shopId, ({ tx }) =>
    tx.conversation.findFirstOrThrow({ where: { customer: { shopifyId: String(CANARY.id) } } }),
  );
  const headers = {
    authorization: `Bearer ${await town.sessionToken()}`,
    "user-agent": BROWSER,
    "content-type": "application/json",
  };
  const note = JSON.stringify({ do: "note", clientId: crypto.randomUUID(), text: CANARY.note });
  expect((await fetch(`${app.url}/app/threads/${id}`, { method: "POST", headers, body: note })).status).toBe(
    200,
  );
  picture = (await prepareFile(shopId, { bytes: Buffer.from(PIXEL, "base64") })) as PreparedFile;
  await look(shopId, (shop) => keepFile(shop, picture, id));
  await look(shopId, ({ tx, at }) =>
    tx.parkedJob.create({
      data: { shopId, id: "odd", task: "x", payload: { to: CANARY.email }, reason: "Error", parkedAt: at },
    }),
  );
  await sendShopify(app, { topic: "orders/create", body: JSON.stringify(canaryOrder()).slice(0, -9) });
  await settled();
}

const HOUSEMATE = {
  id: 8_841_773_378,
  admin_graphql_api_id: "gid://shopify/Customer/8841773378",
  first_name: "Finchley",
  last_name: "Perchwood",
  email: "finchley@nestbox.example",
  phone: SHARED,
};

const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

let picture: PreparedFile;
const bytesOfPicture = () => storeNamed(picture.storage).get(picture.storageKey);

const countOf = async (name: string) =>
  (await dump(shopId)).filter(({ table }) => table === `public."${name}"`).length;

describe("a customer who asks what a shop holds about them", () => {
  it("gets everything, as JSON and as a page, once however often it is asked", async () => {
    await tell("customers/data_request", dataRequest());
    await tell("customers/data_request", dataRequest());
    const requests = await look(shopId, readPrivacyRequests);
    expect(requests).toMatchObject([
      {
        kind: "data-request",
        state: "done",
        exportUntil: expect.any(String),
        customer: expect.stringContaining(CANARY.firstName),
      },
    ]);
    const made = (await readExport(shopId, requests[0]!.id))!;
    const page = exportPage(made);
    const notKept = [CANARY.street];
    for (const word of WORDS.filter((word) => !notKept.includes(word))) {
      expect(JSON.stringify(made)).toContain(word);
      expect(page).toContain(word);
    }
    expect(JSON.stringify(made)).not.toContain(neighbour);
    expect(made.tables.Consent).toHaveLength(4);
    expect(made.tables.FileContent).toHaveLength(1);
  });

  it("is answered by the shop's owner, from the privacy page", async () => {
    const [request] = await look(shopId, readPrivacyRequests);
    const json = await openPage(app, `/app/exports/${request!.id}?as=json`);
    expect([json.status, json.headers.get("location")]).toEqual([200, null]);
    expect(json.headers.get("content-disposition")).toContain("attachment");
    expect(await json.text()).toContain(CANARY.email);
    const page = await openPage(app, `/app/exports/${request!.id}?as=html`);
    expect(await page.text()).toContain(CANARY.email);
    expect((await openPage(app, "/app/exports/none?as=json")).status).toBe(404);
    expect(await (await openPage(app, "/app/privacy.data")).text()).toContain("data-request");
  });
});

describe("a customer whom the shop must forget", () => {
  it("leaves no word of theirs in any table, and nobody else is touched", async () => {
    expect((await hits(shopId)).length).toBeGreaterThan(10);
    const others = await countOf("Customer");
    const orders = await countOf("Order");
    expect(await bytesOfPicture()).not.toBeNull();
    await tell("customers/redact", redactRequest());
    expect(await hits(shopId)).toEqual([]);
    for (const word of [neighbour, "Finchley", "finchley@nestbox.example", SHARED])
      expect(await hits(shopId, [word])).not.toEqual([]);
    expect(await countOf("Customer")).toBe(others - 1);
    expect(await countOf("Order")).toBe(orders - 1);
    expect(await countOf("File")).toBe(0);
    expect(await bytesOfPicture()).toBeNull();
    expect(await countOf("LooseBytes")).toBe(0);
  });

  it("is forgotten as well the second time, and the request is shown once, as done", async () => {
    await tell("customers/redact", redactRequest());
    expect(await hits(shopId)).toEqual([]);
    const requests = await look(shopId, readPrivacyRequests);
    expect(requests.map(({ kind, state, exportUntil }) => [kind, state, exportUntil]).sort()).toEqual([
      ["customer-redact", "done", null],
      ["data-request", "done", null],
    ]);
    // Nobody is named any more; that both were the same customer's can still be told.
    expect(requests.map(({ customer }) => customer)).toEqual([null, null]);
    const references = requests.map(({ reference }) => reference);
    expect(references[0]).toMatch(/^[\w-]{8}$/);
    expect(references[1]).toBe(references[0]);
  });

  it("is not brought back by webhooks that come late, in whatever form", async () => {
    const later = new Date(Date.now() + 3_600_000);
    await tell("orders/updated", canaryOrder(later));
    await tell("customers/update", canaryCustomer(later));
    await tell("customers/delete", { id: CANARY.id });
    await tell("orders/delete", { id: CANARY.orderId });
    await tell("orders/create", { ...canaryOrder(later), id: 5_550_001, admin_graphql_api_id: null });
    await tell("fulfillments/update", canaryOrder(later).fulfillments[0]);
    expect(await hits(shopId)).toEqual([]);
    expect(await look(shopId, (shop) => identifyShopifyCustomer(shop, String(CANARY.id)))).toBeNull();
  });

  it("stays opted out: the STOP is in force, proven by a hash that tells nobody whose it was", async () => {
    const asked = { channel: "sms", address: CANARY.phone, purpose: "marketing" } as const;
    expect(await look(shopId, (shop) => standing(shop, asked))).toBe("revoked");
    const addressHash = consentHash("sms", CANARY.phone);
    const [keys, entries] = await look(shopId, async ({ tx }) => [
      await tx.consentKey.count({ where: { addressHash } }),
      await tx.consentEntry.count({ where: { addressHash } }),
    ]);
    expect([keys, entries]).toEqual([0, 4]);
  });

  it("who still holds an open chat is a stranger in it, without what they wrote before", async () => {
    const shopper = await openChat(app, { customer: CANARY.id });
    expect(shopper.session.customer.signedIn).toBe(false);
    expect(await shopper.thread()).toEqual([]);
  });
});

describe("a request that names nobody, or somebody unknown", () => {
  it("is set aside in words, or done with nothing to do", async () => {
    await tell("customers/redact", { customer: null });
    const parked = await prisma.receipt.findFirst({
      where: { topic: "customers/redact", parkedFor: { not: null } },
    });
    expect(parked?.parkedFor).toContain("customers/redact");
    await tell("customers/redact", {
      customer: { id: 4_242, email: null, phone: null },
      orders_to_redact: [],
    });
    await tell("customers/data_request", {
      customer: { id: 4_242 },
      orders_requested: [],
      data_request: { id: 1 },
    });
    const requests = await look(shopId, readPrivacyRequests);
    expect(requests.every(({ state }) => state === "done")).toBe(true);
  });
});
