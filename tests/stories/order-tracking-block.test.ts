import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CastMember } from "#sandbox/shopify/store/truth-types.ts";
import { type App, install, look, settled, startApp, stopApps } from "#tests/app.ts";
import { callProxy } from "#tests/chat.ts";
import { town } from "#tests/town.ts";

let app: App;
let shopId: string;
let cast: Record<string, CastMember>;

beforeAll(async () => {
  await town.reset();
  app = await startApp();
  shopId = await install(app);
  cast = Object.fromEntries((await town.cast()).map((member) => [member.role, member]));
  await settled();
});
afterAll(stopApps);

interface Answer {
  session: string;
  say: string | null;
  isRight?: boolean;
  isSignedIn?: boolean;
  orders?: {
    title: string;
    parts: { state: string; page: string | null; verdict: { says: string } | null }[];
  }[];
}

let networks = 0;
/** One browser at the block: it keeps its session, and comes from a network of its own. */
function browser({ customer }: { customer?: number | null } = {}) {
  const network = `198.51.100.${++networks}`;
  let session: string | null = null;
  return async (door: string, fields: object = {}) => {
    const response = await callProxy(
      app,
      `/proxy/track/${door}`,
      { session, locale: "en", ...fields },
      { customer, network },
    );
    const answer = (await response.json()) as Answer;
    session = answer.session ?? session;
    return { ...answer, status: response.status, bytes: JSON.stringify({ ...answer, session: "" }) };
  };
}

const codeOf = async (email: string) => /\d{6}/.exec((await town.mail(email)).at(-1)!.text)![0];

describe("a shopper at the theme's order tracking block", () => {
  it("sees their orders at once where they are signed in, and nobody else's", async () => {
    const { orders, isSignedIn } = await browser({ customer: cast.split!.customerId })("orders");
    expect(isSignedIn).toBe(true);
    expect(orders).toMatchObject([{ title: `Order ${cast.split!.orderName}` }]);
    expect(orders![0]!.parts.map(({ page }) => page)).toEqual([
      expect.stringContaining("/track/"),
      expect.stringContaining("/track/"),
    ]);
    expect((await fetch(orders![0]!.parts[0]!.page!)).status).toBe(200);
    const stranger = await browser()("orders");
    expect([stranger.isSignedIn, stranger.orders]).toEqual([false, []]);
  });

  it("proves an order by number, email and the code that its contact got", async () => {
    const ask = browser();
    const { customerEmail, orderName } = cast.late!;
    const started = await ask("start", { order: orderName, email: customerEmail!.toUpperCase() });
    expect(started.say).toContain("6-digit code");
    await settled();
    const shown = await ask("code", { code: await codeOf(customerEmail!) });
    expect(shown.isRight).toBe(true);
    expect(shown.orders![0]!.title).toBe(`Order ${orderName}`);
    expect(shown.orders![0]!.parts[0]!.verdict!.says).toMatch(/late/);
    // The proof is this browser's, for a while; nobody else has it.
    expect((await ask("orders")).orders).toHaveLength(1);
    expect((await browser()("orders")).orders).toEqual([]);
  });

  it("proves one by a parcel's number alone, as the code still goes to the order's contact", async () => {
    const ask = browser();
    const { customerEmail, orderName } = cast["on-time"]!;
    await ask("start", { number: "12345 67891" });
    await settled();
    expect((await ask("code", { code: await codeOf(customerEmail!) })).orders![0]!.title).toBe(
      `Order ${orderName}`,
    );
  });

  it("hears the same of an order that is there, of a wrong email and of no such order; nothing is sent for a miss", async () => {
    const { customerEmail, orderName } = cast.delivered!;
    const mails = (await town.mail(customerEmail!)).length;
    const hit = await browser()("start", { order: orderName, email: customerEmail });
    const wrong = await browser()("start", { order: orderName, email: "mallory@evil.example" });
    const malformed = await browser()("start", { order: orderName, email: "no address" });
    const miss = await browser()("start", { order: "#999999", email: customerEmail });
    const parcel = [
      await browser()("start", { number: "1234567891" }),
      await browser()("start", { number: "9999999999" }),
    ];
    await settled();
    expect(new Set([hit, wrong, malformed, miss].map(({ status, bytes }) => `${status} ${bytes}`)).size).toBe(
      1,
    );
    expect(new Set(parcel.map(({ status, bytes }) => `${status} ${bytes}`)).size).toBe(1);
    expect((await town.mail(customerEmail!)).length - mails).toBe(1);
    expect(await town.mail("mallory@evil.example")).toEqual([]);
  });

  it("opens nothing with a wrong code, another browser's code or a made-up session", async () => {
    const { customerEmail, orderName } = cast["out-for-delivery"]!;
    const ask = browser();
    await ask("start", { order: orderName, email: customerEmail });
    await settled();
    const code = await codeOf(customerEmail!);
    expect(await browser()("code", { code })).toMatchObject({ isRight: false });
    for (const session of ["x", "a.b", "", "{}"])
      expect((await browser()("code", { code, session })).isRight).toBe(false);
    const wrong = code === "000000" ? "000001" : "000000";
    for (let tries = 0; tries < 5; tries++) expect((await ask("code", { code: wrong })).isRight).toBe(false);
    expect(await ask("code", { code })).toMatchObject({
      isRight: false,
      say: expect.stringContaining("new one"),
    });
    expect(
      await look(shopId, ({ tx }) =>
        tx.orderProof.count({ where: { orderId: String(cast["out-for-delivery"]!.orderId) } }),
      ),
    ).toBe(0);
  });

  it("is told nothing personal: no name, address, email, phone or price", async () => {
    for (const [role, member] of Object.entries(cast)
      .filter(([, { customerId, orderId }]) => customerId && orderId)
      .slice(0, 12)) {
      const { bytes } = await browser({ customer: member.customerId })("orders");
      const order = await town.order(member.orderId!);
      const home = order.shippingAddress;
      const personal = [home?.address1, home?.zip, home?.lastName, member.customerEmail, member.phone];
      for (const one of personal.filter((one) => one && one.length > 3))
        expect(bytes, role).not.toContain(one);
      expect(bytes).not.toMatch(/[€$£]\s?\d/);
    }
  });

  it("sees what has not left yet, too: on hold, planned, ready to be picked up, with the shop's own driver", async () => {
    const waits = {
      "on-hold": /^On hold/,
      "pre-order": /^Pre-order: planned to be sent/,
      "pickup-ready": /^Ready to be picked up at /,
      "local-delivery": /local delivery/,
    };
    for (const [role, told] of Object.entries(waits)) {
      const { customerId, orderName } = cast[role]!;
      const { orders } = await browser({ customer: customerId })("orders");
      const order = orders!.find(({ title }) => title === `Order ${orderName}`);
      expect(
        order!.parts.map(({ state }) => state),
        role,
      ).toContainEqual(expect.stringMatching(told));
    }
  });

  it("is not served without Shopify's signature, with a malformed body, or too often", async () => {
    const forged = await callProxy(
      app,
      "/proxy/track/orders",
      {},
      { tamper: (query) => query.set("logged_in_customer_id", String(cast.late!.customerId)) },
    );
    expect(forged.status).toBe(401);
    expect((await callProxy(app, "/proxy/track/nothing", {})).status).toBe(404);
    expect((await callProxy(app, "/proxy/track/start", { order: { $ne: 1 } })).status).toBe(400);
    const ask = browser();
    const answers = await Promise.all(Array.from({ length: 40 }, () => ask("orders")));
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(10);
  });
});
