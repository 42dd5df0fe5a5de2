import { describe, expect, it } from "vitest";
import {
  chatScene,
  openChat,
  untilBubbles,
  untilSent,
  untilState,
  write,
} from "#tests/browser/chat-scene.ts";

const scene = chatScene();
const paths = () => scene.shop.asked.map(({ path }) => path);

describe("before anybody clicks", () => {
  it("a visitor without a thread costs the loader and nothing else, and nothing on the page moves", async () => {
    const page = await scene.visit({}, (context) =>
      context.addInitScript(() => {
        const seen = window as unknown as { shifts: number };
        seen.shifts = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) seen.shifts += (entry as unknown as { value: number }).value;
        }).observe({ type: "layout-shift", buffered: true });
      }),
    );
    await page.getByRole("button", { name: "Chat with us" }).hover();
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
    expect(paths()).toEqual(["/", "/ext/threadline-loader.js"]);
    expect(scene.app.asked).toEqual([]);
    await openChat(page);
    expect(await page.evaluate(() => (window as unknown as { shifts: number }).shifts)).toBe(0);
  });

  it("a visitor with a thread costs one small session call, and sees how many answers wait", async () => {
    const page = await scene.visit();
    await openChat(page);
    await write(page, "Hello?");
    await untilSent(page);
    await page.getByRole("button", { name: "Close chat" }).click();
    await page.goto("about:blank");
    scene.app.say({ text: "Hi" });
    scene.app.say({ text: "Still there?" });
    scene.shop.asked.length = 0;
    scene.app.asked.length = 0;
    const session = page.waitForResponse(/chat\/session/);
    await page.goto(`${scene.shop.url}/products/boots`);
    await page.getByRole("button", { name: "Chat with us. Unread messages: 2" }).waitFor();
    expect((await (await session).body()).length).toBeLessThan(2000);
    expect(paths()).toEqual([
      "/products/boots",
      "/ext/threadline-loader.js",
      "/apps/threadline/chat/session",
    ]);
    expect(scene.app.asked).toEqual([]);
  });

  it("the theme editor hears from the embed, ordinary visitors' pages do not report", async () => {
    scene.shop.head = "<script>Shopify = { designMode: true }</script>";
    await scene.visit();
    const beat = () => scene.shop.asked.find(({ path }) => path.endsWith("/heartbeat"))?.body ?? "{}";
    await expect.poll(() => JSON.parse(beat())).toEqual({ designMode: true });
  });

  it("hides on phones where the merchant says so", async () => {
    scene.shop.embed = { settings: { mobile: false } };
    const page = await scene.visit({ viewport: { width: 360, height: 700 } });
    await expect(page.locator(".launcher").isVisible()).resolves.toBe(false);
  });
});

describe("opening", () => {
  it("greets a signed-in customer by name, says when an answer comes and that a machine may write it", async () => {
    scene.app.customer = { id: "7", firstName: "Ada" };
    const page = await scene.visit();
    await openChat(page);
    await page.getByText("Hello Ada").waitFor();
    await page.getByText("We usually answer within 10 minutes").waitFor();
    await page.getByText("Answers may come from an automatic assistant").waitFor();
  });

  it("opens from any link to #threadline in the theme", async () => {
    const page = await scene.visit();
    await page.evaluate(() =>
      document.body.insertAdjacentHTML("beforeend", '<a href="#threadline">Ask us</a>'),
    );
    await page.getByRole("link", { name: "Ask us" }).click();
    await untilState(page, "live");
  });

  it("opens one panel although it is already on its way for words that wait to be sent", async () => {
    const gate = Promise.withResolvers<void>();
    const page = await scene.visit({}, async (context) => {
      await context.route(/threadline-panel/, async (route) => {
        await gate.promise;
        await route.continue();
      });
      await context.addInitScript(() => {
        if (!location.protocol.startsWith("http")) return;
        const entry = {
          clientId: "waiting-since-yesterday",
          text: "Kept",
          at: new Date().toISOString(),
          state: "waiting",
        };
        localStorage.setItem("threadline:outbox", JSON.stringify([entry]));
      });
    });
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
    await page.locator(".launcher").click();
    gate.resolve();
    await untilBubbles(page, ["Kept"]);
    await expect(page.locator(".panel").count()).resolves.toBe(1);
  });

  it("says so when its script cannot be loaded, and opens at the next try", async () => {
    scene.shop.embed = { settings: { email: "help@tidewater.example" } };
    const page = await scene.visit();
    await page.route(/threadline-panel/, (route) => route.abort(), { times: 1 });
    await page.locator(".launcher").click();
    await page.getByText("The chat could not be loaded").waitFor();
    await page.getByRole("link", { name: "help@tidewater.example" }).waitFor();
    await openChat(page);
  });

  it("stays open over a navigation on a computer, without taking the focus, and closed once closed", async () => {
    const page = await scene.visit();
    await openChat(page);
    await write(page, "Hello?");
    await untilSent(page);
    await page.getByRole("link", { name: "Boots" }).click();
    await untilBubbles(page, ["Hello?"]);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("BODY");
    await page.getByRole("button", { name: "Close chat" }).click();
    await page.reload();
    await page.locator(".launcher").waitFor();
    await expect(page.locator(".panel").count()).resolves.toBe(0);
  });

  it("shows the last fifty messages of a long thread and the earlier ones on request", async () => {
    const page = await scene.visit();
    await openChat(page);
    await write(page, "First");
    await untilSent(page);
    for (let n = 1; n <= 70; n++) scene.app.say({ text: `Answer ${n}` });
    await page.reload();
    await page.locator(".list").getByText("Answer 70").waitFor();
    await expect(page.locator(".list").getByText("Answer 20", { exact: true }).count()).resolves.toBe(0);
    await page.getByRole("button", { name: "Earlier messages" }).click();
    await page.locator(".list").getByText("First", { exact: true }).waitFor({ state: "attached" });
    await expect.poll(() => page.locator(".bubble").count()).toBe(71);
    await page.getByRole("button", { name: "Earlier messages" }).waitFor({ state: "hidden" });
  });
});
