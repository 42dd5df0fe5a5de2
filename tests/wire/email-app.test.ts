import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadAccount } from "#app/channels/accounts.ts";
import { mailSecrets } from "#app/channels/mail/mail-account.ts";
import { readMail } from "#app/channels/mail/read-mail.server.ts";
import { inShop } from "#app/db.server.ts";
import { type App, install, look, settled, startApp, stopApps } from "#tests/app.ts";
import { connectMailbox } from "#tests/mail.ts";
import { town } from "#tests/town.ts";
import { WIRE } from "#tests/wire/documented-sample.ts";

const folder = join(WIRE, "email");
const isThere = existsSync(folder);
const FOLDERS = [
  "mime-replies/talon",
  "mime-replies/fiedl",
  "mime-other/chatwoot",
  "bounces-and-auto/sisimai",
];

if (!isThere) console.log("tests/wire: no mail here, skipped");

describe.skipIf(!isThere)("real mail through the door", () => {
  let app: App;
  let shopId: string;
  let url: string;
  let authorization: string;

  beforeAll(async () => {
    await town.reset();
    app = await startApp();
    shopId = await install(app);
    const id = await connectMailbox(app, shopId);
    const account = await inShop(shopId, (shop) => loadAccount(shop, id));
    url = `${app.url}/webhooks/email/${id}`;
    const { inboundPassword } = mailSecrets(account!);
    authorization = `Basic ${Buffer.from(`threadline:${inboundPassword}`).toString("base64")}`;
  });
  afterAll(stopApps);

  /** As a receiver does: a letterbox that is busy (503) is asked again. */
  async function post(body: Buffer, headers: Record<string, string> = {}): Promise<Response> {
    const sent = { authorization, "content-type": "message/rfc822", ...headers };
    for (;;) {
      const answer = await fetch(url, { method: "POST", headers: sent, body: new Uint8Array(body) });
      if (answer.status !== 503) return answer;
    }
  }

  it("is all taken, and each is read or set aside with its reason", async () => {
    let count = 0;
    for (const from of FOLDERS)
      for (const name of readdirSync(join(folder, from))) {
        count++;
        expect((await post(readFileSync(join(folder, from, name)))).status, name).toBe(200);
      }
    await settled();
    const receipts = await look(shopId, ({ tx }) => tx.receipt.findMany({ where: { door: "email" } }));
    expect(receipts).toHaveLength(count);
    const parked = receipts.filter(({ readAt }) => readAt === null);
    expect(parked.map(({ parkedFor }) => parkedFor)).toEqual([NO_SENDER, NO_SENDER]);
  });

  it("makes messages of what people wrote, and of no bounce, list or report", async () => {
    const messages = await look(shopId, ({ tx }) =>
      tx.message.findMany({
        where: { direction: "in" },
        select: { body: true, automatic: true, authentic: true, externalId: true },
      }),
    );
    const bodies = messages.map(({ body }) => body);
    // Eight programs' answers to one mail, each cut to its one word.
    expect(bodies.filter((body) => body === "Hello" || body === "Test\n\nHello")).toHaveLength(7);
    expect(bodies).toContain("Yes, I am providing you step how to reproduce this issue");
    expect(messages.filter(({ automatic }) => automatic)).toHaveLength(3);
    expect(messages.filter(({ authentic }) => authentic)).toEqual([]);
    expect(bodies.join("\n")).not.toMatch(/undeliver|Delivery to the following|abuse report/i);
  });

  it("is answered by no robot: none of it is signed", async () => {
    const { mailboxes } = (await (await fetch(`${town.url}/_town/mail`)).json()) as { mailboxes: unknown[] };
    expect(mailboxes).toEqual([]);
  });

  it.each([
    ["no mail at all", Buffer.from("hello"), "message/rfc822", /does not say who sent it/],
    ["JSON without the source", Buffer.from("{}"), "application/json", /Include raw email/],
    [
      "a form without the source",
      Buffer.from("from=a%40b.example"),
      "application/x-www-form-urlencoded",
      /without its source/,
    ],
    [
      "thousands of parts",
      Buffer.from(
        `From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n".repeat(3000)}--b--`,
      ),
      "message/rfc822",
      /3001 parts/,
    ],
  ])("%s is kept and set aside with a reason", async (_, body, type, reason) => {
    expect((await post(body, { "content-type": type })).status).toBe(200);
    await settled();
    const [newest] = await look(shopId, ({ tx }) =>
      tx.receipt.findMany({ orderBy: { receivedAt: "desc" }, take: 1 }),
    );
    expect(newest).toMatchObject({ readAt: null, parkedFor: expect.stringMatching(reason) });
  });

  it("is refused where it is larger than any mail, or comes from somebody else", async () => {
    expect((await post(Buffer.alloc(37_000_000, "a"))).status).toBe(413);
    expect((await post(Buffer.from("x"), { authorization: "Basic x" })).status).toBe(403);
  });
});

const NO_SENDER = "The mail does not say who sent it.";

describe.skipIf(!isThere)("bounces", () => {
  it.each([
    ["rfc3464-01", "5.1.1", true],
    ["rfc3464-03", "5.0.0", false],
    ["lhost-postfix-01", "5.1.1", true],
    ["lhost-sendgrid-01", "5.1.1", true],
    ["lhost-amazonses-01", "5.0.0", true],
    ["lhost-gmail-01", "5.1.1", true],
    ["lhost-office365-01", "5.1.10", true],
  ])("%s says what failed", async (name, code, isBadAddress) => {
    const mail = await readMail(readFileSync(join(folder, "bounces-and-auto/sisimai", `${name}.eml`)));
    expect(mail.bounce).toMatchObject({ state: "failed", code, isBadAddress });
    expect(mail.automatic).not.toBeNull();
  });

  it("a complaint is one, and what is no bounce is none", async () => {
    const of = (name: string) =>
      readMail(readFileSync(join(folder, "bounces-and-auto/sisimai", `${name}.eml`)));
    expect((await of("arf-01")).bounce).toMatchObject({ state: "complaint" });
    expect(await of("is-not-bounce-01")).toMatchObject({ bounce: null, automatic: null });
    expect(await of("rfc3834-01")).toMatchObject({ bounce: null, automatic: "auto-submitted" });
    expect(await of("rfc3834-02")).toMatchObject({ bounce: null, automatic: "null-return-path" });
  });
});
