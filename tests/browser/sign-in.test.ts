import { expect, it } from "vitest";
import { control } from "#tests/town.ts";
import { browserDesk, findBarriers, PHONE, WIDE } from "./desk-scene.ts";

const desk = browserDesk();
const SETTINGS = "/app/settings/channels";

it("an owner signs in from within the admin's frame in a window of its own, and the settings show what came of it", async () => {
  await control("POST", "/messenger/accounts", { id: "123456789012345", name: "Tidewater Goods" });
  for (const viewport of [WIDE, PHONE]) {
    const { app } = await desk.open(`${SETTINGS}/messenger`, { viewport });
    await app.getByRole("button", { name: "Sign in with Facebook" }).waitFor();
    expect(await findBarriers(app)).toEqual([]);
  }
  const { page, app } = await desk.open(`${SETTINGS}/messenger`);
  const opened = page.waitForEvent("popup");
  await app.getByRole("button", { name: "Sign in with Facebook" }).click();
  const popup = await opened;
  await popup.waitForURL(`**/store/tidewater/apps/town-key${SETTINGS}/messenger`);
  await popup.frameLocator("iframe").getByText("Tidewater Goods", { exact: true }).waitFor();
  await popup.close();
  await page.bringToFront();
  await app.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await app.getByText("Tidewater Goods", { exact: true }).waitFor();
});
