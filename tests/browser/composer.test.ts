import type { Frame } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { connectSms, look, settled } from "#tests/app.ts";
import { connectMailbox, writeMail } from "#tests/mail.ts";
import { town } from "#tests/town.ts";
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

describe("a reply", () => {
  it("is counted as it is typed, made plain at a press, and planned for nine on their clock", async () => {
    const { app } = await desk.open(`/app/inbox/${thread}`);
    await field(app).fill("It’s on its way 🙂 ".repeat(5).trim());
    await app.getByText("2 segments, with signs that take more room").waitFor();
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
