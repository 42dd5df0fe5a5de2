import { afterAll, beforeAll, expect, it } from "vitest";
import { loadAccount } from "#app/channels/accounts.ts";
import { mailSecrets } from "#app/channels/mail/mail-account.ts";
import { senderHash } from "#app/consent/sender-lock.ts";
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
