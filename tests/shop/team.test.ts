import { beforeEach, describe, expect, it } from "vitest";
import { now } from "#app/clock.ts";
import { inShop, prisma } from "#app/db.server.ts";
import { admitStaff, type ShopifyUser } from "#app/shop/admit-staff.ts";
import { inviteStaff } from "#app/shop/invite-staff.ts";
import { removeStaff } from "#app/shop/remove-staff.ts";
import type { Role } from "#app/shop/role.ts";
import { setStaffRole } from "#app/shop/set-staff-role.ts";
import { findStaff, readTeam } from "#app/shop/staff.ts";

const person = (first_name: string, over: Partial<ShopifyUser> = {}): ShopifyUser => ({
  id: first_name.length * 1_000 + first_name.charCodeAt(0),
  first_name,
  last_name: "Tide",
  email: `${first_name}@Tidewater.example`.toLowerCase(),
  email_verified: true,
  account_owner: false,
  locale: "en",
  ...over,
});
const maya = person("Maya", { account_owner: true });
const ben = person("Ben");
const zoe = person("Zoe");

let shopId: string;
beforeEach(async () => {
  shopId = crypto.randomUUID();
  await prisma.shop.create({ data: { id: shopId, domain: `${shopId}.myshopify.com`, installedAt: now() } });
});

const opens = (user: ShopifyUser) => inShop(shopId, (shop) => admitStaff(shop, user));
const invites = (email: string, role: Role) => inShop(shopId, (shop) => inviteStaff(shop, { email, role }));
const removes = (staffId: string) => inShop(shopId, (shop) => removeStaff(shop, { staffId }));
const ranks = (staffId: string, role: Role) =>
  inShop(shopId, (shop) => setStaffRole(shop, { staffId, role }));
const team = () => inShop(shopId, readTeam);

describe("who opens the app", () => {
  it("first is its owner, even before the account owner came; others may look", async () => {
    expect(await opens(ben)).toMatchObject({ name: "Ben Tide", role: "owner" });
    expect(await opens(zoe)).toMatchObject({ role: "viewer" });
    expect(await opens(maya)).toMatchObject({ role: "owner" });
  });

  it("first together with another: one of them is the owner", async () => {
    const roles = (await Promise.all([opens(ben), opens(zoe), opens(person("Abe"))])).map((one) => one?.role);
    expect(roles.sort()).toEqual(["owner", "viewer", "viewer"]);
  });

  it("twice at once is one member", async () => {
    await Promise.all([opens(ben), opens(ben), opens(ben)]);
    expect(await team()).toHaveLength(1);
  });

  it("and later has another name is known by it", async () => {
    await opens(ben);
    await opens({ ...ben, last_name: "Ebb", locale: "de" });
    expect(await team()).toMatchObject([{ name: "Ben Ebb", locale: "de" }]);
  });
});

describe("an invitation", () => {
  it("waits for the colleague with its role, whatever the spelling of the address", async () => {
    await opens(maya);
    expect(await invites("BEN@tidewater.example", "agent")).toMatchObject({ invited: true });
    expect(await team()).toMatchObject([{ role: "owner" }, { role: "agent", joinedAt: null }]);
    expect(await opens(ben)).toMatchObject({ role: "agent", name: "Ben Tide" });
    expect(await team()).toHaveLength(2);
  });

  it("is not for somebody who only claims the address", async () => {
    await opens(maya);
    await invites("ben@tidewater.example", "owner");
    const impostor = { ...zoe, email: "ben@tidewater.example", email_verified: false };
    expect(await opens(impostor)).toMatchObject({ role: "viewer", email: `${zoe.id}@unverified.invalid` });
    expect(await opens(ben)).toMatchObject({ role: "owner" });
  });

  it("to a wrong address or a member says so", async () => {
    await opens(maya);
    expect(await invites("ben at tidewater", "agent")).toEqual({
      invited: false,
      say: "That is not an email address.",
    });
    expect(await invites("maya@tidewater.example", "viewer")).toMatchObject({ invited: false });
    expect(await team()).toMatchObject([{ role: "owner" }]);
  });

  it("withdrawn opens nothing", async () => {
    await opens(maya);
    const invited = await invites("ben@tidewater.example", "agent");
    await removes((invited as { staffId: string }).staffId);
    expect(await opens(ben)).toBeNull();
  });
});

describe("the team", () => {
  it("loses a member at once, who may be invited again", async () => {
    await opens(maya);
    const before = (await opens(ben))!;
    expect(await removes(before.id)).toEqual({ removed: true });
    expect(await opens(ben)).toBeNull();
    expect(await inShop(shopId, (shop) => findStaff(shop, before.id))).toBeNull();
    await invites("ben@tidewater.example", "agent");
    expect(await opens(ben)).toMatchObject({ id: before.id, role: "agent" });
  });

  it("always keeps an owner, also when two owners remove each other", async () => {
    const first = (await opens(maya))!;
    expect(await removes(first.id)).toMatchObject({ removed: false });
    expect(await ranks(first.id, "agent")).toMatchObject({ changed: false });
    const second = (await opens(ben))!;
    await ranks(second.id, "owner");
    await Promise.all([removes(first.id), removes(second.id)]);
    expect((await team()).filter(({ role }) => role === "owner")).toHaveLength(1);
  });

  it("of another shop is out of reach", async () => {
    await opens(maya);
    const other = crypto.randomUUID();
    await prisma.shop.create({ data: { id: other, domain: `${other}.myshopify.com`, installedAt: now() } });
    const [member] = await team();
    expect(
      await inShop(other, (shop) => setStaffRole(shop, { staffId: member!.id, role: "viewer" })),
    ).toMatchObject({
      changed: false,
    });
    expect(await inShop(other, (shop) => findStaff(shop, member!.id))).toBeNull();
  });

  it("gives the account owner every right back, whoever took it", async () => {
    const owner = (await opens(maya))!;
    const other = (await opens(ben))!;
    await ranks(other.id, "owner");
    await removes(owner.id);
    expect(await opens(maya)).toMatchObject({ id: owner.id, role: "owner" });
  });
});
