import type { Frame, Locator } from "playwright-core";
import { expect, it } from "vitest";
import { openPage, settled } from "#tests/app.ts";
import { control, town } from "#tests/town.ts";
import { browserDesk, findBarriers, PHONE, WIDE } from "./desk-scene.ts";

const desk = browserDesk();
const ACCOUNT = { sid: "AC0123456789abcdef0123456789abcdef", token: "00112233445566778899aabbccddeeff" };
const CONNECT = { accountSid: ACCOUNT.sid, token: ACCOUNT.token };
const PATH = "/app/settings/channels/sms";

it("a merchant sees their account's numbers, connects one, learns its prices, and the page fits a phone", async () => {
  const services = [{ sid: `MG${"5".repeat(32)}`, name: "Offers", numbers: ["+14155550100"] }];
  await town.smsAccount({ ...ACCOUNT, services });
  const { page, app } = await desk.open(PATH);
  await app.getByLabel("Account SID").fill(ACCOUNT.sid);
  await app.getByLabel("Auth token").fill(ACCOUNT.token);
  await app.getByRole("button", { name: "Show the account's numbers" }).click();
  await app.getByLabel("Text from").selectOption({ label: "+14155550100" });
  await app.getByLabel("Used for").selectOption({ label: "Service only" });
  await app.getByRole("button", { name: "Connect", exact: true }).first().click();
  await page.getByText("Texts are connected").waitFor();
  await app.getByRole("button", { name: "Ask Twilio for your prices" }).click();
  await app
    .getByText(/\$0\.0913 \(yours/)
    .first()
    .waitFor();
  await app.getByRole("button", { name: "Test +14155550100" }).click();
  await page.getByText("The connection works").waitFor();
  for (const viewport of [WIDE, PHONE]) {
    const { app: seen } = await desk.open(PATH, { viewport });
    await seen.getByRole("button", { name: "Test +14155550100" }).waitFor();
    expect(await findBarriers(seen)).toEqual([]);
    expect(await seen.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false);
  }
});

it("a number is registered in the United States from the page, and its name beside it, wide and on a phone", async () => {
  await town.smsAccount({ ...ACCOUNT, isNew: true });
  const { page, app } = await desk.open(PATH);
  await app.getByRole("button", { name: "Register this number" }).click();
  await app.getByLabel("Register as").selectOption({ label: "One person without a tax number" });
  await app.getByLabel("Your mobile").waitFor();
  await app.getByLabel("Register as").selectOption({ label: "Company, up to some 2,000 texts a day" });
  for (const [label, value] of Object.entries(COMPANY))
    await app.getByLabel(label, { exact: true }).fill(value);
  await app.getByLabel("Tax number", { exact: true }).fill("12");
  await app.getByRole("button", { name: "Send to Twilio" }).click();
  await app.getByText("An EIN has nine digits").waitFor();
  for (const viewport of [WIDE, PHONE]) await look(`ten-dlc-form-${viewport.width}`, viewport);
  await app.getByLabel("Tax number", { exact: true }).fill("12-3456789");
  await app.getByRole("button", { name: "Send to Twilio" }).click();
  await app
    .getByText(/primary business profile/)
    .first()
    .waitFor();
  await control("POST", "/sms/primary-profiles", { account: ACCOUNT.sid });
  await app.getByRole("button", { name: "Send again" }).click();
  await page.getByText("It is on its way to Twilio").waitFor();
  await settled();
  await app.getByRole("button", { name: "Ask Twilio how far it is" }).click();
  await app.getByText(/Twilio looks at the business's details/).waitFor();
  await app.getByLabel("Account SID").fill(ACCOUNT.sid);
  await app.getByLabel("Auth token").fill(ACCOUNT.token);
  await app.getByRole("button", { name: "Show the account's numbers" }).click();
  await app.getByLabel("Or a name in place of a number").fill("TIDEWATER");
  await app.getByRole("button", { name: "Connect", exact: true }).first().click();
  await app.getByText("Nobody can answer a name").waitFor();
  for (const viewport of [WIDE, PHONE]) await look(`sms-${viewport.width}`, viewport);
});

it("a sender that fails says so beside itself alone, and is disconnected only once it was said what stops", async () => {
  const [first, second] = ["+14155550100", "+14155550155"];
  await town.smsAccount({ ...ACCOUNT, numbers: [first, second] });
  for (const sender of [first, second])
    await openPage(desk.app, `${PATH}.data`, undefined, { form: "sms", ...CONNECT, sender });
  await town.smsAccount({ ...ACCOUNT, token: "changed at Twilio", numbers: [first, second] });
  const { page, app } = await desk.open(PATH);
  const row = (number: string) => app.locator(".tl-accounts > li", { hasText: number });
  await row(second)
    .getByRole("button", { name: `Test ${second}` })
    .click();
  const fault = (place: Frame | Locator) => place.getByText("Copy both again", { exact: false });
  await fault(row(second)).waitFor();
  expect(await fault(app).count()).toBe(1);
  await row(second)
    .getByRole("button", { name: `Disconnect ${second}` })
    .click();
  const dialog = app.getByRole("dialog", { name: `Disconnect ${second}?` });
  await dialog.getByText("none leave by it", { exact: false }).waitFor();
  for (const { width } of [WIDE, PHONE]) {
    await page.setViewportSize({ ...WIDE, width });
    if (process.env.SCREENSHOTS)
      await page.screenshot({ path: `${process.env.SCREENSHOTS}/disconnect-${width}.png` });
    expect(await findBarriers(app)).toEqual([]);
  }
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await dialog.waitFor({ state: "hidden" });
  await row(second)
    .getByRole("button", { name: `Disconnect ${second}` })
    .click();
  await dialog.getByRole("button", { name: "Disconnect" }).click();
  await row(second).waitFor({ state: "detached" });
  await page.getByText("Disconnected").waitFor();
  await row(first).waitFor();
  await town.smsAccount({ ...ACCOUNT, numbers: [first, second] });
});

const COMPANY = {
  "Legal name, as the tax authority writes it": "Tidewater Traders LLC",
  Website: "https://tidewater.example",
  Street: "1 Harbour Street",
  City: "Portland",
  "State or province": "ME",
  "Postal code": "04101",
  "Country (two letters)": "US",
  "Contact's first name": "Maya",
  "Contact's last name": "Tide",
  "Contact's email": "maya@tidewater.example",
  "Contact's phone": "+14155550123",
  "Contact's job title": "Owner",
  "Where Twilio writes to about it": "maya@tidewater.example",
};

async function look(name: string, viewport: typeof WIDE): Promise<void> {
  const isTall = process.env.SCREENSHOTS && { height: 5_600 };
  const { app: seen } = await desk.open(PATH, { viewport: { ...viewport, ...isTall } });
  await seen.getByRole("heading", { name: /Registration of/ }).waitFor();
  const register = seen.getByRole("button", { name: "Register this number" });
  if (await register.isVisible()) await register.click();
  if (process.env.SCREENSHOTS)
    await seen.locator("body").screenshot({ path: `${process.env.SCREENSHOTS}/${name}.png` });
  expect(await findBarriers(seen), name).toEqual([]);
  expect(await seen.evaluate(() => document.documentElement.scrollWidth > window.innerWidth), name).toBe(
    false,
  );
}
