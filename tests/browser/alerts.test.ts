import { expect, it } from "vitest";
import { connectSms, settled } from "#tests/app.ts";
import { town } from "#tests/town.ts";
import { browserDesk, findBarriers, PHONE } from "./desk-scene.ts";

const desk = browserDesk();

it("an alert is switched on after what Shopify sends, whose parcels are scanned and how it reads were shown", async () => {
  // Whose parcels are scanned was counted as soon as the first sync had read them.
  await settled();
  const { page, app } = await desk.open("/app/alerts");
  await app.getByText("No alert is on yet").waitFor();
  await app.getByRole("row", { name: /^Baltic Letter Post This carrier sends no scans/ }).waitFor();
  await app.getByRole("link", { name: "Set up Shipped" }).click();
  await app.getByText("“Shipping confirmation”").waitFor();
  const notices = app.getByRole("link", { name: "Open Shopify's notifications" });
  expect(await notices.getAttribute("href")).toMatch(
    /tidewater\.myshopify\.com\/admin\/settings\/notifications/,
  );
  await app.getByText(/With a parcel of order #/).waitFor();
  await app.getByText(/1 of 160|\d segments?, \d+ of \d+ characters/).waitFor();
  await app.getByLabel("Text message").check();
  await app.getByLabel("Email", { exact: true }).check();
  await app.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("The alert is on").waitFor();
  const { app: again } = await desk.open("/app/alerts");
  const row = again.getByRole("row", { name: /Shipped/ });
  await row.getByText("Text", { exact: true }).waitFor();
  await row.getByText("Email", { exact: true }).waitFor();
});

it("words that advertise are refused while they are typed, and others are kept and go out", async () => {
  await connectSms(desk.app, desk.shopId);
  const { page, app } = await desk.open("/app/alerts/shipped?language=de");
  const text = app.getByLabel("Text", { exact: true });
  await text.fill("{{ order }} kommt. Jetzt 20 % Rabatt sichern!");
  await app.getByText(/advertises/).waitFor();
  expect(await app.getByRole("button", { name: "Save words" }).isDisabled()).toBe(true);
  await text.fill("Moin! {{ order }} ({{ items }}) ist los. {{ link }}");
  await app
    .getByText(/^Moin! #/)
    .first()
    .waitFor();
  await app.getByRole("button", { name: "Save words" }).click();
  await page.getByText("Saved").waitFor();
  await app.getByRole("button", { name: "Use our words" }).waitFor();
  await app.getByLabel("Send a test to yourself").fill("+4915112340000");
  await app.getByRole("button", { name: "Send the test" }).click();
  await page.getByText("On its way to +4915112340000").waitFor();
  await settled();
  expect((await town.phone("+4915112340000")).map(({ body }) => body)).toEqual([
    expect.stringMatching(/^Moin! #/),
  ]);
});

it("the pages have no barrier that axe knows of, wide and on a phone, and are no wider than it", async () => {
  for (const viewport of [undefined, PHONE])
    for (const path of ["/app/alerts", "/app/alerts/out-for-delivery"]) {
      const { page, app } = await desk.open(path, { ...(viewport && { viewport }) });
      await app.locator("h1").waitFor();
      if (process.env.SCREENSHOTS)
        await page.screenshot({
          path: `${process.env.SCREENSHOTS}/${path.split("/").at(-1)}-${viewport ? 390 : 1280}.png`,
          fullPage: true,
        });
      expect(await findBarriers(app), path).toEqual([]);
      expect(await app.evaluate(() => document.documentElement.scrollWidth > window.innerWidth), path).toBe(
        false,
      );
      await page.context().close();
    }
});
