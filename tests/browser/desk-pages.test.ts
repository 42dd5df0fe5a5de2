import { expect, it } from "vitest";
import { inShop } from "#app/db.server.ts";
import { readSettings } from "#app/shop/settings.ts";
import { settled } from "#tests/app.ts";
import { openChat } from "#tests/chat.ts";
import { town } from "#tests/town.ts";
import { browserDesk, findBarriers, PHONE } from "./desk-scene.ts";

const desk = browserDesk();

it("the first minute: orders that need a look, five answers, and any order asked about", async () => {
  await settled();
  const { app } = await desk.open("/app");
  await app.locator(".tl-table tbody tr").first().waitFor();
  await app.locator(".tl-samples .tl-answer-words .tl-text").nth(4).waitFor();
  const [late] = (await town.cast()).filter(({ role }) => role === "late");
  await app.getByLabel("Order number").fill(late!.orderName!.replace("#", ""));
  await app.getByRole("button", { name: "Ask" }).click();
  await app.locator(".tl-ask ~ div .tl-text", { hasText: late!.orderName! }).waitFor();
});

it("the checklist ticks the chat by itself as soon as a page of the shop speaks to us", async () => {
  const { app } = await desk.open("/app");
  await app.getByText("Open the theme editor").waitFor();
  await openChat(desk.app);
  await app.getByText("Your shop's pages reported in").waitFor();
});

it("settings are saved and stay", async () => {
  const { page, app } = await desk.open("/app/settings");
  await app.getByLabel("Support email").fill("people@tidewater.example");
  await app.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Saved").waitFor();
  const { app: again } = await desk.open("/app/settings");
  await expect.poll(() => again.getByLabel("Support email").inputValue()).toBe("people@tidewater.example");
});

it("a time zone is found by its city, with the keyboard alone, and the first language is picked", async () => {
  const { page, app } = await desk.open("/app/settings");
  const zone = app.getByLabel("Time zone");
  expect(await zone.inputValue()).toBe("");
  await zone.focus();
  await page.keyboard.type("Lisb");
  await page.keyboard.press("Tab");
  await expect.poll(() => zone.inputValue()).toBe("Europe/Lisbon");
  await app.getByRole("button", { name: "Save hours" }).press("Enter");
  await page.getByText("Saved").waitFor();
  await app.getByLabel("First language").selectOption({ label: "French" });
  await app.getByRole("button", { name: "Save", exact: true }).click();
  await expect
    .poll(() => inShop(desk.shopId, readSettings))
    .toMatchObject({
      businessHours: { timeZone: "Europe/Lisbon" },
      languages: ["fr", "en", "de"],
    });
});

it("a colleague is invited on the team page", async () => {
  const { app } = await desk.open("/app/team");
  await app.getByLabel("Email").fill("kim@tidewater.example");
  await app.getByRole("button", { name: "Invite" }).click();
  await app.getByText("Invited", { exact: true }).waitFor();
});

it("who is removed from the team is asked about first, in words that say what happens", async () => {
  const { page, app } = await desk.open("/app/team");
  const remove = app.getByRole("button", { name: "Remove kim" });
  await remove.click();
  const dialog = app.getByRole("dialog", { name: "Remove kim?" });
  await dialog.getByText("Nothing is kept ready for them any more").waitFor();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await dialog.waitFor({ state: "hidden" });
  await app.getByText("kim@tidewater.example").waitFor();
  await remove.click();
  await dialog.getByRole("button", { name: "Remove" }).click();
  await page.getByText("Removed").waitFor();
  await app.getByText("kim@tidewater.example").waitFor({ state: "hidden" });
});

it("no page has a barrier that axe knows of, wide and on a phone, or is wider than the phone", async () => {
  for (const viewport of [undefined, PHONE])
    for (const path of ["/app", "/app/settings", "/app/team", "/app/problems"]) {
      const { page, app } = await desk.open(path, { ...(viewport && { viewport }) });
      await app.locator("h1").waitFor();
      expect(await findBarriers(app), path).toEqual([]);
      expect(await app.evaluate(() => document.documentElement.scrollWidth > window.innerWidth), path).toBe(
        false,
      );
      await page.context().close();
    }
});
