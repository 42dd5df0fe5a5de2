import type { Frame } from "playwright-core";
import { isAlive } from "#tests/browser/alive.ts";
import type { Witness } from "./witness.ts";
import type { XssShop } from "./xss-shop.ts";

/** Pictures that are not there say so a moment after they were asked for. */
const A_MOMENT_MS = 120;

/** Opens a page of the app inside the admin, as staff do, and looks at it. Returns its text. */
export async function walkInAdmin(
  witness: Witness,
  { addresses }: XssShop,
  path: string,
  act?: (frame: Frame) => Promise<unknown>,
): Promise<string> {
  const { page } = witness;
  witness.goingTo(path);
  await page.goto(`${addresses.admin}/store/tidewater/apps/town-key${path}`);
  const element = await page.waitForSelector("iframe");
  const frame = (await element.contentFrame())!;
  await frame.waitForSelector("main");
  await frame.waitForFunction(isAlive);
  await act?.(frame);
  await page.waitForTimeout(A_MOMENT_MS);
  return witness.look(path, frame);
}

/** Every mail of a thread is opened in its frame. */
export async function openMails(frame: Frame): Promise<void> {
  const mails = frame.locator("details.tl-whole-mail");
  const count = await mails.count();
  if (!count) return;
  await mails.evaluateAll((all) => {
    for (const one of all) (one as HTMLDetailsElement).open = true;
  });
  await frame.waitForFunction(
    (wanted) =>
      document.querySelectorAll("details.tl-whole-mail > :not(summary):not(.tl-quiet)").length >= wanted,
    count,
  );
}

/** A page for shoppers, by its own address. */
export async function walkTo(witness: Witness, view: string, url: string): Promise<string> {
  witness.goingTo(view);
  await witness.page.goto(url);
  await witness.page.waitForTimeout(A_MOMENT_MS);
  return witness.look(view);
}

/** HTML that leaves us, in a window that guards nothing: a mail program of the worst kind, a file opened from disk. */
export async function walkNaked(witness: Witness, view: string, html: string): Promise<string> {
  witness.goingTo(view);
  await witness.page.goto("about:blank");
  await witness.page.setContent(html);
  await witness.page.waitForTimeout(A_MOMENT_MS);
  return witness.look(view);
}
