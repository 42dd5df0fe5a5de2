import { beforeAll, describe, expect, it } from "vitest";
import { HOUR, later, now } from "#app/clock.ts";
import { disconnectAccount } from "#app/channels/disconnect-account.ts";
import { inShop, prisma } from "#app/db.server.ts";
import { connectWhatsApp } from "#app/desk/connect-whatsapp.ts";
import { finishSignIn, takeOffer } from "#app/desk/finish-sign-in.ts";
import type { Back } from "#app/desk/meta-sign-in.ts";
import { beginAtMeta } from "#tests/sign-in.ts";
import { control } from "#tests/town.ts";
import { NUMBER_ID, WABA, WHATSAPP_TOKEN } from "#tests/whatsapp.ts";

const OURS = "whatsapp-ours";
const THEIRS = "whatsapp-theirs";
const owner = "an-owner";
/** Whoever begins a sign-in, as they stand on the team. */
const rank = (role: "owner" | "agent") =>
  inShop(OURS, ({ tx }) => {
    const member = { name: "Maya", email: "maya@tide.example", role };
    const where = { shopId_id: { shopId: OURS, id: owner } };
    return tx.staffMember.upsert({ where, create: { shopId: OURS, id: owner, ...member }, update: { role } });
  });
const signUp = async () => (await control<{ code: string }>("POST", "/whatsapp/signup", {})).code;
/** As Meta sends the merchant back. */
const backWith = (more: Record<string, string>): Back => {
  const { url, cookies } = beginAtMeta("whatsapp", { shopId: OURS, staffId: owner });
  const state = new URL(url).searchParams.get("state")!;
  return { query: new URLSearchParams({ state, ...more }), cookies };
};
const finish = (back: Back, at = now()) => finishSignIn("whatsapp", back, at);
const take = (offer: string) => takeOffer("whatsapp", offer, now());
const connected = (shopId: string) =>
  inShop(shopId, ({ tx }) => tx.channelAccount.findMany({ where: { removedAt: null } }));
const disconnectAll = (shopId: string) =>
  inShop(shopId, async (shop) => {
    for (const { id } of await shop.tx.channelAccount.findMany()) await disconnectAccount(shop, id);
  });

beforeAll(async () => {
  for (const id of [OURS, THEIRS])
    await prisma.shop.create({ data: { id, domain: `${id}.myshopify.com`, installedAt: now() } });
  await rank("owner");
});

describe("a merchant who goes through Meta's sign-up", () => {
  it("has their number connected, and the account tells us of its messages", async () => {
    const done = await finish(backWith({ code: await signUp() }));
    expect(done).toMatchObject({
      as: "connected",
      adminUrl: expect.stringContaining("/settings/channels/whatsapp"),
    });
    expect(await connected(OURS)).toMatchObject([{ sender: "+15550783881", provider: "whatsapp" }]);
    const { accounts } = await control<{ accounts: { isSubscribed: boolean }[] }>("GET", "/whatsapp");
    expect(accounts).toMatchObject([{ isSubscribed: true }]);
  });

  it("is told so where the sign-up is not ours, too old, refused by them, or its code was used", async () => {
    const code = await signUp();
    const forged = backWith({ code, state: "forged" });
    expect(await finish(forged)).toMatchObject({ as: "refused" });
    const late = backWith({ code });
    expect(await finish(late, later(now(), 2 * HOUR))).toMatchObject({ as: "refused" });
    expect(await finish(backWith({ error: "access_denied" }))).toMatchObject({
      say: expect.stringContaining("not given leave"),
    });
    await finish(backWith({ code }));
    expect(await finish(backWith({ code }))).toMatchObject({ as: "refused" });
  });

  it("chooses where the account has several numbers, and an offer that was changed opens nothing", async () => {
    await disconnectAll(OURS);
    await control("POST", "/whatsapp/numbers/7001", {
      wabaId: WABA,
      display: "15550009999",
      isRegistered: false,
    });
    const choice = await finish(backWith({ code: await signUp() }));
    if (choice.as !== "choice") throw new Error(`there was no choice: ${choice.as}`);
    expect(choice.choices.map(({ label }) => label)).toHaveLength(2);
    const { offer } = choice.choices.find(({ label }) => label.includes("9999"))!;
    expect(await take(`${offer.slice(0, -4)}AAAA`)).toMatchObject({ as: "refused" });
    expect(await take(offer)).toMatchObject({ as: "connected" });
    // It was not on the Cloud API yet: connecting has registered it there.
    const { numbers } = await control<{ numbers: { id: string; isRegistered: boolean }[] }>(
      "GET",
      "/whatsapp",
    );
    expect(numbers.find(({ id }) => id === "7001")).toMatchObject({ isRegistered: true });
    expect(await connected(OURS)).toMatchObject([{ sender: "+15550009999" }]);
  });
});

describe("whoever is no owner any more when they come back from Meta", () => {
  it("connects nothing, neither at once nor by an offer they were made before", async () => {
    await disconnectAll(OURS);
    const choice = await finish(backWith({ code: await signUp() }));
    if (choice.as !== "choice") throw new Error(`there was no choice: ${choice.as}`);
    await rank("agent");
    const refused = { as: "refused", say: expect.stringContaining("Only an owner") };
    expect(await take(choice.choices[0]!.offer)).toMatchObject(refused);
    expect(await finish(backWith({ code: await signUp() }))).toMatchObject(refused);
    expect(await connected(OURS)).toEqual([]);
    await rank("owner");
  });
});

describe("a merchant who pastes a token", () => {
  it("is told by Meta's own word what it does not open", async () => {
    expect(await connectWhatsApp(OURS, { token: "" })).toMatchObject({ say: "The token is missing." });
    const wrong = await connectWhatsApp(OURS, { token: "EAAwrong", wabaId: WABA });
    expect(wrong).toMatchObject({ connected: false, say: expect.stringContaining("no longer accepts") });
  });

  it("cannot take a number that answers for another shop", async () => {
    await disconnectAll(OURS);
    const asked = { token: WHATSAPP_TOKEN, phoneNumberId: NUMBER_ID };
    expect(await connectWhatsApp(THEIRS, asked)).toMatchObject({ connected: true });
    expect(await connectWhatsApp(OURS, asked)).toEqual({
      connected: false,
      say: "Another shop has this number connected.",
    });
    await disconnectAll(THEIRS);
    expect(await connectWhatsApp(OURS, asked)).toMatchObject({ connected: true });
  });
});
