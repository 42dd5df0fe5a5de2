import type { ServerResponse } from "node:http";
import { expect, it } from "vitest";
import { disclosure } from "#app/consent/disclosure.ts";
import { say } from "#app/words/say.ts";
import { chatScene, openChat, write } from "#tests/browser/chat-scene.ts";
import { checkAccess } from "#tests/browser/check-access.ts";

const scene = chatScene();

const shop = {
  shop: "Tidewater",
  contact: "help@tidewater.example",
  terms: "https://t/a",
  privacy: "https://t/b",
};
const shown = disclosure({ country: null, channel: "email", purposes: ["support"], locale: "en" }, shop);
const told = say("en", "away.told", { address: "a•••@p•••.example" });

/** As the app answers: first the words, then, with their version, where they are told. */
function answerTell(response: ServerResponse, body: string): boolean {
  const { address, version } = JSON.parse(body) as { address: string; version?: string };
  const send = (status: number, answer: object) =>
    !!response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answer));
  if (!address.includes("@")) return send(409, { error: "odd-address", say: say("en", "away.odd") });
  return version === shown.version
    ? send(200, { told })
    : send(200, { words: shown.text, version: shown.version });
}

for (const [where, viewport] of [
  ["on a computer", { width: 1280, height: 800 }],
  ["on a phone", { width: 390, height: 844 }],
] as const)
  it(`whoever wants to leave says where they are told, reads what they agree to, and agrees, ${where}`, async () => {
    scene.app.tell = {
      offer: say("en", "away.offer", { ways: "both" }),
      field: say("en", "away.field", { ways: "both" }),
      next: say("en", "away.next"),
      agree: say("en", "away.agree"),
      told: null,
    };
    scene.app.before = (path, response, body) => path === "/chat/tell" && answerTell(response, body);
    const page = await scene.visit({ viewport });
    await openChat(page);
    const offer = page.getByRole("button", { name: "Leaving?" });
    // Nothing is asked yet: there is nothing to be told of.
    await expect.poll(() => offer.isVisible()).toBe(false);
    await write(page, "Can this be engraved?");
    await offer.click();
    await page.getByRole("textbox", { name: "Email address or mobile number" }).fill("ada");
    await page.keyboard.press("Enter");
    await page.getByText("We cannot write to that").waitFor();
    await page.getByRole("textbox", { name: "Email address or mobile number" }).fill("ada@people.example");
    await page.keyboard.press("Enter");
    await page.getByText("in answer to my messages").waitFor();
    expect(await checkAccess(page, "threadline-chat")).toEqual([]);
    await page.keyboard.press("Enter");
    await page.getByText(told).waitFor();
    expect(await checkAccess(page, "threadline-chat")).toEqual([]);
    const bodies = scene.app.asked
      .filter(({ path }) => path === "/chat/tell")
      .map(({ body }) => JSON.parse(body));
    expect(bodies.at(-1)).toEqual({ address: "ada@people.example", version: shown.version });
  });

it("a shop that can write to nobody elsewhere offers nothing", async () => {
  const page = await scene.visit();
  await openChat(page);
  await write(page, "Can this be engraved?");
  await page.locator(".mine:not(.unsent)").waitFor();
  expect(await page.locator(".tell").isVisible()).toBe(false);
});
