import { ImapFlow } from "imapflow";
import { createTransport } from "nodemailer";
import { describe, expect, test } from "vitest";
import type { MailSeen } from "#tests/town.ts";
import { freshTown } from "./one-town.ts";

const used = freshTown(["mail"]);
const ADDRESS = "ada@example.com";

async function send(more: Record<string, unknown> = {}): Promise<string> {
  const transport = createTransport({ url: used.town.smtp, socketTimeout: 2000 } as never);
  try {
    const sent = await transport.sendMail({
      from: "Tidewater <help@tidewater.example>",
      to: ADDRESS,
      subject: "Your code is 123 456 – 👋",
      text: "Grüße, your code is 123 456",
      html: "<p>123 456</p>",
      ...more,
    });
    return sent.response;
  } finally {
    transport.close();
  }
}
function addressOf(url: string) {
  const { hostname, port } = new URL(url);
  return { address: hostname, port: Number(port) };
}
const inbox = async (address = ADDRESS) =>
  (await used.call("GET", `/mail/${address}`)).body.mails as object[];
const accepted = async () => ((await used.call("GET", "/ledger")).body.entries as object[]).length;

describe("the town's mail", () => {
  test("lands in the mailbox of every recipient, readable, and in the ledger", async () => {
    await send({ bcc: "Bruno@Example.com", headers: { "Auto-Submitted": "auto-generated" } });
    expect(await inbox()).toMatchObject([
      {
        from: "Tidewater <help@tidewater.example>",
        to: [ADDRESS],
        subject: "Your code is 123 456 – 👋",
        text: expect.stringContaining("Grüße"),
        html: expect.stringContaining("<p>"),
        headers: { "auto-submitted": "auto-generated" },
      },
    ]);
    expect(await inbox("bruno@example.com")).toHaveLength(1);
    expect((await used.call("GET", "/mail")).body.mailboxes).toHaveLength(2);
    expect((await used.call("GET", "/ledger")).body.entries).toMatchObject([
      { provider: "smtp", kind: "mail", to: [ADDRESS, "bruno@example.com"] },
    ]);
    await used.call("POST", "/reset", {});
    expect(await inbox()).toEqual([]);
  });

  test("people answer: by the mail's Reply-To, with its thread's headers, signed by their domain", async () => {
    await send({ messageId: "<one@tidewater.example>", replyTo: "help+token@tidewater.example" });
    const answer = await used.call("POST", `/mail/${ADDRESS}/reply`, { text: "thanks", quote: true });
    expect(answer).toMatchObject({ status: 200, body: { posted: [] } });
    const { mails } = (await used.call("GET", "/mail/help@tidewater.example")).body as { mails: MailSeen[] };
    expect(mails).toMatchObject([
      {
        from: ADDRESS,
        subject: "Re: Your code is 123 456 – 👋",
        text: expect.stringMatching(/^thanks\n\nOn .* wrote:\n\n> Grüße/),
        headers: {
          "in-reply-to": "<one@tidewater.example>",
          references: "<one@tidewater.example>",
          "dkim-signature": expect.stringContaining("d=example.com"),
        },
      },
    ]);
  });

  test("a mailbox is read over IMAP, and hears of new mail while it idles", async () => {
    await send({ to: "help@tidewater.example" });
    const { address, port } = addressOf(used.town.imap);
    const auth = { user: "help@tidewater.example", pass: "any" };
    const client = new ImapFlow({ host: address, port, secure: false, auth, logger: false });
    await client.connect();
    const box = await client.mailboxOpen("INBOX", { readOnly: true });
    expect(box).toMatchObject({ exists: 1, uidNext: 2 });
    const [first] = await client.fetchAll("1:*", { uid: true, size: true, source: true }, { uid: true });
    expect(first?.source?.toString()).toContain("Subject: =?UTF-8?");
    expect(first?.size).toBe(first?.source?.length);
    const heard = new Promise((resolve) => client.once("exists", resolve));
    const idling = client.idle();
    await send({ to: "help@tidewater.example" });
    expect(await heard).toMatchObject({ count: 2 });
    await client.logout();
    await idling;
    const wrong = new ImapFlow({
      host: address,
      port,
      secure: false,
      auth: { ...auth, pass: "wrong" },
      logger: false,
    });
    await expect(wrong.connect()).rejects.toMatchObject({ authenticationFailed: true });
  });

  test.each([
    ["400", 550, 0],
    ["429", 450, 0],
    ["500-before", 451, 0],
    ["500-after", 451, 1],
  ])("%s answers %i with %i accepted", async (fault, responseCode, count) => {
    await used.call("POST", "/faults", { provider: "smtp", fault, match: { to: ADDRESS } });
    await expect(send()).rejects.toMatchObject({ responseCode });
    expect(await accepted()).toBe(count);
    expect(await inbox()).toHaveLength(count);
  });

  test.each([
    ["reset", 0],
    ["reset-after", 1],
  ])("%s cuts the line with %i accepted", async (fault, count) => {
    await used.call("POST", "/faults", { provider: "smtp", fault });
    await expect(send()).rejects.toThrow();
    expect(await accepted()).toBe(count);
  });

  test("refuse turns the caller away before a word is said", async () => {
    await used.call("POST", "/faults", { provider: "smtp", fault: "refuse" });
    await expect(send()).rejects.toMatchObject({ responseCode: 421 });
    expect(await send()).toContain("250");
  });
});
