import { beforeAll, beforeEach, expect, it } from "vitest";
import { messenger } from "#app/channels/messenger.server.ts";
import { loadAccount } from "#app/channels/accounts.ts";
import { HOUR, later, now } from "#app/clock.ts";
import { inShop, prisma } from "#app/db.server.ts";
import { finishSignIn, takeOffer } from "#app/desk/finish-sign-in.ts";
import { beginSignIn, signInPass } from "#app/desk/meta-sign-in.ts";
import { env } from "#app/env.server.ts";
import { OFFICE_HOURS } from "#app/shop/business-hours.ts";
import { signInAtMeta } from "#tests/sign-in.ts";
import { control, town } from "#tests/town.ts";
import { anOutbound } from "#tests/channels/an-outbound.ts";

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

const began = { shopId: SHOP, staffId: owner };
const signIn = (channel: "messenger" | "instagram") => signInAtMeta(channel, began);

const accounts = () => inShop(SHOP, ({ tx }) => tx.channelAccount.findMany({ orderBy: { channel: "asc" } }));

it("an Instagram account is connected by signing in, and its token lasts sixty days", async () => {
  await control("POST", "/instagram/accounts", { id: "17841400000000001", username: "tide" });
  const back = await signIn("instagram");
  expect(await finishSignIn("instagram", back, now())).toMatchObject({ as: "connected" });
  const [account] = await accounts();
  expect(account).toMatchObject({ sender: "17841400000000001", settings: { name: "tide" } });
  const days = (account!.expiresAt!.getTime() - now().getTime()) / 86_400_000;
  expect(Math.round(days)).toBe(60);
});

it("of several Pages the merchant chooses one, and an offer that was changed opens nothing", async () => {
  for (const id of PAGES) await control("POST", "/messenger/accounts", { id, name: `Page ${id}` });
  const signedIn = await finishSignIn("messenger", await signIn("messenger"), now());
  if (signedIn.as !== "choice") throw new Error(JSON.stringify(signedIn));
  const [first] = signedIn.choices;
  const changed = `${first!.offer.slice(0, -2)}AA`;
  expect(await takeOffer("messenger", changed, now())).toMatchObject({ as: "refused" });
  expect(await takeOffer("whatsapp", first!.offer, now())).toMatchObject({ as: "refused" });
  expect(await takeOffer("messenger", first!.offer, now())).toMatchObject({ as: "connected" });
  expect((await accounts()).at(-1)).toMatchObject({ channel: "messenger", sender: PAGES[0] });
});

it("a state that is not ours, or of the other channel, connects nothing", async () => {
  const back = await signIn("instagram");
  expect(await finishSignIn("messenger", back, now())).toMatchObject({ as: "refused" });
  const forged = { ...back, query: new URLSearchParams({ code: "x", state: "x.y" }) };
  expect(await finishSignIn("instagram", forged, now())).toMatchObject({ as: "refused" });
});

it("an hour after it was begun a sign-in connects nothing, and an hour old page of settings begins none", async () => {
  const [back, before] = [await signIn("instagram"), await accounts()];
  const tooOld = { as: "refused", say: expect.stringContaining("too old") };
  expect(await finishSignIn("instagram", back, later(now(), HOUR))).toMatchObject(tooOld);
  const asked = { pass: signInPass(began, "instagram", now())!, origin: new URL(env.SHOPIFY_APP_URL).origin };
  expect(beginSignIn("messenger", asked, now())).toMatchObject({ begun: false });
  expect(beginSignIn("instagram", asked, later(now(), HOUR))).toMatchObject({
    begun: false,
    say: expect.stringContaining("Load them again"),
  });
  expect(await accounts()).toEqual(before);
});

it("who is no owner any more when they come back from Meta connects nothing", async () => {
  const signedIn = await finishSignIn("messenger", await signIn("messenger"), now());
  if (signedIn.as !== "choice") throw new Error(JSON.stringify(signedIn));
  const [before, atInstagram] = [await accounts(), await signIn("instagram")];
  await rank("agent");
  const refused = { as: "refused", say: expect.stringContaining("Only an owner") };
  expect(await takeOffer("messenger", signedIn.choices[1]!.offer, now())).toMatchObject(refused);
  expect(await finishSignIn("instagram", atInstagram, now())).toMatchObject(refused);
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

const aMessage = { ...anOutbound, messageId: "a-message", to: "", text: "We are back." };
