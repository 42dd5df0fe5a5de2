import { randomUUID } from "node:crypto";
import type { Frame, Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { HOUR } from "#app/clock.ts";
import type { SentAct } from "#app/desk/thread-act.ts";
import { refreshTemplates } from "#app/desk/whatsapp-templates.ts";
import { BROWSER, connectSms, look, settled } from "#tests/app.ts";
import { connectMailbox, writeMail } from "#tests/mail.ts";
import { runNow } from "#tests/run-now.ts";
import { town } from "#tests/town.ts";
import { whatsApp } from "#tests/whatsapp.ts";
import { browserDesk, findBarriers, PHONE } from "./desk-scene.ts";

const desk = browserDesk();
let phone: string;
let email: string;
let thread: string;

/** A shopper of the cast who has written by mail and then by text, and wants a person. */
beforeAll(async () => {
  await settled();
  await connectSms(desk.app, desk.shopId);
  await connectMailbox(desk.app, desk.shopId);
  phone = (await town.cast()).find(({ role }) => role === "on-time")!.phone!;
  await town.text(phone, "I want to talk to a person");
  await settled();
  [thread, email] = await look(desk.shopId, async ({ tx }) => {
    const { conversationId: id } = await tx.message.findFirstOrThrow({ where: { address: phone } });
    const where = { kind: "email", customer: { conversation: { id } } };
    return [id, (await tx.contactPoint.findFirstOrThrow({ where })).value] as const;
  });
  await writeMail(email, { subject: "Hello", text: "Here as well" });
  await settled();
  await town.text(phone, "Are you there?");
  await settled();
});

const field = (app: Frame) => app.locator(".tl-composer textarea");
const shown = (app: Frame, words: string) => app.locator(".tl-message", { hasText: words });
const button = (app: Frame, name: string) => app.getByRole("button", { name, exact: true });
const threadOf = (address: string) =>
  look(desk.shopId, async ({ tx }) => {
    const where = { address, direction: "in" };
    return (await tx.message.findFirstOrThrow({ where, orderBy: { at: "desc" } })).conversationId;
  });

/** Ben answers from his own window. */
async function benAnswers(id: string, said: Partial<Extract<SentAct, { do: "reply" }>>) {
  await desk.open("/app/inbox", { staff: desk.ben });
  await desk.rank(desk.ben, "agent");
  const authorization = `Bearer ${await town.sessionToken({ staff: desk.ben })}`;
  const answer = await fetch(`${desk.app.url}/app/threads/${id}`, {
    method: "POST",
    headers: { authorization, "user-agent": BROWSER, "content-type": "application/json" },
    body: JSON.stringify({ do: "reply", clientId: randomUUID(), text: "", seenSeq: 999, ...said }),
  });
  expect(await answer.json()).toMatchObject({ ok: true });
  await settled();
}

/** What staff send from this page waits until it is let go. */
async function hold(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route("**/app/threads/**", async (route) => {
    if (route.request().postData()?.includes('"do":"reply"')) await promise;
    await route.fallback();
  });
  return resolve;
}

describe("a reply", () => {
  it("is counted as it is typed, made plain at a press, and planned for nine on their clock", async () => {
    const { app } = await desk.open(`/app/inbox/${thread}`);
    await field(app).fill("It’s on its way 🙂 ".repeat(5).trim());
    await app.getByText("2 segments, with characters that take more room").waitFor();
    expect(await findBarriers(app)).toEqual([]);
    await app.getByRole("button", { name: "Use plain characters" }).click();
    await app.getByText(/^1 segment, \d+ left/).waitFor();
    expect(await field(app).inputValue()).toBe("It's on its way ".repeat(5).trim());
    await app.locator(".tl-later select").selectOption({ label: "At 9:00 their time" });
    await app.getByRole("button", { name: "Plan" }).click();
    await app.getByRole("button", { name: "Do not send" }).click();
    await shown(app, "It's on its way").getByText("took it back").waitFor();
    expect((await town.textsTo(phone)).filter((text) => text.includes("on its way"))).toEqual([]);
  });

  it("to a number that the carrier blocks says so, and goes out the way that is open", async () => {
    const { app } = await desk.open(`/app/inbox/${thread}`, { viewport: PHONE });
    await field(app).waitFor();
    await town.text(phone, "STOP");
    await app.getByText("Blocked until they text START to +14155550100.").waitFor();
    await field(app).fill("Still yours");
    expect(await app.getByRole("button", { name: "Send", exact: true }).isDisabled()).toBe(true);
    expect(await findBarriers(app)).toEqual([]);
    await app.getByRole("button", { name: "Answer by email" }).click();
    await field(app).press("Enter");
    await shown(app, "Still yours").getByText("Sent", { exact: true }).waitFor();
    await settled();
    expect((await town.mail(email)).at(-1)?.text).toContain("Still yours");
  });
});

describe("a reply that is refused", () => {
  const PHONE_OF_SAM = "+14155557601";
  const notSent = (app: Frame, words: string) => shown(app, words).getByText("Not sent.");

  it("comes back only where nothing else is being written, and else stays in sight with its reason", async () => {
    await town.text(PHONE_OF_SAM, "I want to talk to a person");
    await settled();
    const id = await threadOf(PHONE_OF_SAM);
    const { page, app } = await desk.open(`/app/inbox/${id}`);
    let letGo = await hold(page);
    await field(app).fill("One");
    await field(app).press("Enter");
    await field(app).fill("Two, half wr");
    await benAnswers(id, { text: "I have it, Maya" });
    letGo();
    await shown(app, "One").getByText("Ben Hartley answered while you were writing.").waitFor();
    expect(await field(app).inputValue()).toBe("Two, half wr");
    await shown(app, "One").getByRole("button", { name: "Send anyway" }).click();
    await shown(app, "One").getByText("Delivered").waitFor();
    await field(app).fill("");
    letGo = await hold(page);
    for (const words of ["Three", "Four"]) {
      await field(app).fill(words);
      await field(app).press("Enter");
      await shown(app, words).getByText("Sending").waitFor();
    }
    await town.text(PHONE_OF_SAM, "STOP");
    await settled();
    letGo();
    await notSent(app, "Four").waitFor();
    expect(await field(app).inputValue()).toBe("Three");
    await field(app).fill("");
    await shown(app, "Four").getByRole("button", { name: "Send again" }).click();
    await shown(app, "Four").waitFor({ state: "detached" });
    expect(await field(app).inputValue()).toBe("Four");
  });
});

it("a reply that arrives after its thread was left is not told as unsent later", async () => {
  const id = await threadOf(email);
  const newcomer = "+14155557602";
  await town.text(newcomer, "I want to talk to a person");
  await settled();
  const { page, app } = await desk.open(`/app/inbox/${await threadOf(newcomer)}`);
  const letGo = await hold(page);
  await field(app).fill("On my way out");
  await field(app).press("Enter");
  await shown(app, "On my way out").getByText("Sending").waitFor();
  await app.locator(`[data-row="${id}"]`).click();
  await shown(app, "Here as well").waitFor();
  letGo();
  await expect.poll(() => town.textsTo(newcomer)).toContain("On my way out");
  await expect
    .poll(() => app.evaluate(() => Object.keys(localStorage).filter((key) => key.includes(":outbox:"))))
    .toEqual([]);
});

it("files wait while a note is written, and a reply never leaves without one that is kept no longer", async () => {
  // The page is open while the clock jumps: its token is of yesterday, which the browser puts into its console.
  desk.expectTrouble();
  const sender = "+14155557603";
  await town.text(sender, "I want to talk to a person");
  await settled();
  const { app } = await desk.open(`/app/inbox/${await threadOf(sender)}`, { viewport: PHONE });
  const attached = app.getByRole("list", { name: "Attached files" }).getByRole("listitem");
  const buffer = Buffer.from("%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF");
  await app
    .locator(".tl-attach input")
    .setInputFiles({ name: "label.pdf", mimeType: "application/pdf", buffer });
  await attached.filter({ hasText: "label.pdf" }).getByText(/KB/).waitFor();
  await app.getByText("Internal note", { exact: true }).click();
  await field(app).fill("Sending the label");
  await field(app).press("Enter");
  await app.locator('[data-side="note"]', { hasText: "Sending the label" }).waitFor();
  await app.locator(".tl-modes").getByText("Reply").click();
  expect(await attached.count()).toBe(1);
  await field(app).fill("Here is your label");
  await town.clock.advance(25 * HOUR);
  await runNow("prune");
  await field(app).press("Enter");
  await app.getByText("An attached file is no longer kept. Attach it again.").waitFor();
  expect(await findBarriers(app)).toEqual([]);
  expect([await attached.count(), await field(app).inputValue()]).toEqual([0, "Here is your label"]);
  expect(await town.textsTo(sender)).not.toContain("Here is your label");
  await button(app, "Send").click();
  await shown(app, "Here is your label").getByText("Delivered").waitFor();
});

describe("a template", () => {
  const MARIA = "+14155557604";
  const choose = async (app: Frame, name: string) => {
    await app.getByLabel("Template").selectOption({ label: `${name} (English)` });
    await app.getByLabel("{{1}}").fill("Maria");
  };

  beforeAll(async () => {
    const accountId = await whatsApp.connect(desk.shopId);
    for (const name of ["parcel_ready", "parcel_late"])
      await whatsApp.make({
        ...{ name, language: "en", category: "UTILITY" },
        components: [{ type: "BODY", text: `Hi {{1}}: ${name}.`, example: { body_text: [["Ann"]] } }],
      });
    expect(await refreshTemplates(desk.shopId, accountId)).toMatchObject({ ok: true });
    await whatsApp.write(MARIA, "Where is my order?");
    await settled();
    await town.clock.advance(25 * HOUR);
    await settled();
  });

  it("goes out after the assistant has spoken; with a colleague's answer meanwhile only by a deliberate press", async () => {
    const id = await threadOf(MARIA);
    const { app } = await desk.open(`/app/inbox/${id}`);
    await choose(app, "parcel ready");
    await button(app, "Send").click();
    await shown(app, "Hi Maria: parcel_ready.").getByText("Delivered").waitFor();
    await choose(app, "parcel late");
    const template = { name: "parcel_ready", language: "en", parameters: ["you"] };
    await benAnswers(id, { template });
    await app.getByText("Ben Hartley answered while you were writing.").waitFor();
    await app.getByText("Enter alone does not send now").waitFor();
    expect(await app.locator("#composer-help").textContent()).toBe("");
    expect(await findBarriers(app)).toEqual([]);
    await app.getByLabel("{{1}}").press("Enter");
    expect(await app.getByLabel("{{1}}").inputValue()).toBe("Maria");
    await app.getByLabel("{{1}}").press("Control+Enter");
    await shown(app, "Hi Maria: parcel_late.").getByText("Delivered").waitFor();
  });

  it("leaves the field to a note by its key, and to words of one's own once they write another way", async () => {
    const { page, app } = await desk.open(`/app/inbox/${await threadOf(MARIA)}`);
    await choose(app, "parcel ready");
    await app.locator(".tl-thread-who").click();
    for (const key of ["n", "e", "n"]) await page.keyboard.press(key);
    expect(await field(app).inputValue()).toBe("en");
    await field(app).press("Enter");
    await app.locator('[data-side="note"]', { hasText: "en" }).waitFor();
    await app.locator(".tl-modes").getByText("Reply").click();
    expect(await app.getByLabel("{{1}}").inputValue()).toBe("Maria");
    await town.text(MARIA, "Never mind WhatsApp");
    await app.getByPlaceholder(/by text/).fill("Tomorrow at noon");
    await field(app).press("Enter");
    await shown(app, "Tomorrow at noon").getByText("Delivered").waitFor();
    expect(await town.textsTo(MARIA)).toContain("Tomorrow at noon");
  });

  it("that Meta has taken back gives way to words of one's own where those are open", async () => {
    await whatsApp.write(MARIA, "Here I am again");
    await settled();
    const { app } = await desk.open(`/app/inbox/${await threadOf(MARIA)}`);
    await button(app, "Use a template").click();
    await choose(app, "parcel ready");
    for (const name of ["parcel_ready", "parcel_late"]) await whatsApp.judge(name, { status: "DISABLED" });
    await settled();
    await whatsApp.write(MARIA, "Hello?");
    await app.getByText("This template cannot be sent any more.").waitFor();
    expect(await findBarriers(app)).toEqual([]);
    await app.getByLabel("Template").selectOption({ label: "None: words of your own" });
    await field(app).fill("In words then");
    await field(app).press("Enter");
    await shown(app, "In words then").getByText("Delivered").waitFor();
  });
});
