import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CastMember } from "#sandbox/shopify/store/truth-types.ts";
import { type App, install, look, settled, startApp, stopApps } from "#tests/app.ts";
import { openChat, openSession, Shopper } from "#tests/chat.ts";
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

const conversations = () =>
  look(shopId, ({ tx }) => tx.conversation.findMany({ orderBy: { createdAt: "asc" } }));

describe("a signed-in shopper in the storefront chat", () => {
  it("hears of their own order, as a text with a card, the parcel's page and the carrier's", async () => {
    const { customerId, orderName } = cast["on-time"]!;
    const ada = await openChat(app, { customer: customerId });
    await ada.say(`Where is ${orderName}?`);
    await settled();
    const answer = await ada.lastAnswer();
    expect(answer).toMatchObject({ author: { kind: "assistant" }, state: "sent", card: { kind: "order" } });
    expect(answer?.text).toContain(orderName);
    expect(answer?.link?.url).toMatch(/^http.*\/track\//);
    expect(answer?.card?.parcels[0]?.link?.url).toMatch(/^https:/);
  });

  it("is asked which order is meant where several are open, and answers by pressing one", async () => {
    const { customerId } =
      cast["several-open-orders"] ?? cast["several open"] ?? cast.several ?? cast["on-time"]!;
    const shopper = await openChat(app, { customer: customerId });
    await shopper.say("where is my order?");
    await settled();
    const question = await shopper.lastAnswer();
    const order = question?.choices.find(({ id }) => id.startsWith("order:"));
    if (!order) return expect(question?.card).not.toBeNull();
    await shopper.say(order.label, { choice: order.id });
    await settled();
    expect((await shopper.lastAnswer())?.card?.kind).toBe("order");
  });

  it("cannot hear of somebody else's order by its number", async () => {
    const bruno = await openChat(app, { customer: cast.late!.customerId });
    const other = (await town.cast()).find(
      ({ customerId, orderName }) => orderName && customerId !== cast.late!.customerId,
    )!;
    await bruno.say(`where is ${other.orderName}`);
    await settled();
    const answer = await bruno.lastAnswer();
    expect(answer?.card).toBeNull();
    expect(answer?.text).toContain("6-digit code");
  });
});

describe("a visitor nobody knows", () => {
  it("proves an order by the code sent to the address on it, and hears of it then", async () => {
    const { orderName, customerEmail } = cast["on-time"]!;
    const visitor = await openChat(app);
    await visitor.say(`where is my order ${orderName}`);
    await settled();
    expect((await visitor.lastAnswer())?.text).toContain("6-digit code");
    const [mail] = (await town.mail(customerEmail!)).slice(-1);
    const code = /\d{6}/.exec(mail!.text)![0];
    expect(JSON.stringify(await visitor.thread())).not.toContain(code);
    await visitor.say(code);
    await settled();
    expect((await visitor.lastAnswer())?.text).toContain(orderName);
    const kept = await look(shopId, ({ tx }) => tx.message.findMany({ where: { direction: "code" } }));
    expect(JSON.stringify(kept)).not.toContain(code);
  });

  it("gets nowhere with a wrong code", async () => {
    const visitor = await openChat(app);
    await visitor.say(`order ${cast.late!.orderName}`);
    await settled();
    await visitor.say("000000");
    await settled();
    expect((await visitor.lastAnswer())?.text).toBe("That code is not right, or it no longer works.");
  });

  it("keeps their thread when they come back, and takes it along when they sign in", async () => {
    const first = await openChat(app);
    await first.say("hello");
    await settled();
    const again = await openChat(app, { visitor: first.session.visitor });
    expect((await again.thread()).map(({ text }) => text)).toContain("hello");
    const signedIn = await openChat(app, {
      visitor: first.session.visitor,
      customer: cast.delivered!.customerId,
    });
    expect((await signedIn.thread()).map(({ text }) => text)).toContain("hello");
    // Whoever kept the anonymous secret must not read on in the signed-in thread.
    const thief = await openChat(app, { visitor: first.session.visitor });
    expect(await thief.thread()).toEqual([]);
    const after = new Shopper(app, await openSession(app, { visitor: signedIn.session.visitor }));
    expect(await after.thread()).toEqual([]);
  });
});

describe("the message door", () => {
  it("writes a message once, however often it is posted", async () => {
    const visitor = await openChat(app);
    const clientId = randomUUID();
    const posts = await Promise.all(Array.from({ length: 6 }, () => visitor.say("hi there", { clientId })));
    expect(new Set(posts.map(({ id }) => id)).size).toBe(1);
    await settled();
    expect((await visitor.thread()).filter(({ from }) => from === "shop")).toHaveLength(1);
  });

  it("refuses what is too long, empty or malformed in words, and loses nothing of what was there", async () => {
    const visitor = await openChat(app);
    await visitor.say("first");
    const long = await visitor.post("/chat/messages", { clientId: randomUUID(), text: "x".repeat(10_000) });
    expect(long.status).toBe(400);
    expect(await long.json()).toMatchObject({ error: "too-long", say: expect.stringContaining("4,000") });
    expect((await visitor.post("/chat/messages", { clientId: randomUUID(), text: "  " })).status).toBe(400);
    expect((await visitor.call("/chat/messages", { method: "POST", body: "{not json" })).status).toBe(400);
    await visitor.say("😀🎉 où est ma commande ? \u0000 \ud83d");
    await settled();
    expect((await visitor.thread()).filter(({ from }) => from === "shopper")).toHaveLength(2);
  });

  it("opens to nobody without a pass, with an old pass or with another's signature", async () => {
    const visitor = await openChat(app);
    const forged = new Shopper(app, {
      ...visitor.session,
      token: `${visitor.session.token.slice(0, -3)}AAA`,
    });
    const before = await conversations();
    expect((await forged.post("/chat/messages", { clientId: randomUUID(), text: "hi" })).status).toBe(401);
    expect((await fetch(`${app.url}/chat/thread`)).status).toBe(401);
    expect(await conversations()).toEqual(before);
  });
});

describe("a picture", () => {
  it("is drawn anew, shown by its signed address only, and goes to a person", async () => {
    const { default: sharp } = await import("sharp");
    const png = await sharp({ create: { width: 40, height: 30, channels: 3, background: "#c33" } })
      .png()
      .toBuffer();
    const visitor = await openChat(app);
    const kept = await visitor.call("/chat/files", {
      method: "POST",
      headers: { "content-type": "image/png" },
      body: new Uint8Array(png),
    });
    const { id, url, width } = (await kept.json()) as { id: string; url: string; width: number };
    expect(width).toBe(40);
    const message = await visitor.say("it arrived broken", { files: [id] });
    expect(message.files).toMatchObject([{ id }]);
    const shown = await fetch(url);
    expect([shown.status, shown.headers.get("content-type")]).toEqual([200, "image/webp"]);
    expect((await fetch(url.replace(/files\/.{4}/, "files/AAAA"))).status).toBe(403);
    const fake = await visitor.call("/chat/files", { method: "POST", body: "<svg onload=alert(1)>" });
    expect(fake.status).toBe(415);
    await settled();
    expect((await conversations()).at(-1)?.handedOverBecause).toBe("Sent a picture.");
    const another = { clientId: randomUUID(), text: "and here", files: [id] };
    expect((await visitor.post("/chat/messages", another)).status).toBe(410);
    expect((await visitor.thread()).map(({ text }) => text)).not.toContain("and here");
  });
});
