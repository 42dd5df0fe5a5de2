import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Browser, BrowserContext, Frame, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { inShop } from "#app/db.server.ts";
import { setStaffRole } from "#app/shop/set-staff-role.ts";
import type { Role } from "#app/shop/role.ts";
import { launchChromium } from "#tools/chromium.ts";
import { type App, install, startApp, stopApps } from "#tests/app.ts";
import { control, TIDEWATER, town } from "#tests/town.ts";
import { isAlive } from "./alive.ts";

interface AxeWindow {
  axe: {
    run(
      root: Document,
      options: object,
    ): Promise<{ violations: { id: string; help: string; nodes: { html: string }[] }[] }>;
  };
}

export const WIDE = { width: 1280, height: 860 };
export const PHONE = { width: 390, height: 800 };

/** The real app in the town's admin, looked at by a real browser, for all tests of a file. */
export interface BrowserDesk {
  app: App;
  shopId: string;
  /** Shopify's staff ids. */
  maya: number;
  ben: number;
  /** Opens a page of the app inside the admin. Errors in its console fail the test. */
  open(
    path: string,
    options?: { staff?: number; viewport?: typeof WIDE },
  ): Promise<{ page: Page; app: Frame }>;
  rank(staff: number, role: Role): Promise<void>;
  /** What this test may cause on purpose (a cut connection), so that it does not fail. */
  expectTrouble(): void;
}

export function browserDesk(): BrowserDesk {
  const desk = {} as BrowserDesk;
  const contexts: BrowserContext[] = [];
  const problems: string[] = [];
  let browser: Browser;
  let admin: string;
  let isTroubled = false;

  beforeAll(async () => {
    await town.reset();
    ({ admin } = await town.addresses());
    desk.app = await startApp({ env: { SHOPIFY_APP_URL: admin } });
    desk.shopId = await install(desk.app);
    const { staff } = await control<{ staff: { id: number } }>("GET", `/shops/${TIDEWATER}/launch`);
    desk.maya = staff.id;
    desk.ben = staff.id + 1;
    browser = await launchChromium();
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
    const found = problems.splice(0);
    if (!isTroubled) expect(found).toEqual([]);
    isTroubled = false;
  });
  afterAll(async () => {
    await browser?.close();
    await stopApps();
  });

  desk.open = async (path, { staff, viewport = WIDE } = {}) => {
    const context = await browser.newContext({ viewport });
    // Shorter than a test may take, so that what was waited for is named.
    context.setDefaultTimeout(60_000);
    contexts.push(context);
    const page = await context.newPage();
    const note = (problem: string) => isOvertaken(problem) || problems.push(problem);
    page.on("pageerror", (error) => note(String(error)));
    page.on("console", (message) => message.type() === "error" && note(message.text()));
    await page.goto(`${admin}/store/tidewater/apps/town-key${path}${staff ? `?staff=${staff}` : ""}`);
    await page.waitForSelector("iframe");
    const app = page.frames().find((frame) => frame !== page.mainFrame())!;
    await app.waitForSelector("main");
    await app.waitForFunction(isAlive);
    return { page, app };
  };
  desk.rank = async (staff, role) => {
    await control("GET", `/shops/${TIDEWATER}/launch?staff=${staff}`);
    await inShop(desk.shopId, async (shop) => {
      const where = { shopId_shopifyId: { shopId: shop.id, shopifyId: String(staff) } };
      const { id } = await shop.tx.staffMember.findUniqueOrThrow({ where });
      await setStaffRole(shop, { staffId: id, role });
    });
  };
  desk.expectTrouble = () => {
    isTroubled = true;
  };
  return desk;
}

/** Remix puts a read that a newer one has overtaken into the console (fetchAndDecode of its single fetch), then drops it. */
const isOvertaken = (problem: string) => problem.startsWith("AbortError: BodyStreamBuffer was aborted");

/** What axe finds wrong with a page by WCAG 2.2 AA, in a line each. */
export async function findBarriers(frame: Frame): Promise<string[]> {
  await frame.evaluate(await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
  const violations = await frame.evaluate(async () => {
    const options = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] };
    return (await (window as unknown as AxeWindow).axe.run(document, options)).violations;
  });
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html}`);
}
