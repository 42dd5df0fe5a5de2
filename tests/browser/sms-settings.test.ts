import { expect, it } from "vitest";
import { town } from "#tests/town.ts";
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
