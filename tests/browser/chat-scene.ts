import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { type ChatStandIn, openChatStandIn } from "#tests/browser/chat-stand-in.ts";
import { openShopPage, type ShopPage } from "#tests/browser/shop-page.ts";
import { launchChromium } from "#tools/chromium.ts";

export interface ChatScene {
  app: ChatStandIn;
  shop: ShopPage;
  /** A new browser with empty storage, at the shop's home page. */
  visit(
    options?: BrowserContextOptions,
    before?: (context: BrowserContext) => Promise<unknown>,
  ): Promise<Page>;
}

/** A shop, its app's stand-in and a browser for each story of a file; a script error on any page fails the story. */
export function chatScene(): ChatScene {
  const scene = {} as ChatScene;
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  const errors: string[] = [];
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(async () => browser.close());
  beforeEach(async () => {
    scene.app = await openChatStandIn();
    scene.shop = await openShopPage(scene.app);
    scene.visit = async (options = {}, before) => {
      const context = await browser.newContext(options);
      // Shorter than a test may take, so that what was waited for is named.
      context.setDefaultTimeout(60_000);
      contexts.push(context);
      context.on("weberror", (error) => errors.push(error.error().stack ?? ""));
      await before?.(context);
      const page = await context.newPage();
      await page.goto(scene.shop.url);
      return page;
    };
  });
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    await Promise.all([scene.app.close(), scene.shop.close()]);
    const seen = errors.splice(0);
    if (seen.length) throw new Error(`The page threw: ${seen.join("\n")}`);
  });
  return scene;
}

/** Opens the chat by its button and waits until it follows the thread. */
export async function openChat(page: Page) {
  await page.locator(".launcher").click();
  await untilState(page, "live");
}

export const untilState = (page: Page, state: string) =>
  page.locator(`.panel[data-state="${state}"]`).waitFor({ state: "attached" });

export async function write(page: Page, text: string) {
  await page.getByRole("textbox").fill(text);
  await page.getByRole("textbox").press("Enter");
}

/** The last message is the shopper's own, and has arrived. */
export const untilSent = (page: Page) => page.locator(".mine:last-child .state").waitFor();

/** The bubbles in the order in which they stand. */
export const bubbles = (page: Page) => page.locator(".bubble").allTextContents();

/** Waits until exactly these bubbles stand there, in this order. */
export async function untilBubbles(page: Page, wanted: string[]) {
  try {
    await page.waitForFunction((texts) => {
      const root = document.querySelector("threadline-chat")?.shadowRoot;
      const now = [...(root?.querySelectorAll(".bubble") ?? [])].map((bubble) => bubble.textContent);
      return JSON.stringify(now) === JSON.stringify(texts);
    }, wanted);
  } catch {
    throw new Error(`Bubbles: ${JSON.stringify(await bubbles(page))}\nwanted: ${JSON.stringify(wanted)}`);
  }
}
