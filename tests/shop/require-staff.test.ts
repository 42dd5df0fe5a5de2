import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { earlier, later, MINUTE, now } from "#app/clock.ts";
import { loader as authLoader } from "#app/routes/auth.$.tsx";
import { inShop, prisma, type Shop } from "#app/db.server.ts";
import { identifyStaff, isStillOnTeam } from "#app/shop/identify-staff.server.ts";
import { findKnownVisit } from "#app/shop/known-visit.server.ts";
import { removeStaff } from "#app/shop/remove-staff.ts";
import { requireStaff } from "#app/shop/require-staff.server.ts";
import { setStaffRole } from "#app/shop/set-staff-role.ts";
import { uninstallShop } from "#app/shop/uninstall-shop.ts";
import { asStaff, BROWSER, newShop, openApp, refusalOf, withToken } from "#tests/shopify/opened-app.ts";
import { control, town } from "#tests/town.ts";

interface Member {
  id: number;
  firstName: string;
  accountOwner: boolean;
}
let domain: string;
let ben: Member;
let maya: Member;
beforeAll(async () => {
  domain = await newShop("doors");
  [maya, ben] = await staffOf(domain);
});

async function staffOf(shop: string): Promise<[Member, Member]> {
  const { staff: owner } = await control<{ staff: Member }>("GET", `/shops/${shop}/launch`);
  const other = {
    id: 90_000_001,
    firstName: "Ben",
    lastName: "Adeyemi",
    email: "ben@crew.example",
    locale: "en",
  };
  await control("POST", `/shops/${shop}/staff`, { ...other, accountOwner: false });
  return [owner, { ...other, accountOwner: false }];
}

const rows = async () => ({
  sessions: await prisma.session.count(),
  shops: await prisma.shop.count(),
  events: (await prisma.shop.findMany()).length,
});

describe("opening the app", () => {
  it("for the first time, with two requests at once as every browser does, installs it once", async () => {
    const visits = await Promise.all([openApp(domain), openApp(domain)]);
    expect(new Set(visits.map(({ shopId }) => shopId)).size).toBe(1);
    expect(visits[0]).toMatchObject({ shop: { domain }, staff: { role: "owner" } });
    expect(await prisma.shop.findUnique({ where: { domain } })).toMatchObject({ uninstalledAt: null });
    expect(visits[0]!.staff.name).toContain(maya.firstName);
    const sessions = await prisma.session.findMany({ where: { shop: domain } });
    expect(sessions.map(({ isOnline }) => isOnline).sort()).toEqual([false, true]);
    expect(sessions.find(({ isOnline }) => !isOnline)).toMatchObject({
      refreshToken: expect.any(Uint8Array),
      expires: expect.any(Date),
    });
  });

  it("again asks Shopify for nothing", async () => {
    const given = () => control<{ tokens: number }>("GET", `/shops/${domain}/installation`);
    const { tokens } = await given();
    await openApp(domain);
    expect((await given()).tokens).toBe(tokens);
  });

  it("by a colleague nobody invited lets them look and no more", async () => {
    const staff = ben.id;
    expect((await openApp(domain, { staff })).staff).toMatchObject({ name: "Ben Adeyemi", role: "viewer" });
    const refused = await refusalOf(openApp(domain, { staff }, "reply"));
    expect(refused).toMatchObject({ status: 403 });
    expect(await refused!.text()).toContain("role");
    expect(await refusalOf(openApp(domain, { staff }, "manage"))).toMatchObject({ status: 403 });
  });
});

describe("a page without a token", () => {
  const page = (path: string, headers: Record<string, string> = {}) =>
    new Request(`http://127.0.0.1:1${path}`, { headers: { "user-agent": BROWSER, ...headers } });

  it("is opened by the admin's own link, and bounces for a token where the link has none", async () => {
    const { query } = await town.shop(domain).launch();
    expect((await requireStaff(page(`/app?${query}`), "view")).shop.domain).toBe(domain);
    const without = new URLSearchParams(query);
    without.delete("id_token");
    const bounce = await refusalOf(requireStaff(page(`/app?${without}`), "view"));
    expect(bounce).toMatchObject({ status: 302 });
    expect(bounce!.headers.get("location")).toContain("/auth/session-token");
  });

  it("gets Shopify's bounce page at /auth/session-token, and is led nowhere else from /auth/exit-iframe", async () => {
    const { query } = await town.shop(domain).launch();
    const load = (path: string) =>
      authLoader({ request: page(path), params: {}, context: {} } as Parameters<typeof authLoader>[0]);
    const bounce = await refusalOf(load(`/auth/session-token?${query}`));
    expect(await bounce!.text()).toContain("app-bridge");
    await expect(load("/auth/exit-iframe?exitIframe=https%3A%2F%2Fevil.example")).rejects.toThrow("Refusing");
  });

  it("is sent away without a shop, and refused to robots", async () => {
    const away = await refusalOf(requireStaff(page("/app"), "view"));
    expect(away!.headers.get("location")).toContain("/auth/login");
    const robot = page("/app", { "user-agent": "Googlebot/2.1" });
    expect(await refusalOf(requireStaff(robot, "view"))).toMatchObject({ status: 410 });
  });
});

describe("whoever was here a moment ago", () => {
  const known = async (staff: number) => findKnownVisit(await asStaff(domain, { staff }));
  const change = <T>(work: (handle: Shop) => Promise<T>) => inShop(shopId, work);
  let shopId: string;
  let staffId: string;
  beforeEach(async () => {
    const visit = await openApp(domain, { staff: ben.id });
    shopId = visit.shopId;
    staffId = visit.staff.id;
  });

  it("is let in by one look at what stands now, with the role they have now", async () => {
    expect(await known(ben.id)).toEqual(await openApp(domain, { staff: ben.id }));
    await change((shop) => setStaffRole(shop, { staffId, role: "agent" }));
    expect((await known(ben.id))!.staff.role).toBe("agent");
    expect((await openApp(domain, { staff: ben.id }, "reply")).staff.role).toBe("agent");
    await change((shop) => setStaffRole(shop, { staffId, role: "viewer" }));
    expect(await refusalOf(openApp(domain, { staff: ben.id }, "reply"))).toMatchObject({ status: 403 });
  });

  it("goes the whole way when a minute has passed, so that it is written when they were last seen", async () => {
    const before = earlier(now(), 2 * MINUTE);
    await change((shop) =>
      shop.tx.staffMember.update({
        where: { shopId_id: { shopId, id: staffId } },
        data: { lastSeenAt: before },
      }),
    );
    expect(await known(ben.id)).toBeNull();
    expect((await openApp(domain, { staff: ben.id })).staff.lastSeenAt!.getTime()).toBeGreaterThan(
      before.getTime(),
    );
  });

  it("goes the whole way when Shopify's token for them is nearly over, or cannot be opened, and has a new one then", async () => {
    const where = { id: `${domain}_${ben.id}` };
    for (const data of [
      { expires: later(now(), 4 * MINUTE) },
      { accessToken: Buffer.from("sealed by nobody") },
    ]) {
      await prisma.session.update({ where, data });
      expect(await known(ben.id)).toBeNull();
      await openApp(domain, { staff: ben.id });
      expect(await known(ben.id)).not.toBeNull();
    }
  });

  it("is nobody in another shop, and nobody here without a token that Shopify signed", async () => {
    const other = await newShop("elsewhere");
    await openApp(other);
    await staffOf(other);
    expect(await findKnownVisit(await asStaff(other, { staff: ben.id }))).toBeNull();
    expect(await findKnownVisit(await asStaff(domain, { staff: ben.id, secret: "a-guess" }))).toBeNull();
    expect(await findKnownVisit(await asStaff(domain, { staff: ben.id, expired: 1 }))).toBeNull();
  });
});

describe("a session token that is not right", () => {
  const attacks: [string, Record<string, string | number>][] = [
    ["is unsigned", { alg: "none" }],
    ["has another signature", { secret: "a-guess" }],
    ["is signed by another rule", { alg: "HS512" }],
    ["is for another app", { aud: "another-app" }],
    ["ended long ago", { expired: 1 }],
    ["begins in an hour", { notYet: 1 }],
    ["comes from another shop than it is for", { iss: "https://evil.myshopify.com/admin" }],
    ["is for another shop than it comes from", { dest: "https://evil.myshopify.com" }],
    ["is for a place that is no shop", { dest: "https://evil.example", iss: "https://evil.example/admin" }],
  ];

  it.each(attacks)("because it %s: 401, and nothing is written", async (_what, flaw) => {
    const before = await rows();
    const refused = await refusalOf(openApp(domain, flaw));
    expect(refused).toMatchObject({ status: 401 });
    expect(await rows()).toEqual(before);
    expect(await identifyStaff((await asStaff(domain, flaw)).headers.get("authorization")!)).toBeNull();
  });

  it("because it ended eleven seconds ago is refused; nine are forgiven", async () => {
    const seconds = Math.floor((await town.clock.now()).getTime() / 1_000);
    expect(await refusalOf(openApp(domain, { exp: seconds - 11 }))).toMatchObject({ status: 401 });
    expect(await refusalOf(openApp(domain, { exp: seconds - 8 }))).toBeNull();
  });

  it("because somebody signed it with a key of their own choosing (RS256)", async () => {
    const token = await town.shop(domain).sessionToken();
    const [, body, signature] = token.split(".");
    const header = Buffer.from('{"alg":"RS256","typ":"JWT"}').toString("base64url");
    expect(await refusalOf(requireStaff(withToken(`${header}.${body}.${signature}`), "view"))).toMatchObject({
      status: 401,
    });
    expect(await refusalOf(requireStaff(withToken(""), "view"))).toMatchObject({ status: 401 });
    expect(await refusalOf(requireStaff(withToken("x.y.z"), "view"))).toMatchObject({ status: 401 });
  });

  it("because its shop does not exist at Shopify brings nothing into being", async () => {
    const before = await rows();
    const ghost = { dest: "https://ghost.myshopify.com", iss: "https://ghost.myshopify.com/admin" };
    expect((await refusalOf(openApp(domain, ghost)))!.status).toBeGreaterThanOrEqual(400);
    expect(await rows()).toEqual(before);
  });

  it("opens its own shop only, whatever the address says", async () => {
    const other = await newShop("other");
    await openApp(other);
    const token = await town.shop(domain).sessionToken();
    const request = new Request(`http://127.0.0.1:1/app?shop=${other}`, {
      headers: { authorization: `Bearer ${token}`, "user-agent": BROWSER },
    });
    expect((await requireStaff(request, "view")).shop.domain).toBe(domain);
  });
});

describe("at the live stream", () => {
  it("a member is known by the token alone, and is shut out when removed", async () => {
    const { shopId, staff } = await openApp(domain, { staff: ben.id });
    const { headers } = await asStaff(domain, { staff: ben.id });
    const atStream = await identifyStaff(headers.get("authorization")!);
    expect(atStream).toMatchObject({ shopId, staffId: staff.id });
    expect(await isStillOnTeam(atStream!)).toBe(true);
    await inShop(shopId, (shop) => removeStaff(shop, { staffId: staff.id }));
    expect(await isStillOnTeam(atStream!)).toBe(false);
    expect(await prisma.session.count({ where: { id: `${domain}_${ben.id}` } })).toBe(0);
    expect(await identifyStaff(headers.get("authorization")!)).toBeNull();
    expect(await findKnownVisit(await asStaff(domain, { staff: ben.id }))).toBeNull();
    const refused = await refusalOf(openApp(domain, { staff: ben.id }));
    expect(refused).toMatchObject({ status: 403 });
    expect(await refused!.text()).toContain("no longer have access");
  });

  it("nobody is known without a token, or in a shop that never had us", async () => {
    expect(await identifyStaff(undefined)).toBeNull();
    expect(await identifyStaff("Basic eDp5")).toBeNull();
    const never = await newShop("never");
    expect(await identifyStaff(`Bearer ${await town.shop(never).sessionToken()}`)).toBeNull();
  });
});

describe("after the uninstall", () => {
  it("a token from before it is refused within its minute, and brings nothing back", async () => {
    const { shopId } = await openApp(domain);
    const kept = await town.shop(domain).sessionToken();
    await town.shop(domain).uninstall();
    await inShop(shopId, (shop) => uninstallShop(shop, { saidAt: null }));
    const before = await rows();
    expect(await refusalOf(requireStaff(withToken(kept), "view"))).toMatchObject({ status: 401 });
    expect(await identifyStaff(`Bearer ${kept}`)).toBeNull();
    expect(await findKnownVisit(withToken(kept))).toBeNull();
    expect(await rows()).toEqual(before);
    expect(await prisma.shop.findUnique({ where: { domain } })).toMatchObject({
      uninstalledAt: expect.any(Date),
    });
  });

  it("a new install opens the same shop, with its team as it was", async () => {
    await town.shop(domain).install();
    // A session token carries whole seconds: the next one is certainly younger than the uninstall.
    await town.clock.advance(1_000);
    const { shop, staff } = await openApp(domain);
    expect(shop.domain).toBe(domain);
    expect(await prisma.shop.findUnique({ where: { domain } })).toMatchObject({ uninstalledAt: null });
    expect(staff).toMatchObject({ role: "owner" });
  });
});
