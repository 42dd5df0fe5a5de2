import { createHmac, randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DAY, HOUR } from "#app/clock.ts";
import { type App, install, look, settled, startApp, stopApps } from "#tests/app.ts";
import { connectMailbox, type Letter, writeMail } from "#tests/mail.ts";
import { town } from "#tests/town.ts";
import { WIRE } from "#tests/wire/documented-sample.ts";

const REAL = join(WIRE, "email/mime-replies/talon");

let app: App;
let shopId: string;

beforeAll(async () => {
  await town.reset();
  app = await startApp();
  shopId = await install(app);
});
afterAll(stopApps);

describe.each([
  ["Mailgun, which signs the time", "mailgun", false, "outlook.eml"],
  ["SendGrid, by the address's password", "sendgrid", false, "gmail.eml"],
  ["SendGrid under a policy, which signs what it posts", "sendgrid", true, "thunderbird.eml"],
] as const)("mail that comes by %s", (_, style, signs, real) => {
  const address = `${style}${signs ? "-signed" : ""}@tidewater.example`;
  let accountId: string;

  beforeAll(async () => {
    accountId = await connectMailbox(app, shopId, style, { address, signs });
  });

  const post = async (from: string, letter: Letter) =>
    (await writeMail(from, { to: address, ...letter })).posted.map(({ answered }) => answered);
  const bodies = () =>
    look(shopId, async ({ tx }) => {
      const where = { accountId, direction: "in" };
      const select = { body: true, authentic: true };
      return tx.message.findMany({ where, select, orderBy: [{ at: "asc" }, { id: "asc" }] });
    });
  const receipts = () => look(shopId, ({ tx }) => tx.receipt.count());

  it("is taken once however often it is posted, and believed by its writer's own signature", async () => {
    const text = "Do you have this in blue?";
    expect(await post("ada@example.com", { subject: "Re: Hi", text, repeats: 2 })).toEqual([200, 200, 200]);
    await settled();
    expect(await bodies()).toEqual([{ body: text, authentic: true }]);
  });

  it("keeps every byte of an old alphabet", async () => {
    const words = `Passt die Größe? 100 % = 1+1 & mehr für ${address}`;
    const raw = inOldAlphabet(words);
    expect(await post("bjorn@example.com", { raw })).toEqual([200]);
    await settled();
    expect((await bodies()).map(({ body }) => body)).toContain(`Hello\n\n${words}`);
  });

  it.skipIf(!existsSync(REAL))("reads a real program's mail as it stands", async () => {
    expect(
      await post("outlook@example.com", { raw: readFileSync(join(REAL, real)).toString("base64") }),
    ).toEqual([200]);
    await settled();
    expect((await bodies()).map(({ body }) => body)).toContainEqual(
      expect.stringMatching(/^(Test\n\n)?Hello$/),
    );
  });

  it("is refused from whoever does not know the secret, and nothing of it is kept", async () => {
    const before = await receipts();
    expect(await post("mallory@evil.example", { text: "let me in", forged: true })).toEqual([403]);
    expect(await receipts()).toBe(before);
  });

  it.runIf(style === "mailgun")(
    "is refused under a signature of days ago, and taken hours late",
    async () => {
      expect(await postSigned(5 * DAY, "five days ago")).toBe(403);
      expect(await postSigned(8 * HOUR, "hours ago")).toBe(200);
      await settled();
      expect((await bodies()).map(({ body }) => body)).toContain("hours ago");
    },
  );

  it.runIf(style === "mailgun")("opens for no other mail under a signature that was seen", async () => {
    expect(await postSigned(HOUR, "what was written")).toBe(200);
    expect(await postSigned(HOUR, "what was never written")).toBe(200);
    await settled();
    const said = (await bodies()).map(({ body }) => body);
    expect(said).toContain("what was written");
    expect(said).not.toContain("what was never written");
  });

  /** As Mailgun signs it, at so many milliseconds before now: the time and a token, not the mail. */
  async function postSigned(ageMs: number, text: string): Promise<number> {
    const timestamp = String(Math.floor(((await town.clock.now()).getTime() - ageMs) / HOUR) * 3_600);
    const signature = createHmac("sha256", "mailgun-signing-key").update(`${timestamp}seen`).digest("hex");
    const mime = `From: late@example.com\r\nMessage-ID: <${randomUUID()}@example.com>\r\n\r\n${text}`;
    const body = new URLSearchParams({ timestamp, token: "seen", signature, "body-mime": mime });
    return (await fetch(`${app.url}/webhooks/email/${accountId}/mime`, { method: "POST", body })).status;
  }
});

/** Bytes above 127 that are no UTF-8. */
const inOldAlphabet = (words: string): string =>
  Buffer.from(
    `From: bjorn@example.com\r\nSubject: Hello\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${words}\r\n`,
    "latin1",
  ).toString("base64");
