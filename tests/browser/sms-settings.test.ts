import { expect, it } from "vitest";
import { settled } from "#tests/app.ts";
import { control, town } from "#tests/town.ts";
import { browserDesk, findBarriers, PHONE, WIDE } from "./desk-scene.ts";

const desk = browserDesk();
const ACCOUNT = { sid: "AC0123456789abcdef0123456789abcdef", token: "00112233445566778899aabbccddeeff" };
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
