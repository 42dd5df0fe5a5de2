import { describe, expect, it } from "vitest";
import {
  bubbles,
  chatScene,
  openChat,
  untilBubbles,
  untilSent,
  untilState,
  write,
} from "#tests/browser/chat-scene.ts";

const scene = chatScene();
const texts = () => scene.app.only()?.messages.map(({ text }) => text) ?? [];
const asked = (path: string) => scene.app.asked.filter((request) => request.path === path).length;

describe("following the thread", () => {
  it("misses nothing and repeats nothing over twenty cuts in the middle of a talk", async () => {
    const page = await scene.visit();
    await openChat(page);
    for (let n = 1; n <= 20; n++) {
      scene.app.say({ text: `Answer ${n}a` });
      scene.app.cut();
      scene.app.say({ text: `Answer ${n}b` });
      if (n % 5 === 0) await write(page, `Question ${n}`);
      await page.locator(".list").getByText(`Answer ${n}b`, { exact: true }).waitFor();
    }
    await expect.poll(() => texts().length).toBe(44);
    await untilBubbles(page, texts());
  });

  it("changes a message in place when the app corrects it", async () => {
    const page = await scene.visit();
    await openChat(page);
    const message = scene.app.say({ text: "Comes tommorow" });
    await untilBubbles(page, ["Comes tommorow"]);
    scene.app.change(message, { text: "Comes tomorrow" });
    await untilBubbles(page, ["Comes tomorrow"]);
  });

  it("shows who is typing until the answer is there", async () => {
    const page = await scene.visit();
    await openChat(page);
    scene.app.typing("Ben");
    await page.getByText("Ben is typing…").waitFor();
    scene.app.say({ text: "Here you are" });
    await page.locator(".list").getByText("Here you are").waitFor();
    await page.getByText("Ben is typing…").waitFor({ state: "hidden" });
  });

  it("comes back by itself when the server says goodbye", async () => {
    const page = await scene.visit();
    await openChat(page);
    scene.app.bye(50);
    await expect.poll(() => asked("/chat/stream")).toBe(2);
    scene.app.say({ text: "Back" });
    await untilBubbles(page, ["Back"]);
  });

  it("polls where streams do not get through", async () => {
    const page = await scene.visit({}, (context) =>
      context.addInitScript(() => {
        // A middlebox that lets heads through and holds bodies back.
        Object.defineProperty(Response.prototype, "body", { get: () => null });
      }),
    );
    await page.locator(".launcher").click();
    await untilState(page, "polling");
    await write(page, "Hello");
    await untilSent(page);
    scene.app.say({ text: "Found by asking" });
    await untilBubbles(page, ["Hello", "Found by asking"]);
  });

  it("polls where something on the way holds a stream's words back, and takes the stream again later", async () => {
    scene.app.canStream = "silent";
    const page = await scene.visit();
    await page.clock.install();
    await openChat(page);
    await page.clock.runFor(10_000);
    await untilState(page, "polling");
    scene.app.say({ text: "Found by asking" });
    await page.clock.runFor(5_000);
    await untilBubbles(page, ["Found by asking"]);
    scene.app.canStream = true;
    for (let polls = 0; asked("/chat/stream") < 2 && polls < 30; polls++) {
      const heard = page.waitForResponse(/chat\/(thread|stream)/);
      await page.clock.runFor(5_000);
      await heard;
    }
    await untilState(page, "live");
  });

  it("tells an offline visitor so, and goes on when the network is back", async () => {
    const page = await scene.visit();
    await openChat(page);
    await page.context().setOffline(true);
    await page.getByText("You are offline").waitFor();
    await write(page, "Later");
    await page.locator(".list").getByText("Not sent yet").waitFor();
    await page.context().setOffline(false);
    await untilSent(page);
    expect(texts()).toEqual(["Later"]);
  });

  it("goes on after the browser put the page aside and brought it back", async () => {
    const page = await scene.visit();
    await openChat(page);
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true })));
    await expect.poll(() => [...(scene.app.only()?.streams ?? [])].length).toBe(0);
    scene.app.say({ text: "While you were away" });
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
    await untilBubbles(page, ["While you were away"]);
    await expect.poll(() => asked("/chat/stream")).toBe(2);
  });

  it("counts answers on the button while the chat is closed, and tells the app once they are read", async () => {
    const page = await scene.visit();
    await openChat(page);
    await page.getByRole("button", { name: "Close chat" }).click();
    scene.app.say({ text: "One" });
    scene.app.say({ text: "Two" });
    await page.getByRole("button", { name: "Unread messages: 2" }).click();
    await expect.poll(() => scene.app.only()?.readUpTo).toBe(2);
    await page.getByRole("button", { name: "Close chat" }).click();
    await page.getByRole("button", { name: "Chat with us", exact: true }).waitFor();
  });

  it("leaves whoever reads further up in peace, and offers the new messages", async () => {
    const page = await scene.visit();
    await openChat(page);
    for (let n = 1; n <= 30; n++) scene.app.say({ text: `Answer ${n}` });
    await page.locator(".list").getByText("Answer 30").waitFor();
    await page.locator(".log").evaluate((log) => log.scrollTo(0, 0));
    await page.locator(".list").getByText("Answer 1", { exact: true }).waitFor();
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    scene.app.say({ text: "The newest" });
    await page.getByRole("button", { name: "New messages" }).click();
    await page.getByRole("button", { name: "New messages" }).waitFor({ state: "hidden" });
    const { log, last } = await page.evaluate(() => {
      const root = document.querySelector("threadline-chat")!.shadowRoot!;
      const box = (selector: string) => root.querySelector(selector)!.getBoundingClientRect().bottom;
      return { log: box(".log"), last: box(".list > li:last-child") };
    });
    expect(last).toBeLessThanOrEqual(log);
  });
});

describe("two tabs", () => {
  it("show the same thread, send once, and share what was read", async () => {
    const one = await scene.visit();
    await openChat(one);
    const two = await one.context().newPage();
    await two.goto(scene.shop.url);
    await openChat(two);
    await write(one, "From the first");
    await untilBubbles(two, ["From the first"]);
    await write(two, "From the second");
    await untilBubbles(one, ["From the first", "From the second"]);
    for (const tab of [one, two]) await tab.getByRole("button", { name: "Close chat" }).click();
    scene.app.say({ text: "Answer" });
    for (const tab of [one, two]) await tab.getByRole("button", { name: "Unread messages: 1" }).waitFor();
    await openChat(one);
    await two.getByRole("button", { name: "Chat with us", exact: true }).waitFor();
    expect(texts()).toEqual(["From the first", "From the second", "Answer"]);
    expect(scene.app.threads.size).toBe(1);
  });

  it("send what waits once, although both come back at the same moment", async () => {
    const one = await scene.visit();
    await openChat(one);
    const two = await one.context().newPage();
    await two.goto(scene.shop.url);
    await openChat(two);
    scene.app.isDown = true;
    scene.app.cut();
    for (const n of [1, 2, 3]) await write(n === 2 ? two : one, `Waiting ${n}`);
    await two.locator(".list").getByText("Not sent yet").nth(2).waitFor();
    scene.app.isDown = false;
    await untilBubbles(one, ["Waiting 1", "Waiting 2", "Waiting 3"]);
    await untilSent(two);
    expect(await bubbles(two)).toEqual(["Waiting 1", "Waiting 2", "Waiting 3"]);
    expect(texts()).toEqual(["Waiting 1", "Waiting 2", "Waiting 3"]);
  });
});
