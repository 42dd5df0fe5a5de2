import { describe, expect, it } from "vitest";
import { bubbles, chatScene, openChat, untilBubbles, untilSent, write } from "#tests/browser/chat-scene.ts";

const scene = chatScene();

describe("who is here", () => {
  it("the same visitor finds the thread again after a week, in another tab", async () => {
    const page = await scene.visit();
    await openChat(page);
    await write(page, "Last week");
    await untilSent(page);
    await page.close();
    const later = await page.context().newPage();
    await later.clock.install({ time: Date.now() + 7 * 86_400_000 });
    await later.goto(scene.shop.url);
    await openChat(later);
    await untilBubbles(later, ["Last week"]);
    await expect(later.getByText("Today").count()).resolves.toBe(0);
  });

  it("signing in and out shows another thread each time, and keeps the unsent draft", async () => {
    const page = await scene.visit();
    await openChat(page);
    await write(page, "As a guest");
    await untilSent(page);
    await page.getByRole("textbox").fill("not yet said");
    scene.app.customer = { id: "7", firstName: "Ada" };
    await page.reload();
    await page.getByText("Hello Ada").waitFor();
    expect(await bubbles(page)).toEqual([]);
    await expect.poll(() => page.getByRole("textbox").inputValue()).toBe("not yet said");
    await write(page, "As Ada");
    await untilSent(page);
    scene.app.customer = null;
    await page.reload();
    await page.locator('.panel[data-state="live"]').waitFor();
    expect(await bubbles(page)).toEqual([]);
  });

  it("a message left unsent by one person is not sent in the name of the next", async () => {
    scene.app.customer = { id: "7", firstName: "Ada" };
    const page = await scene.visit();
    await openChat(page);
    scene.app.isDown = true;
    scene.app.cut();
    await write(page, "Ada's words");
    await page.locator(".list").getByText("Not sent yet").waitFor();
    scene.app.customer = null;
    scene.app.isDown = false;
    await page.reload();
    await page.locator('.panel[data-state="live"]').waitFor();
    await page.locator(".list").getByText("Not sent", { exact: true }).waitFor();
    expect([...scene.app.threads.values()].flatMap(({ messages }) => messages)).toEqual([]);
    await page.getByRole("button", { name: "Edit" }).click();
    await expect.poll(() => page.getByRole("textbox").inputValue()).toBe("Ada's words");
  });

  it("somebody else's session in the middle of a talk clears the thread, also in the other tab", async () => {
    const page = await scene.visit();
    await openChat(page);
    await write(page, "As a guest");
    const other = await page.context().newPage();
    await other.goto(scene.shop.url);
    await openChat(other);
    await untilBubbles(other, ["As a guest"]);
    scene.app.customer = { id: "7", firstName: "Ada" };
    scene.app.expireTokens();
    scene.app.cut();
    await page.getByText("Hello Ada").waitFor();
    await untilBubbles(page, []);
    await untilBubbles(other, []);
  });
});

describe("a browser that keeps nothing", () => {
  const refuse = () => {
    const deny = () => {
      throw new DOMException("denied", "SecurityError");
    };
    Object.defineProperty(window, "localStorage", { get: deny });
    Object.defineProperty(window, "sessionStorage", { get: deny });
    Object.defineProperty(window, "BroadcastChannel", { value: undefined });
    Object.defineProperty(navigator, "locks", {
      value: { request: () => Promise.reject(new Error("denied")) },
    });
  };

  it("still talks as long as the page lives", async () => {
    const page = await scene.visit({}, (context) => context.addInitScript(refuse));
    await openChat(page);
    await write(page, "One");
    await write(page, "Two");
    await untilSent(page);
    scene.app.expireTokens();
    await write(page, "Three");
    await untilBubbles(page, ["One", "Two", "Three"]);
    expect(scene.app.threads.size).toBe(1);
  });

  it("keeps what is written while the app is down", async () => {
    scene.app.isDown = true;
    const page = await scene.visit({}, (context) => context.addInitScript(refuse));
    await page.locator(".launcher").click();
    await write(page, "Kept");
    await page.locator(".list").getByText("Not sent yet").waitFor();
    scene.app.isDown = false;
    await untilSent(page);
    await untilBubbles(page, ["Kept"]);
  });

  it("reads kept things that are broken as nothing", async () => {
    const page = await scene.visit({}, (context) =>
      context.addInitScript(() => {
        if (!location.protocol.startsWith("http")) return;
        localStorage.setItem("threadline:outbox", "{broken");
        localStorage.setItem("threadline:drafts", "{broken");
        localStorage.setItem("threadline:visitor", "forged");
      }),
    );
    await page.locator(".launcher").click();
    await write(page, "Hello");
    await untilSent(page);
  });
});
