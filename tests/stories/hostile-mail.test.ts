import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadAccount } from "#app/channels/accounts.ts";
import { mailSecrets } from "#app/channels/mail/mail-account.ts";
import { senderHash } from "#app/consent/sender-lock.ts";
import { sendMessage } from "#app/conversations/send-message.ts";
import { inShop } from "#app/db.server.ts";
import { type App, install, look, settled, startApp, stopApps } from "#tests/app.ts";
import { connectMailbox } from "#tests/mail.ts";
import { town } from "#tests/town.ts";

let app: App;
let shopId: string;
let url: string;
let authorization: string;

beforeAll(async () => {
  await town.reset();
  app = await startApp();
  shopId = await install(app);
  const id = await connectMailbox(app, shopId);
  url = `${app.url}/webhooks/email/${id}`;
  const { inboundPassword } = mailSecrets((await inShop(shopId, (shop) => loadAccount(shop, id)))!);
  authorization = `Basic ${Buffer.from(`threadline:${inboundPassword}`).toString("base64")}`;
});
afterAll(stopApps);

const post = async (mail: string): Promise<number> => {
  const headers = { authorization, "content-type": "message/rfc822" };
  return (await fetch(url, { method: "POST", headers, body: mail })).status;
};
const newest = () =>
  look(shopId, ({ tx }) =>
    tx.receipt.findFirstOrThrow({ where: { door: "email" }, orderBy: { receivedAt: "desc" } }),
  );

const FROM = "From: mallory@evil.example\r\nTo: help@tidewater.example\r\n";
const withType = (type: string, body: string) =>
  `${FROM}MIME-Version: 1.0\r\nContent-Type: ${type}\r\n\r\n${body}`;
const plain = (body: string) => withType("text/plain", body);

/** An index keeps what repeats itself in less room than it has. */
const noise = (letters: number) => randomBytes(letters / 2).toString("hex");

/** Each would hold a process up for minutes or hours, were it worked on in the square of its length. */
const HOSTILE: [name: string, mail: string][] = [
  [
    "a report without its part for machines, and one word of a hundred thousand letters",
    withType(
      'multipart/report; report-type=delivery-status; boundary="b"',
      `--b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${`${"a".repeat(70)}=\r\n`.repeat(1_500)}\r\n--b--\r\n`,
    ),
  ],
  [
    "a quotation of one line with a million spaces",
    withType("text/plain; format=flowed", `>${" ".repeat(1_000_000)}x\r\n`),
  ],
  ["two hundred thousand lines of one header", `${FROM}${"x: y\r\n".repeat(150_000)}\r\nhello`],
  [
    "an address on the web that is nearly all full stops",
    plain(`hello\r\n\r\n> https://x.example/${".".repeat(90_000)}x\r\n> more\r\n`),
  ],
];

it.each(HOSTILE)("%s holds nobody up, and is read", async (_, mail) => {
  expect(await post(mail)).toBe(200);
  await settled();
  expect(await newest()).toMatchObject({ readAt: expect.any(Date), parkedFor: null });
});

describe("a mail whose Message-ID is longer than an index takes", () => {
  const ID = `<${noise(100_000)}@evil.example>`;
  const mail = (id: string, body: string) =>
    `From: longwinded@evil.example\r\nTo: help@tidewater.example\r\nMessage-ID: ${id}\r\n\r\n${body}\r\n`;
  const bodies = () =>
    look(shopId, async ({ tx }) => {
      const where = { address: "longwinded@evil.example", direction: "in" };
      return (await tx.message.findMany({ where, orderBy: { seq: "asc" } })).map(({ body }) => body);
    });

  it("is read, and read once however often it comes", async () => {
    for (const body of ["first", "the same again"]) expect(await post(mail(ID, body))).toBe(200);
    await settled();
    expect(await newest()).toMatchObject({ readAt: expect.any(Date), parkedFor: null });
    expect(await bodies()).toEqual(["first"]);
  });

  it("is told from another that begins alike", async () => {
    expect(await post(mail(ID.replace("@", "b@"), "second"))).toBe(200);
    await settled();
    expect(await bodies()).toEqual(["first", "second"]);
  });

  it("is answered without naming it, for no mail could carry its id in a line", async () => {
    const where = { address: "longwinded@evil.example" };
    await inShop(shopId, async (shop) => {
      const { conversationId } = await shop.tx.message.findFirstOrThrow({ where });
      const author = { kind: "staff", id: "s" } as const;
      await sendMessage(shop, { conversationId, author, channel: "email", text: "Hello", intent: "answer" });
    });
    await settled();
    const [answer] = await town.mail("longwinded@evil.example");
    expect(answer!.headers).not.toHaveProperty("references");
  });
});

it("an answer that names thousands of mails before ours joins the thread of ours", async () => {
  const [ours] = await town.mail("longwinded@evil.example");
  const others = Array.from({ length: 5_000 }, (_, n) => `<${n}.${"x".repeat(50)}@elsewhere.example>`);
  const head = "From: longwinded@evil.example\r\nTo: help@tidewater.example\r\n";
  const named = `References: ${[...others, ours!.messageId].join("\r\n ")}\r\n`;
  expect(await post(`${head}${named}\r\nthanks\r\n`)).toBe(200);
  await settled();
  const where = { body: "thanks" };
  const answer = await look(shopId, ({ tx }) => tx.message.findFirstOrThrow({ where }));
  expect(answer.context).toMatchObject({ kind: "reply", externalId: ours!.messageId });
});

it("a report on our mail under a domain without end is kept under the id that we gave", async () => {
  const [ours] = await town.mail("longwinded@evil.example");
  const type = 'multipart/report; report-type=delivery-status; boundary="b"';
  const status = "Final-Recipient: rfc822; longwinded@evil.example\r\nAction: failed\r\nStatus: 5.2.2\r\n";
  const part = `--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\n${status}\r\n--b--\r\n`;
  const named = `In-Reply-To: ${ours!.messageId.replace(">", `.${noise(100_000)}>`)}\r\n`;
  expect(await post(named + withType(type, part))).toBe(200);
  await settled();
  expect(await newest()).toMatchObject({ readAt: expect.any(Date), parkedFor: null });
  expect(await look(shopId, ({ tx }) => tx.deliveryReport.count())).toBe(1);
});

it("a sender's address that no mail server takes is parked, and says so", async () => {
  const from = `From: <a@${noise(10_000)}.example>\r\nTo: help@tidewater.example\r\n`;
  expect(await post(`${from}\r\nhello\r\n`)).toBe(200);
  await settled();
  expect(await newest()).toMatchObject({ parkedFor: "The sender's address is longer than any can be." });
});

it("one that is built against the patterns which cut quotations is shown, for they are given a second", async () => {
  const words = `${"\r\n".repeat(7_000)}Op ${"schreef".repeat(1_700)}`;
  expect(await post(plain(`hello${words}\r\n> as you wrote\r\n`))).toBe(200);
  await settled();
  // Whole, or on a fast machine without what it quotes.
  expect(await newest()).toMatchObject({ readAt: expect.any(Date), parkedFor: null });
  const where = { body: { startsWith: "hello", contains: "schreef" } };
  expect(await look(shopId, ({ tx }) => tx.message.count({ where }))).toBe(1);
});

it("a From line without an end holds the door up for nobody", async () => {
  expect(await post(`From: ${"a".repeat(19_000)}\r\nTo: help@tidewater.example\r\n\r\nhello`)).toBe(200);
});

it.each([
  ["folded", "From: =?UTF-8?Q?A_name_that_takes_more_than_one_line?=\r\n <ann@x.example>"],
  ["with a name that looks like somebody else's address", 'From: "bob@y.example" <Ann@x.example>'],
  ["with a comment behind it", "From: ann@x.example (bob@y.example)"],
  ["bare", "from:ann@x.example"],
])(
  "a sender's line that is %s is known for hers, so that a send to her waits for what she wrote",
  async (_, from) => {
    expect(
      await post(`${from}\r\nTo: help@tidewater.example\r\nSubject: Re: news\r\n\r\nunsubscribe\r\n`),
    ).toBe(200);
    expect((await newest()).senderHash).toBe(senderHash("email", "ann@x.example"));
    await settled();
    const where = { address: "ann@x.example", direction: "in" };
    expect(await look(shopId, ({ tx }) => tx.message.count({ where }))).toBeGreaterThan(0);
  },
);
