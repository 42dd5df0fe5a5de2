import type { BrowserContextOptions, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { chatScene, openChat, untilState, write } from "#tests/browser/chat-scene.ts";
import { checkAccess } from "#tests/browser/check-access.ts";
import type { EmbedContext } from "#tests/extension/render-embed.ts";

const scene = chatScene();
const focused = (page: Page) =>
  page.evaluate(() => {
    const inner = document.querySelector("threadline-chat")?.shadowRoot?.activeElement;
    return inner?.getAttribute("aria-label") ?? inner?.textContent ?? document.activeElement?.tagName;
  });

/** A talk with everything in it: an order's card, a link, choices, a refused message, somebody typing. */
async function fullTalk(embed: EmbedContext = {}, options: BrowserContextOptions = {}) {
  scene.shop.embed = embed;
  const page = await scene.visit(options);
  await openChat(page);
  scene.app.before = (path, response, body) =>
    // The whole word: the message's random id may well hold "bad".
    path === "/chat/messages" &&
    body.includes('"bad"') &&
    !!response.writeHead(400).end('{"say":"Not that."}');
  await write(page, "Where is #1001? See https://tidewater.example/1");
  await page.locator(".mine:not(.unsent)").waitFor();
  await write(page, "bad");
  await page.locator(".list").getByText("Not that.").waitFor();
  await page.locator(".acts button").nth(1).click();
  await page.getByRole("textbox").fill("");
  scene.app.say({
    author: { kind: "assistant", name: null },
    text: "It is on its way: https://carrier.example/1001",
    card: {
      title: "Order #1001",
      lines: [{ label: "Paid", value: "€149" }],
      parcels: [{ title: "Parcel 1" }],
    },
    link: { url: "https://tidewater.example/orders/1", label: "See the order" },
    choices: [{ id: "a", label: "Talk to a person" }],
  });
  await page.locator(".choice").waitFor();
  scene.app.typing("Ben");
  await page.locator(".typing").waitFor();
  await page
    .locator(".panel")
    .evaluate((panel) => Promise.all(panel.getAnimations().map(({ finished }) => finished)));
  return page;
}

describe("what axe says of the chat", () => {
  const looks: [string, EmbedContext, string][] = [
    ["closed and open in the default colour", {}, ""],
    ["in a pale yellow", { settings: { colour: "#ffe066" } }, ""],
    ["in a mid grey, the hardest for contrast", { settings: { colour: "#777777" } }, ""],
    [
      "dark, on a dark storefront, in violet",
      { settings: { colour: "#7c3aed" } },
      "background:#111;color:#eee",
    ],
    ["from right to left", { locale: "ar", settings: { position: "left" } }, ""],
  ];
  for (const [look, embed, style] of looks)
    it(`nothing, ${look}`, async () => {
      scene.shop.style = style;
      const page = await fullTalk(embed);
      expect(await checkAccess(page, "threadline-chat")).toEqual([]);
      await page.locator(".close").click();
      expect(await checkAccess(page, "threadline-chat")).toEqual([]);
    });

  it("something, as soon as a colour cannot be read: axe does look inside", async () => {
    const page = await fullTalk();
    await page.locator(".panel").evaluate((panel) => panel.setAttribute("style", "--dim: #ccc"));
    expect((await checkAccess(page, "threadline-chat")).join()).toContain("color-contrast");
  });

  it("nothing, on a phone while the app is down", async () => {
    scene.shop.embed = { settings: { email: "help@tidewater.example" } };
    const page = await scene.visit({ viewport: { width: 320, height: 568 } });
    scene.app.isDown = true;
    await page.locator(".launcher").click();
    await untilState(page, "away");
    expect(await checkAccess(page, "threadline-chat")).toEqual([]);
  });
});

describe("with the keyboard alone", () => {
  it("opens with Enter into the box, closes with Escape, and the focus returns to the button", async () => {
    const page = await scene.visit();
    await page.locator(".launcher").focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "Tidewater & Sons" }).waitFor();
    await untilState(page, "live");
    expect(await focused(page)).toBe("Write a message");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    expect(await focused(page)).toBe("Chat with us");
  });

  it("reaches everything in reading order, leaves the panel on a computer and stays inside it on a phone", async () => {
    const page = await fullTalk({}, { viewport: { width: 360, height: 700 } });
    await page.getByRole("dialog").and(page.locator("[aria-modal]")).waitFor();
    await page.getByRole("button", { name: "Close chat" }).focus();
    const seen = [];
    for (let n = 0; n < 11; n++) {
      seen.push(await focused(page));
      await page.keyboard.press("Tab");
    }
    expect(seen).toEqual([
      "Close chat",
      "Conversation",
      "https://tidewater.example/1",
      "https://carrier.example/1001",
      "Order #1001",
      "See the order",
      "Talk to a person",
      "Add a picture",
      "Write a message",
      "Send",
      "Close chat",
    ]);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.locator(".send").focus();
    await page.keyboard.press("Tab");
    expect(await focused(page)).not.toBe("Close chat");
  });

  it("keeps the focus in the conversation when a pressed choice goes away", async () => {
    const page = await fullTalk();
    await page.getByRole("button", { name: "Talk to a person" }).focus();
    await page.keyboard.press("Enter");
    await page.locator(".choice").waitFor({ state: "hidden" });
    expect(await focused(page)).toBe("Conversation");
  });

  it("shows where the focus is, on every control", async () => {
    const page = await fullTalk();
    for (const selector of [".close", ".log", ".bubble a", ".choice", ".tool"]) {
      await page.keyboard.press("Shift");
      await page.locator(selector).first().focus();
      const outline = await page
        .locator(selector)
        .first()
        .evaluate((element) => getComputedStyle(element).outlineWidth);
      expect(Number.parseFloat(outline), selector).toBeGreaterThanOrEqual(2);
    }
  });
});

describe("with a screen reader", () => {
  it("hears new answers and failures once, politely, and nothing of the past or of what is drawn again", async () => {
    const page = await scene.visit();
    await openChat(page);
    scene.app.say({ text: "Old" });
    await page.locator(".bubble").waitFor();
    await page.reload();
    await page.locator(".bubble").waitFor();
    const heard = await page.locator(".news").evaluateHandle((news) => {
      const lines = [news.textContent];
      new MutationObserver(() => lines.push(news.textContent)).observe(news, { childList: true });
      return lines;
    });
    const message = scene.app.say({ text: "New" });
    await page.locator(".bubble").nth(1).waitFor();
    scene.app.change(message, { text: "Newer" });
    await page.locator(".bubble", { hasText: "Newer" }).waitFor();
    scene.app.isDown = true;
    scene.app.cut();
    await write(page, "Hello");
    await page.locator(".waiting").waitFor();
    scene.app.isDown = false;
    await page.locator(".mine:last-child .state").waitFor();
    expect(await heard.jsonValue()).toEqual([
      "",
      "Ben: New",
      "Not sent yet. It goes out by itself when the chat is back.",
    ]);
    expect(await page.locator(".news").getAttribute("aria-live")).toBe("polite");
  });

  it("each message says whose it is", async () => {
    const page = await fullTalk();
    await expect(page.locator(".mine > p").first().textContent()).resolves.toBe("You");
    await expect(page.locator(".theirs > p").first().textContent()).resolves.toBe("Assistant");
  });
});

describe("on small screens and at 400 % zoom", () => {
  it("fills a phone, keeps every target at least 24 pixels, and lets nothing overflow sideways", async () => {
    const page = await fullTalk(
      {},
      { viewport: { width: 320, height: 568 }, isMobile: true, hasTouch: true },
    );
    const box = await page.locator(".panel").boundingBox();
    expect(box).toMatchObject({ x: 0, y: 0, width: 320, height: 568 });
    const found = await page.locator(".panel").evaluate((panel) => {
      const targets = [...panel.querySelectorAll<HTMLElement>("button, textarea, a.button")].filter(
        (each) => each.offsetParent,
      );
      const small = targets
        .filter((each) => each.offsetWidth < 24 || each.offsetHeight < 24)
        .map((each) => each.outerHTML);
      const log = panel.querySelector(".log")!;
      return { small, overflow: log.scrollWidth - log.clientWidth };
    });
    expect(found).toEqual({ small: [], overflow: 0 });
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).overflow)).toBe("hidden");
    await page.getByRole("button", { name: "Close chat" }).click();
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).overflow)).toBe("visible");
  });

  it("keeps box and newest message in sight at 320 by 256 pixels", async () => {
    const page = await scene.visit({ viewport: { width: 320, height: 256 } });
    await openChat(page);
    scene.app.say({ text: "Here" });
    await page.locator(".list").getByText("Here", { exact: true }).waitFor();
    await expect
      .poll(
        async () =>
          ((await page.locator(".list").getByText("Here", { exact: true }).boundingBox())?.y ?? 999) < 190,
      )
      .toBe(true);
    const box = await page.getByRole("textbox").boundingBox();
    expect((box?.y ?? 999) + (box?.height ?? 0)).toBeLessThanOrEqual(256);
  });

  it("stays above the on-screen keyboard", async () => {
    const page = await scene.visit({ viewport: { width: 360, height: 700 } }, (context) =>
      context.addInitScript(() => {
        const view = Object.assign(new EventTarget(), { height: 700, offsetTop: 0, scale: 1, width: 360 });
        Object.defineProperty(window, "visualViewport", { value: view });
      }),
    );
    await openChat(page);
    await page.evaluate(() => {
      Object.assign(window.visualViewport as object, { height: 380, offsetTop: 20 });
      window.visualViewport?.dispatchEvent(new Event("resize"));
    });
    expect(await page.locator(".panel").boundingBox()).toMatchObject({ y: 20, height: 380 });
    const box = await page.getByRole("textbox").boundingBox();
    expect((box?.y ?? 999) + (box?.height ?? 0)).toBeLessThanOrEqual(400);
  });

  it("does not open by itself on a phone's next page", async () => {
    const page = await scene.visit({ viewport: { width: 360, height: 700 } });
    await openChat(page);
    await page.goto(`${scene.shop.url}/cart`);
    await page.locator(".launcher").waitFor();
    await expect(page.locator(".panel").count()).resolves.toBe(0);
  });

  it("moves nothing for visitors who want no motion", async () => {
    const page = await scene.visit({ reducedMotion: "reduce" });
    await openChat(page);
    expect(await page.locator(".panel").evaluate((panel) => panel.getAnimations().length)).toBe(0);
  });
});
