import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { type ChatStandIn, openChatStandIn } from "#tests/browser/chat-stand-in.ts";
import { openShopPage, type ShopPage } from "#tests/browser/shop-page.ts";
import { EXTENSION, renderEmbed } from "#tests/extension/render-embed.ts";
import { launchChromium } from "#tools/chromium.ts";

interface Scene {
  app: ChatStandIn;
  shop: ShopPage;
  browser: Browser;
}

/**
 * What the storefront chat costs a shopper (P8): bytes, requests before the first click, layout shift, main-thread
 * time. The floor of a size or a count is the goal it must keep under; of a time, the same page without the chat.
 */
export async function bench({ quick }: { quick: boolean }): Promise<object[]> {
  const app = await openChatStandIn();
  const shop = await openShopPage(app);
  const browser = await launchChromium();
  const scene = { app, shop, browser };
  try {
    return [...sizes(), ...(await requests(scene)), ...(await mainThread(scene, quick ? 5 : 15))];
  } finally {
    await browser.close();
    await Promise.all([app.close(), shop.close()]);
  }
}

const lower = { bench: "widget", better: "lower" };

function line(what: string, unit: string, ours: number, goal: number, more: object = {}) {
  const ratio = goal ? Number((ours / goal).toFixed(3)) : ours;
  return { ...lower, what, unit, ours, floor: goal, ratio, holds: ours <= goal, rounds: 1, ...more };
}

/** The peer's figure is that of Shopify/shop-chat-agent's script. */
function sizes() {
  const zipped = (text: string) => gzipSync(text, { level: 9 }).length;
  const loader = zipped(readFileSync(`${EXTENSION}assets/threadline-loader.js`, "utf8"));
  const panel = zipped(readFileSync(`${EXTENSION}assets/threadline-panel.js`, "utf8"));
  const words = zipped(renderEmbed({ locale: "ja" }));
  return [
    line("loader", "bytes gzipped", loader, 3000, { peer: 7500 }),
    line("opened: loader, panel, styles and words", "bytes gzipped", loader + panel + words, 20_000),
  ];
}

async function requests(scene: Scene) {
  const { shop, app } = scene;
  const fresh = await visit(scene);
  const before = shop.asked.length + app.asked.length - 2;
  const shift = await layoutShift(fresh);
  await openAndWrite(fresh);
  const shiftOpen = await layoutShift(fresh);
  shop.asked.length = 0;
  const session = fresh.waitForResponse(/chat\/session/);
  await fresh.evaluate(() => sessionStorage.clear());
  await fresh.reload();
  const idle = (await (await session).body()).length;
  await fresh.context().close();
  return [
    line("requests before the first click, without a thread (loader apart)", "requests", before, 0),
    line("at idle, with a thread", "bytes", idle, 2000),
    line("layout shift, closed and opened", "CLS", Math.max(shift, shiftOpen), 0),
  ];
}

/** Milliseconds of main-thread tasks until idle, with and without the chat in turn; then from the click to a live thread. */
async function mainThread(scene: Scene, rounds: number) {
  const withChat: number[] = [];
  const without: number[] = [];
  const opening: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    scene.shop.embed = null;
    without.push(await loading(scene));
    scene.shop.embed = {};
    withChat.push(await loading(scene, opening));
  }
  // The first round warms the browser up.
  for (const list of [withChat, without, opening]) list.shift();
  const ratios = withChat.map((ms, at) => ms / without[at]!).sort((a, b) => a - b);
  const figures = { ...lower, unit: "main-thread ms", rounds };
  return [
    {
      ...figures,
      what: "page load with the chat, against the same page without it",
      ours: median(withChat),
      floor: median(without),
      ratio: median(ratios),
      range: [round3(ratios[0]!), round3(ratios.at(-1)!)],
    },
    { ...figures, what: "from the click to a live thread", ours: median(opening), range: spread(opening) },
  ];
}

async function loading(scene: Scene, opening?: number[]): Promise<number> {
  const page = await visit(scene);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable");
  const busy = async () => {
    const { metrics } = await cdp.send("Performance.getMetrics");
    return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0) * 1000;
  };
  await page.reload();
  await untilIdle(page);
  const loaded = await busy();
  if (opening) {
    await page.locator(".launcher").click();
    await page.locator('.panel[data-state="live"]').waitFor();
    opening.push((await busy()) - loaded);
  }
  await page.context().close();
  return loaded;
}

async function visit({ browser, shop }: Scene): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(() => {
    const seen = window as unknown as { shifts: number };
    seen.shifts = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.shifts += (entry as unknown as { value: number }).value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  shop.asked.length = 0;
  await page.goto(shop.url);
  await untilIdle(page);
  return page;
}

async function openAndWrite(page: Page) {
  await page.locator(".launcher").click();
  await page.getByRole("textbox").fill("Where is my order?");
  await page.getByRole("textbox").press("Enter");
  await page.locator(".mine:last-child .state").waitFor();
}

const untilIdle = (page: Page) => page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
const layoutShift = (page: Page) => page.evaluate(() => (window as unknown as { shifts: number }).shifts);

function median(values: number[]) {
  const sorted = [...values].sort((a, b) => a - b);
  return round3(sorted[Math.floor(sorted.length / 2)] ?? 0);
}

function spread(values: number[]) {
  return [round3(Math.min(...values)), round3(Math.max(...values))];
}

const round3 = (value: number) => Math.round(value * 1000) / 1000;
