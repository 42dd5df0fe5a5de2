import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { trackingUrl } from "#app/orders/tracking/tracking-url.ts";
import type { CastMember } from "#sandbox/shopify/store/truth-types.ts";
import { type App, install, look, settled, startApp, stopApps } from "#tests/app.ts";
import { openChat } from "#tests/chat.ts";
import { TIDEWATER, town } from "#tests/town.ts";

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

const parcelsOf = (role: string): Promise<string[]> =>
  look(shopId, async ({ tx }) => {
    const where = { orderId: String(cast[role]!.orderId) };
    return (await tx.fulfillment.findMany({ where, orderBy: { shippedAt: "asc" } })).map(({ id }) => id);
  });

/** The addresses of an order's parcels, as an alert or an answer would carry them. */
async function pathsOf(role: string, locale: string | null = null): Promise<string[]> {
  const at = await town.clock.now();
  return (await parcelsOf(role)).map((id) => new URL(trackingUrl({ id: shopId, at }, id, locale)).pathname);
}

const open = (path: string, headers: Record<string, string> = {}, method = "GET") =>
  fetch(`${app.url}${path}`, { headers, method, redirect: "manual" });
const textOf = async (path: string, headers: Record<string, string> = {}) =>
  (await open(path, headers)).text();

describe("whoever has a parcel's address", () => {
  it("reads where it is, whether it comes in time, each scan, what is in it, and the way to carrier and chat", async () => {
    await openChat(app); // The shop's chat is on.
    const [path] = await pathsOf("on-time");
    const page = await textOf(path!);
    expect(page).toContain(cast["on-time"]!.orderName);
    for (const told of [
      "On its way with DHL Express",
      "On time",
      "Hamburg",
      "In transit",
      "Harbor Rain Jacket",
    ])
      expect(page).toContain(told);
    expect(page).toMatch(/<a href="https:\/\/www\.dhl\.com[^"]+"/);
    expect(page).toMatch(/<a href="https:\/\/[^"]+\/#threadline"/);
    expect(page).toContain("Tidewater");
  });

  it("reads it in the language of the address, else in the browser's, else in the shop's own or English", async () => {
    const [german] = await pathsOf("on-time", "de-AT");
    expect(await textOf(german!, { "accept-language": "fr" })).toMatch(/<html lang="de">[\s\S]*Pünktlich/);
    expect(await textOf(german!, { "accept-language": "fr,de-CH;q=0.8" })).toContain('<html lang="de-CH">');
    const [open] = await pathsOf("on-time");
    expect(await textOf(open!, { "accept-language": "xx, ja;q=0.5" })).toMatch(
      /<html lang="ja">[\s\S]*予定どおり/,
    );
  });

  it("is told of a late parcel by how many days, and of a silent carrier that it tells nothing", async () => {
    expect(await textOf((await pathsOf("late"))[0]!)).toMatch(/class="badge bad">\d+ days? late</);
    const silent = await textOf((await pathsOf("no-scans"))[0]!);
    expect(silent).toContain("The carrier tells us nothing");
    expect(silent).not.toMatch(/\blate\b|class="badge bad"/);
  });

  it("finds the order's other parcels, each with its own address that ends with this one", async () => {
    const [first, second] = await pathsOf("split");
    const links = [...(await textOf(first!)).matchAll(/href="[^"]*(\/track\/[^"]+)"/g)].map(
      ([, path]) => path,
    );
    expect(links).toEqual([second]);
    expect(await textOf(second!)).toContain("Folding Deck Chair");
  });

  it("sees nothing of the person: no name, address, email, phone or price, in no parcel of the cast", async () => {
    const orders = await look(shopId, ({ tx }) =>
      tx.order.findMany({ where: { fulfillments: { some: {} } } }),
    );
    const shown: string[] = [];
    for (const [role, member] of Object.entries(cast).filter(([, { orderId }]) => orderId)) {
      const truth = await town.shop(TIDEWATER).order(member.orderId!);
      const home = (truth as { shippingAddress: Record<string, string | null> | null }).shippingAddress;
      const personal = [
        home?.address1,
        home?.city,
        home?.zip,
        home?.name,
        home?.lastName,
        home?.phone,
        member.customerEmail,
        member.phone,
        orders.find(({ id }) => id === String(member.orderId))?.email,
      ].filter((one): one is string => Boolean(one) && one!.length > 3);
      for (const path of await pathsOf(role)) {
        const page = await textOf(path);
        shown.push(page);
        for (const one of personal) expect(page, `${role}: ${one}`).not.toContain(one);
        expect(page).not.toMatch(/[€$£]\s?\d/);
      }
    }
    expect(shown.filter((page) => page.includes("<article>")).length).toBeGreaterThan(8);
  });
});

describe("an address that opens nothing", () => {
  it("gives one plain page for whatever reason: not ours, unknown, over, called off, forgotten", async () => {
    const at = await town.clock.now();
    const [path] = await pathsOf("on-time");
    const address = (shop: string, parcel: string, days = 0) =>
      new URL(trackingUrl({ id: shop, at: new Date(at.getTime() - days * 86_400_000) }, parcel, null))
        .pathname;
    const [known] = await parcelsOf("on-time");
    const [calledOff] = await pathsOf("partly-delivered");
    await look(shopId, ({ tx }) =>
      tx.order.update({
        where: { shopId_id: { shopId, id: String(cast["partly-delivered"]!.orderId) } },
        data: { cancelledAt: at },
      }),
    );
    const [forgotten] = await pathsOf("attempted-delivery");
    await look(shopId, ({ tx }) =>
      tx.order.delete({
        where: { shopId_id: { shopId, id: String(cast["attempted-delivery"]!.orderId) } },
      }),
    );
    await settled();
    const dead = [
      `${path}A`,
      "/track/",
      "/track/x",
      `/track/${"A".repeat(59)}`,
      address(crypto.randomUUID(), "1"),
      address(shopId, "999999"),
      address(shopId, known!, 70),
      calledOff!,
      forgotten!,
    ];
    const pages = await Promise.all(dead.map((one) => open(one)));
    const bodies = await Promise.all(pages.map((page) => page.text()));
    expect(pages.map(({ status }) => status)).toEqual(dead.map(() => 404));
    expect(new Set(bodies).size).toBe(1);
    expect(bodies[0]).not.toContain("Tidewater");
    expect((await open(path!)).status).toBe(200);
  });

  it("is what another shop's parcel is under this shop's name", async () => {
    const at = await town.clock.now();
    const domain = "northwind.myshopify.com";
    await town.makeShop({ domain, orders: 80, customers: 30 });
    const other = await install(app, domain);
    await settled();
    const [theirs] = await look(other, ({ tx }) => tx.fulfillment.findMany({ take: 1 }));
    const crossed = new URL(trackingUrl({ id: shopId, at }, theirs!.id, null)).pathname;
    const own = new URL(trackingUrl({ id: other, at }, theirs!.id, null)).pathname;
    expect([(await open(crossed)).status, (await open(own)).status]).toEqual([404, 200]);
    await town.shop(domain).uninstall();
    await settled();
    expect((await open(own)).status).toBe(404);
  });
});

describe("the page's door", () => {
  it("keeps the address to itself: nothing is cached, indexed, framed, loaded or told to the next page", async () => {
    const [path] = await pathsOf("on-time");
    for (const answer of [await open(path!), await open("/track/x")]) {
      const header = (name: string) => answer.headers.get(name);
      expect(header("cache-control")).toBe("no-store");
      expect(header("referrer-policy")).toBe("no-referrer");
      expect(header("x-robots-tag")).toContain("noindex");
      expect(header("x-frame-options")).toBe("DENY");
      expect(header("x-content-type-options")).toBe("nosniff");
      expect(header("content-security-policy")).toMatch(
        /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
      );
      expect(header("set-cookie")).toBeNull();
    }
    expect(app.log()).not.toContain(path!.slice("/track/".length));
  });

  it("answers HEAD without a body, and nothing but GET and HEAD", async () => {
    const [path] = await pathsOf("on-time");
    const head = await open(path!, {}, "HEAD");
    expect([head.status, await head.text()]).toEqual([200, ""]);
    const posted = await open(path!, {}, "POST");
    expect([posted.status, posted.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });

  it("asks Shopify once for a family that looks at once, and says so where Shopify cannot be asked", async () => {
    const [path] = await pathsOf("out-for-delivery");
    await town.clock.advance(60_000);
    const asked = () => app.log().match(/"operation":"ReadOrder"/g)?.length ?? 0;
    const before = asked();
    const pages = await Promise.all(Array.from({ length: 8 }, () => open(path!)));
    expect(pages.map(({ status }) => status)).toEqual(pages.map(() => 200));
    expect(asked() - before).toBe(1);
    await town.clock.advance(60_000);
    await town.faults.add({ provider: "shopify", fault: "500-before", times: 20 });
    const down = await open(path!);
    await town.faults.clear();
    expect(down.status).toBe(503);
    expect(down.headers.get("retry-after")).toBe("60");
    expect(await down.text()).toContain("We cannot look it up right now");
    expect((await open(path!)).status).toBe(200);
  });

  it("turns away whoever tries many addresses in a minute", async () => {
    await town.clock.advance(120_000);
    const tries = await Promise.all(Array.from({ length: 70 }, (_, index) => open(`/track/guess-${index}`)));
    const turnedAway = tries.filter(({ status }) => status === 429);
    expect(turnedAway.length).toBeGreaterThanOrEqual(10);
    expect(await turnedAway[0]!.text()).toContain("too often");
    await town.clock.advance(120_000);
    expect((await open((await pathsOf("on-time"))[0]!)).status).toBe(200);
  });
});
