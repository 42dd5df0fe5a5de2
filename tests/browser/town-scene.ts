import type { Browser, BrowserContext, Frame, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { type RunningTown, startTown } from "#sandbox/town.ts";
import { launchChromium } from "#tools/chromium.ts";
import { openStubApp, type StubApp } from "./stub-app.ts";

export interface TownScene {
  town: RunningTown;
  app: StubApp;
  /** A browser of its own: nobody's cookies. Errors in its console fail the test. */
  openPage(viewport?: { width: number; height: number }): Promise<Page>;
  control<T>(method: string, path: string, body?: object): Promise<T>;
}

/** A town with a small shop, an app of the test's own, and a Chromium to look at both, for all tests of a file. */
export function townScene(): TownScene {
  const scene = {} as TownScene;
  const contexts: BrowserContext[] = [];
  const problems: string[] = [];
  let browser: Browser;

  beforeAll(async () => {
    scene.app = await openStubApp();
    scene.town = await startTown({
      appUrl: scene.app.url,
      orders: 40,
      customers: 20,
      parts: ["shopify", "storefront", "admin"],
    });
    browser = await launchChromium();
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
    await scene.control("POST", "/reset", {});
    expect(problems.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await scene.town.close();
    await scene.app.close();
  });

  scene.openPage = async (viewport = { width: 1280, height: 800 }) => {
    const context = await browser.newContext({ viewport });
    // Shorter than a test may take, so that what was waited for is named.
    context.setDefaultTimeout(60_000);
    contexts.push(context);
    const page = await context.newPage();
    page.on("pageerror", (error) => problems.push(String(error)));
    return page;
  };
  scene.control = async (method, path, body) => {
    const answer = await fetch(`${scene.town.url}/_town${path}`, {
      method,
      body: body ? JSON.stringify(body) : null,
      headers: { "content-type": "application/json" },
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as never;
  };
  return scene;
}

/** The app's frame, once the stub has drawn itself in it. */
export async function appFrame(page: Page): Promise<Frame> {
  await page.frameLocator("#app-frame").locator("#path").waitFor();
  const frame = page.frame({ name: "app-iframe" });
  if (!frame) throw new Error("no frame called app-iframe");
  return frame;
}
