import type { Frame } from "playwright-core";
import { describe, expect, it } from "vitest";
import { openChat, type Shopper } from "#tests/chat.ts";
import { settled } from "#tests/app.ts";
import { isAlive } from "./alive.ts";
import { browserDesk, findBarriers, PHONE } from "./desk-scene.ts";

const desk = browserDesk();

/** Someone asks for a person in the storefront chat; staff find them by their words. */
async function waitingShopper(words: string): Promise<Shopper> {
  const shopper = await openChat(desk.app);
  await shopper.say(words);
  await shopper.say("I want to talk to a person");
  await settled();
  return shopper;
}

const row = (app: Frame, words: string) => app.locator(".tl-row", { hasText: words }).first();
const composer = (app: Frame) => app.locator(".tl-composer textarea");
const shown = (app: Frame, words: string) => app.locator(".tl-message", { hasText: words });

async function openFirst(app: Frame, words: string) {
  await app.locator(".tl-row").first().click();
  await shown(app, words).waitFor();
}

const heard = async (shopper: Shopper) =>
  (await shopper.thread()).filter(({ author }) => author.kind === "staff").map(({ text }) => text);

describe("a conversation", () => {
  it("appears while the inbox is open, is answered with Enter, and the answer is heard in the chat", async () => {
    const { app } = await desk.open("/app/inbox");
    await app.waitForSelector(".tl-views");
    const shopper = await openChat(desk.app);
    await shopper.say("Do you ship to Norway?");
    await row(app, "Norway")
      .or(app.locator(".tl-row", { hasText: "Visitor" }))
      .first()
      .waitFor();
    await openFirst(app, "Do you ship to Norway?");
    await composer(app).fill("Yes, in three days.");
    await composer(app).press("Enter");
    await shown(app, "Yes, in three days.").waitFor();
    await shown(app, "Yes, in three days.").getByText("Sent", { exact: true }).waitFor();
    expect(await heard(shopper)).toEqual(["Yes, in three days."]);
    await shopper.say("Great, thanks");
    await shown(app, "Great, thanks").waitFor();
  });

  it("is bold with a count while nobody has read it, and not any more once it is open", async () => {
    const shopper = await waitingShopper("Is the lantern waterproof?");
    const { app } = await desk.open("/app/inbox");
    const first = app.locator(".tl-row").first();
    await first.locator(".tl-unread").waitFor();
    await openFirst(app, "waterproof");
    await first.locator(".tl-unread").waitFor({ state: "detached" });
    await shopper.say("Hello?");
    await shown(app, "Hello?").waitFor();
  });

  it("shows a reply at once, and one that did not go out until it is sent again: then it is one message", async () => {
    desk.expectTrouble();
    const shopper = await waitingShopper("Where is my refund?");
    const { page, app } = await desk.open("/app/inbox");
    await openFirst(app, "refund");
    await page.route("**/app/threads/**", (route) =>
      route.request().method() === "POST" ? route.abort() : route.continue(),
    );
    await composer(app).fill("It left today.");
    await composer(app).press("Enter");
    await shown(app, "It left today.").getByText("Not sent.").waitFor();
    expect(await composer(app).inputValue()).toBe("");
    await page.unroute("**/app/threads/**");
    await app.getByRole("button", { name: "Send again" }).click();
    await shown(app, "It left today.").getByText("Sent", { exact: true }).waitFor();
    expect(await heard(shopper)).toEqual(["It left today."]);
    expect(await shown(app, "It left today.").count()).toBe(1);
  });

  it("whose answer was lost on its way back is not answered twice", async () => {
    desk.expectTrouble();
    const shopper = await waitingShopper("Can I change the size?");
    const { page, app } = await desk.open("/app/inbox");
    await openFirst(app, "size");
    await page.route("**/app/threads/**", async (route) => {
      if (route.request().method() !== "POST") return route.continue();
      await route.fetch();
      await route.abort();
    });
    await composer(app).fill("Sure, which one?");
    await composer(app).press("Enter");
    // The stream brings what the lost answer did not.
    await shown(app, "Sure, which one?").getByText("Sent", { exact: true }).waitFor();
    await page.unroute("**/app/threads/**");
    expect(await heard(shopper)).toEqual(["Sure, which one?"]);
    expect(await shown(app, "Sure, which one?").count()).toBe(1);
  });

  it("that a colleague answered meanwhile warns before a second answer goes out", async () => {
    await desk.open("/app/inbox", { staff: desk.ben });
    await desk.rank(desk.ben, "agent");
    const shopper = await waitingShopper("Is it vegan?");
    const { app: mine } = await desk.open("/app/inbox");
    const { app: bens } = await desk.open("/app/inbox", { staff: desk.ben });
    await openFirst(mine, "vegan");
    await openFirst(bens, "vegan");
    await composer(mine).fill("No idea, sorry.");
    await composer(bens).fill("Yes, it is.");
    await composer(bens).press("Enter");
    await mine.getByText("Ben Hartley answered while you were writing.").waitFor();
    await composer(mine).press("Enter");
    expect(await composer(mine).inputValue()).toBe("No idea, sorry.");
    await mine.getByRole("button", { name: "Send anyway" }).click();
    await shown(bens, "No idea, sorry.").waitFor();
    expect(await heard(shopper)).toEqual(["Yes, it is.", "No idea, sorry."]);
  });

  it("has notes that only staff see", async () => {
    const shopper = await waitingShopper("A question about sizes");
    const { app } = await desk.open("/app/inbox");
    await openFirst(app, "sizes");
    await app.getByText("Internal note", { exact: true }).click();
    await composer(app).fill("She always asks this");
    await composer(app).press("Enter");
    await app.locator('[data-side="note"]', { hasText: "She always asks this" }).waitFor();
    expect(JSON.stringify(await shopper.thread())).not.toContain("She always asks this");
  });

  it("comes back whole after the connection was lost", async () => {
    desk.expectTrouble();
    const shopper = await waitingShopper("Before the cut");
    const { page, app } = await desk.open("/app/inbox");
    await openFirst(app, "Before the cut");
    await page.context().setOffline(true);
    await app.getByText("Connection lost").waitFor();
    await shopper.say("During the cut");
    await page.context().setOffline(false);
    await shown(app, "During the cut").waitFor();
    expect(await shown(app, "During the cut").count()).toBe(1);
    await app.getByText("Connection lost").waitFor({ state: "detached" });
  });
});

it("words that look like markup stay words, wherever staff read them", async () => {
  const markup = "<img src=x onerror=document.title='ran'><script>document.title='ran'</script>";
  await waitingShopper(markup);
  const { app } = await desk.open("/app/inbox");
  await openFirst(app, "<script>");
  expect(await shown(app, "<script>").locator(".tl-text").first().textContent()).toBe(markup);
  expect(await app.evaluate(() => document.title)).not.toBe("ran");
});

it("whoever may only read sees no way to write", async () => {
  await desk.open("/app/inbox", { staff: desk.ben });
  await desk.rank(desk.ben, "viewer");
  await waitingShopper("Just looking");
  const { app } = await desk.open("/app/inbox", { staff: desk.ben });
  await openFirst(app, "Just looking");
  await app.getByText("You can read here.").waitFor();
  expect(await composer(app).count()).toBe(0);
  expect(await app.getByRole("button", { name: "Close" }).count()).toBe(0);
});

it("a note begun by its key and written before the page is drawn again is a note, never a reply", async () => {
  const shopper = await waitingShopper("Quick one");
  const { app } = await desk.open("/app/inbox");
  await openFirst(app, "Quick one");
  await app.evaluate(() => {
    const press = (target: EventTarget, key: string) =>
      target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    const field = document.querySelector<HTMLTextAreaElement>(".tl-composer textarea")!;
    press(document.body, "n");
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")!.set!.call(
      field,
      "She is difficult",
    );
    field.dispatchEvent(new Event("input", { bubbles: true }));
    press(field, "Enter");
  });
  await app.locator('[data-side="note"]', { hasText: "She is difficult" }).waitFor();
  expect(JSON.stringify(await shopper.thread())).not.toContain("difficult");
});

it("everything can be done by keyboard", async () => {
  await waitingShopper("Older one");
  await waitingShopper("Newer one");
  const { page, app } = await desk.open("/app/inbox");
  await app.locator(".tl-row").nth(1).waitFor();
  await app.waitForFunction(isAlive);
  // Keys go to the admin until somebody touches the app's frame.
  await app.locator(".tl-thread-none").click();
  for (const key of ["j", "j", "k", "Enter"]) await page.keyboard.press(key);
  await shown(app, "Newer one").waitFor();
  await app.waitForFunction(isAlive);
  await page.keyboard.press("n");
  await app.locator("textarea:focus").waitFor();
  await page.keyboard.type("By keyboard");
  await page.keyboard.press("Enter");
  await app.locator('[data-side="note"]', { hasText: "By keyboard" }).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await app.getByRole("dialog").waitFor();
  await page.keyboard.press("r");
  await page.keyboard.press("Escape");
  expect(await app.locator(".tl-composer").getAttribute("data-mode")).toBe("note");
  await page.keyboard.press("e");
  await app.getByRole("button", { name: "Reopen" }).waitFor();
});

it("on a phone the list, the thread and the orders are steps of their own", async () => {
  await waitingShopper("From my phone");
  const { app } = await desk.open("/app/inbox", { viewport: PHONE });
  await openFirst(app, "From my phone");
  expect(await app.locator(".tl-list").isVisible()).toBe(false);
  expect(await app.locator(".tl-panel").isVisible()).toBe(false);
  await app.getByRole("button", { name: "Orders" }).click();
  await app.locator(".tl-panel").waitFor();
  await app.getByRole("button", { name: "Conversation" }).click();
  await app.locator(".tl-panel").waitFor({ state: "hidden" });
  await app.getByRole("link", { name: "Back to the list" }).click();
  await app.locator(".tl-list").waitFor();
  const tooWide = await app.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(tooWide).toBe(false);
});

it("the inbox has no barrier that axe knows of, wide and on a phone", async () => {
  await waitingShopper("A clear question");
  for (const viewport of [undefined, PHONE]) {
    const { app } = await desk.open("/app/inbox", { ...(viewport && { viewport }) });
    await app.locator(".tl-row").first().waitFor();
    expect(await findBarriers(app)).toEqual([]);
    await openFirst(app, "A clear question");
    expect(await findBarriers(app)).toEqual([]);
  }
});
