import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { later, MINUTE } from "#app/clock.ts";
import { readExport } from "#app/privacy/read-export.ts";
import type { Segment } from "#sandbox/shopify/store/segments.ts";
import { type App, install, look, openPage, settled, startApp, stopApps } from "#tests/app.ts";
import { requiredScopes } from "#tests/laws/required-scopes.ts";
import { control, TIDEWATER, town } from "#tests/town.ts";
import { sendShopify } from "#tests/webhooks.ts";

let app: App;
let shopId: string;
let next = 0;

beforeAll(async () => {
  await town.reset();
  app = await startApp();
  shopId = await install(app);
  await settled();
});
afterAll(stopApps);

const SHOP = `/shops/${TIDEWATER}`;
const gid = (type: string, id: number) => `gid://shopify/${type}/${id}`;

const aSegment = (name: string, tag: string) =>
  control<Segment>("POST", `${SHOP}/segments`, { name, query: `customer_tags CONTAINS '${tag}'` });

/** A customer of the shop, told to us by their webhook. */
async function aCustomer(tags: string[] = []): Promise<number> {
  const contact = { firstName: "Vera", email: `vera${next++}@segments.example`, tags };
  const { id } = await control<{ id: number }>("POST", `${SHOP}/customers`, contact);
  await settled();
  return id;
}

const tag = async (id: number, change: { add?: string[]; remove?: string[] }) => {
  await control("POST", `${SHOP}/customers/${id}/tags`, change);
  await settled();
};

/** Names of the segments that the mirror holds them to be in. */
const segmentsOf = async (id: number): Promise<string[]> => {
  const rows = await look(shopId, ({ tx }) =>
    tx.segmentMembership.findMany({
      where: { isIn: true, customer: { shopifyId: String(id) } },
      include: { segment: true },
    }),
  );
  return rows.map(({ segment }) => segment.name ?? "?").sort();
};
const rowsOf = (id: number) =>
  look(shopId, ({ tx }) => tx.segmentMembership.count({ where: { customer: { shopifyId: String(id) } } }));

const ours = (id: number) =>
  look(shopId, ({ tx }) => tx.customer.findFirst({ where: { shopifyId: String(id) } }));

/** What the customer's page carries, after whatever it asked for has come. */
async function page(id: number, domain = TIDEWATER): Promise<{ status: number; text: string }> {
  const path = `/app/customers/${(await ours(id))!.id}.data`;
  await openPage(app, path, domain);
  await settled();
  const answer = await openPage(app, path, domain);
  return { status: answer.status, text: await answer.text() };
}

interface Word {
  joined: boolean;
  at: Date;
}
const FIRST = new Date("2026-11-01T10:00:00Z");
const word = (joined: boolean, minute: number): Word => ({ joined, at: later(FIRST, minute * MINUTE) });

const hear = (customer: number, segment: number, { joined, at }: Word) =>
  sendShopify(app, {
    topic: joined ? "customer.joined_segment" : "customer.left_segment",
    body: {
      customer_id: gid("Customer", customer),
      segment_id: gid("Segment", segment),
      shop_id: gid("Shop", 1),
    },
    at: at.toISOString(),
  });

describe("a customer's segments", () => {
  it("follow Shopify as they join and leave, and are shown by name", async () => {
    const vera = await aCustomer();
    await aSegment("Divers", "diver");
    await tag(vera, { add: ["diver", "vip"] });
    expect(await segmentsOf(vera)).toEqual(["Divers", "VIP customers"]);
    await tag(vera, { remove: ["vip"] });
    expect(await segmentsOf(vera)).toEqual(["Divers"]);
    const { text } = await page(vera);
    expect(text).toContain("Divers");
    expect(text).not.toContain("VIP customers");
  });

  it("end in the newest word's state, in whatever order and however often the words come", async () => {
    const { id: segment } = await aSegment("Sailors", "sailor");
    const stays = [word(true, 1), word(false, 2), word(true, 3)];
    const goes = [word(true, 1), word(false, 2)];
    for (const [words, end] of [
      [stays, ["Sailors"]],
      [goes, []],
    ] as const)
      for (const order of [
        words,
        words.toReversed(),
        [...words, ...words],
        [...words.toReversed(), ...words],
      ]) {
        const customer = 8_300_000_000 + next++;
        for (const one of order) {
          await hear(customer, segment, one);
          await settled();
        }
        expect(await segmentsOf(customer)).toEqual(end);
      }
  });

  it("are read from Shopify where two words of one moment differ", async () => {
    const { id: segment } = await aSegment("Riggers", "rigger");
    const vera = await aCustomer(["rigger"]);
    await town.clock.advance(MINUTE);
    const now = new Date(await town.clock.now());
    await hear(vera, segment, { joined: false, at: now });
    await hear(vera, segment, { joined: true, at: now });
    await settled();
    expect(await segmentsOf(vera)).toEqual(["Riggers"]);
  });

  it("that are older than any word of them are read when somebody looks, and lost words are made good", async () => {
    const vera = await aCustomer();
    await town.faults.add({
      provider: "webhooks",
      fault: "drop",
      match: { topic: "customer.joined_segment" },
    });
    await tag(vera, { add: ["vip"] });
    expect(await segmentsOf(vera)).toEqual([]);
    expect((await page(vera)).text).toContain("VIP customers");
    expect(await segmentsOf(vera)).toEqual(["VIP customers"]);
    await town.faults.add({ provider: "webhooks", fault: "drop", match: { topic: "customer.left_segment" } });
    await tag(vera, { remove: ["vip"] });
    await town.clock.advance(20 * MINUTE);
    expect((await page(vera)).text).not.toContain("VIP customers");
  });

  it("a word from before that reading changes nothing", async () => {
    const [segment] = await control<Segment[]>("GET", `${SHOP}/segments`);
    const vera = await aCustomer();
    await page(vera);
    await hear(vera, segment!.id, word(true, 5));
    await settled();
    expect(await segmentsOf(vera)).toEqual([]);
  });

  it("leave the page whole where Shopify does not let us see them, and it says so", async () => {
    const vera = await aCustomer();
    await town.faults.add({
      provider: "shopify",
      fault: "500-before",
      match: { body: "/query SegmentsPage/" },
      times: 20,
    });
    const path = `/app/customers/${(await ours(vera))!.id}.data`;
    await openPage(app, path);
    await settled();
    const html = await openPage(app, path.replace(".data", ""));
    expect(html.status).toBe(200);
    expect(await html.text()).toContain("Shopify has not said yet which segments they are in.");
    expect(await ours(vera)).toMatchObject({ segmentsAt: null });
    await town.faults.clear();
    await town.clock.advance(20 * MINUTE);
    await settled();
    expect((await ours(vera))?.segmentsAt).toEqual(expect.any(Date));
  });
});

describe("a segment that is deleted", () => {
  it("is nobody's any more, and a late word brings nobody back", async () => {
    const { id: segment } = await aSegment("Whalers", "whaler");
    const vera = await aCustomer(["whaler"]);
    expect(await segmentsOf(vera)).toEqual(["Whalers"]);
    await control("DELETE", `${SHOP}/segments/${segment}`);
    await settled();
    expect(await rowsOf(vera)).toBe(0);
    await hear(vera, segment, { joined: true, at: new Date(await town.clock.now()) });
    await settled();
    expect(await rowsOf(vera)).toBe(0);
    expect((await page(vera)).text).not.toContain("Whalers");
  });

  it("goes with the next reading where its deletion got lost, and a new name comes with it", async () => {
    const whole = await aSegment("Old name", "keeper");
    const gone = await aSegment("Ghosts", "ghost");
    const vera = await aCustomer(["keeper", "ghost"]);
    expect(await segmentsOf(vera)).toEqual(["Ghosts", "Old name"]);
    await town.faults.add({ provider: "webhooks", fault: "drop", match: { topic: "segments/delete" } });
    await town.clock.advance(MINUTE);
    await control("DELETE", `${SHOP}/segments/${gone.id}`);
    await control("PATCH", `${SHOP}/segments/${whole.id}`, { name: "New name" });
    await page(vera);
    expect(await segmentsOf(vera)).toEqual(["New name"]);
  });
});

describe("a customer who goes", () => {
  it("leaves no membership when they are forgotten, and a late word resurrects nobody", async () => {
    const [segment] = await control<Segment[]>("GET", `${SHOP}/segments`);
    const vera = await aCustomer(["vip"]);
    expect(await rowsOf(vera)).toBe(1);
    await control("POST", `${SHOP}/customers/${vera}/redact`);
    await settled();
    await hear(vera, segment!.id, { joined: true, at: new Date(await town.clock.now()) });
    await settled();
    expect(await rowsOf(vera)).toBe(0);
    expect(await ours(vera)).toBeNull();
  });

  it("is told which ones they are in when they ask for their data", async () => {
    const vera = await aCustomer(["vip"]);
    await control("POST", `${SHOP}/customers/${vera}/data-request`);
    await settled();
    const { id } = await look(shopId, ({ tx }) =>
      tx.privacyRequest.findFirstOrThrow({ where: { export: { not: null } } }),
    );
    const told = await readExport(shopId, id);
    expect(told?.tables.SegmentMembership).toMatchObject([{ name: "VIP customers", isIn: true }]);
  });

  it("is in no segment once Shopify deleted them", async () => {
    const vera = await aCustomer(["vip"]);
    await control("DELETE", `${SHOP}/customers/${vera}`);
    await settled();
    expect(await rowsOf(vera)).toBe(0);
  });

  it("and was merged at Shopify leaves their segments to whom they became", async () => {
    await town.settings({ scopes: [...requiredScopes(), "read_customer_merge"] });
    await settled();
    const [kept, gone] = [await aCustomer(), await aCustomer(["vip"])];
    await control("POST", `${SHOP}/customers/${kept}/merge`, { goneId: gone });
    await settled();
    expect(await rowsOf(gone)).toBe(0);
    expect(await segmentsOf(kept)).toEqual(["VIP customers"]);
  });
});

it("another shop sees nothing of them", async () => {
  const domain = "lone-pine.myshopify.com";
  await control("POST", "/shops", { domain, orders: 20, customers: 8, cast: false });
  const other = await install(app, domain);
  await settled();
  const vera = await aCustomer(["vip"]);
  expect(await segmentsOf(vera)).toEqual(["VIP customers"]);
  expect(await look(other, ({ tx }) => tx.segmentMembership.count())).toBe(0);
  expect((await page(vera, domain)).status).toBe(404);
});

it("a change of how customers sign in makes the shop be read again, and is set aside by nobody", async () => {
  await town.faults.add({ provider: "webhooks", fault: "drop", match: { topic: "shop/update" } });
  await control("PATCH", `${SHOP}/record`, { name: "Tidewater & Co" });
  await control("PATCH", `${SHOP}/record`, { customerAccounts: "new_customer_accounts" });
  await settled();
  const shop = await look(
    shopId,
    ({ sql }) => sql<{ name: string }>`select name from "Shop" where id = ${shopId}`,
  );
  expect(shop).toEqual([{ name: "Tidewater & Co" }]);
});
