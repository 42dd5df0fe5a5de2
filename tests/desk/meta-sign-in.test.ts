import { beforeAll, beforeEach, expect, it } from "vitest";
import type { Outbound } from "#app/channels/channel.ts";
import { messenger } from "#app/channels/messenger.server.ts";
import { loadAccount } from "#app/channels/accounts.ts";
import { now } from "#app/clock.ts";
import { inShop, prisma } from "#app/db.server.ts";
import { finishFacebook, finishInstagram, takeOffer } from "#app/desk/finish-sign-in.ts";
import { signInUrl } from "#app/desk/meta-sign-in.ts";
import { OFFICE_HOURS } from "#app/shop/business-hours.ts";
import { control, town } from "#tests/town.ts";

const SHOP = "meta-sign-in";
const ADA = "1254477777772919";
const PAGES = ["123456789012345", "223456789012345"];
const owner = "an-owner";
/** Whoever begins a sign-in, as they stand on the team. */
const rank = (role: "owner" | "agent") =>
  inShop(SHOP, ({ tx }) => {
    const member = { name: "Maya", email: "maya@tide.example", role };
    const where = { shopId_id: { shopId: SHOP, id: owner } };
    return tx.staffMember.upsert({ where, create: { shopId: SHOP, id: owner, ...member }, update: { role } });
  });

beforeAll(async () => {
  await town.reset();
  await prisma.shop.create({ data: { id: SHOP, domain: `${SHOP}.myshopify.com`, installedAt: now() } });
  await inShop(SHOP, ({ tx }) =>
    tx.shopSettings.create({
      data: { shopId: SHOP, businessHours: OFFICE_HOURS, languages: [], answersOn: true },
    }),
  );
});

beforeEach(() => rank("owner"));

/** The merchant signs in and agrees; where they are sent back to. */
async function signIn(channel: "messenger" | "instagram"): Promise<URLSearchParams> {
  const answer = await fetch(signInUrl({ shopId: SHOP, staffId: owner }, channel, now())!, {
    redirect: "manual",
  });
  return new URL(answer.headers.get("location")!).searchParams;
}

const accounts = () => inShop(SHOP, ({ tx }) => tx.channelAccount.findMany({ orderBy: { channel: "asc" } }));

it("an Instagram account is connected by signing in, and its token lasts sixty days", async () => {
  await control("POST", "/instagram/accounts", { id: "17841400000000001", username: "tide" });
  const back = await signIn("instagram");
  expect(await finishInstagram(back, now())).toMatchObject({ as: "connected" });
  const [account] = await accounts();
  expect(account).toMatchObject({ sender: "17841400000000001", settings: { name: "tide" } });
  const days = (account!.expiresAt!.getTime() - now().getTime()) / 86_400_000;
  expect(Math.round(days)).toBe(60);
});

it("of several Pages the merchant chooses one, and an offer that was changed opens nothing", async () => {
  for (const id of PAGES) await control("POST", "/messenger/accounts", { id, name: `Page ${id}` });
  const signedIn = await finishFacebook(await signIn("messenger"), now());
  if (signedIn.as !== "choice") throw new Error(JSON.stringify(signedIn));
  const [first] = signedIn.pages;
  const changed = `${first!.offer.slice(0, -2)}AA`;
  expect(await takeOffer(changed, now())).toMatchObject({ as: "refused" });
  expect(await takeOffer(first!.offer, now())).toMatchObject({ as: "connected" });
  expect((await accounts()).at(-1)).toMatchObject({ channel: "messenger", sender: PAGES[0] });
});

it("a state that is not ours, or of the other channel, connects nothing", async () => {
  const back = await signIn("instagram");
  expect(await finishFacebook(back, now())).toMatchObject({ as: "refused" });
  expect(await finishInstagram(new URLSearchParams({ code: "x", state: "x.y" }), now())).toMatchObject({
    as: "refused",
  });
});

it("who is no owner any more when they come back from Meta connects nothing", async () => {
  const signedIn = await finishFacebook(await signIn("messenger"), now());
  if (signedIn.as !== "choice") throw new Error(JSON.stringify(signedIn));
  const [before, atInstagram] = [await accounts(), await signIn("instagram")];
  await rank("agent");
  const refused = { as: "refused", say: expect.stringContaining("Only an owner") };
  expect(await takeOffer(signedIn.pages[1]!.offer, now())).toMatchObject(refused);
  expect(await finishInstagram(atInstagram, now())).toMatchObject(refused);
  expect(await accounts()).toEqual(before);
});

it("the tag for people is never put on what no person wrote, whatever Meta answers", async () => {
  const page = (await accounts()).find(({ channel }) => channel === "messenger")!;
  const account = (await inShop(SHOP, (shop) => loadAccount(shop, page.id)))!;
  await control("POST", `/messenger/people/${ADA}/write`, { to: page.sender, text: "Hello" });
  await town.clock.advance(30 * 3_600_000);
  const send = (isByPerson: boolean) =>
    messenger.send(
      account,
      { ...aMessage, to: `${page.sender}:${ADA}`, isByPerson },
      AbortSignal.timeout(60_000),
    );
  expect(await send(false)).toEqual({ as: "refused", code: "10:2018278", effect: "window-closed" });
  expect(await send(true)).toMatchObject({ as: "accepted" });
  expect(await town.ledger()).toMatchObject([{ tag: "HUMAN_AGENT", body: "We are back." }]);
});

const aMessage: Outbound = {
  messageId: "a-message",
  to: "",
  text: "We are back.",
  choices: [],
  template: null,
  subject: null,
  media: [],
  callbackUrl: "",
  unsubscribeUrl: null,
  locale: "en",
  references: [],
  isByPerson: false,
  isMarketing: false,
  until: null,
  claimedAt: new Date(0),
};
