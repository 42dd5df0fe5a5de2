import { dkimVerify } from "mailauth";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recheckDomain } from "#app/channels/mail/connect-mail.ts";
import { resolveRecords } from "#app/channels/mail/dns.server.ts";
import { mailSettings } from "#app/channels/mail/mail-account.ts";
import { recordConsent } from "#app/consent/ledger.ts";
import { sendMessage } from "#app/conversations/send-message.ts";
import { inShop } from "#app/db.server.ts";
import { type App, install, look, settled, startApp, stopApps } from "#tests/app.ts";
import { connectMailbox, replyByMail, writeMail } from "#tests/mail.ts";
import { control, town } from "#tests/town.ts";

let app: App;
let shopId: string;
let accountId: string;
const ADA = "ada@example.com";

beforeAll(async () => {
  await town.reset();
  app = await startApp();
  shopId = await install(app);
  accountId = await connectMailbox(app, shopId);
  await writeMail(ADA, { subject: "Sizes", text: "Do you have this in blue?" });
  await inShop(shopId, (shop) =>
    recordConsent(shop, {
      channel: "email",
      address: ADA,
      purpose: "marketing",
      state: "granted",
      source: "storefront",
      evidence: {},
      at: shop.at,
    }),
  );
  await settled();
});
afterAll(stopApps);

const send = async (intent: string, more: object) => {
  await inShop(shopId, async (shop) => {
    const { conversationId } = await shop.tx.message.findFirstOrThrow({ where: { address: ADA } });
    await sendMessage(shop, {
      conversationId,
      channel: "email",
      text: "Hello",
      intent,
      author: { kind: "system" },
      ...more,
    });
  });
  await settled();
};
const stateOf = (intent: string) =>
  look(shopId, ({ tx }) =>
    tx.message.findFirstOrThrow({ where: { intent }, select: { state: true, reason: true } }),
  );
const mailsOf = (subject: string) =>
  town.mail(ADA).then((mails) => mails.filter((mail) => mail.subject === subject));

const sayDomain = async (dkim: string | null) => {
  await control("POST", "/dns", {
    name: "threadline._domainkey.tidewater.example",
    type: "TXT",
    values: dkim && [dkim],
  });
  await recheckDomain(shopId, accountId);
};
const record = () =>
  look(
    shopId,
    async ({ tx }) =>
      mailSettings(await tx.channelAccount.findFirstOrThrow({ where: { id: accountId } })).dkim!.record,
  );

describe("a domain that does not vouch for our mail", () => {
  it("sends no marketing, and says why; answers go out all the same", async () => {
    await send("offer-1", { purpose: "marketing", subject: "Offer 1" });
    expect(await stateOf("offer-1")).toEqual({ state: "suppressed", reason: "domain-not-aligned" });
    await send("answer-1", { author: { kind: "staff", id: "s" } });
    expect(await stateOf("answer-1")).toMatchObject({ state: "sent" });
    const answer = (await mailsOf("Re: Sizes")).at(-1);
    expect(answer!.headers).not.toHaveProperty("auto-submitted");
    expect(answer!.headers).not.toHaveProperty("dkim-signature");
  });

  it("is told apart: no key, another's key, and ours", async () => {
    const state = async () =>
      look(
        shopId,
        async ({ tx }) =>
          mailSettings(await tx.channelAccount.findFirstOrThrow({ where: { id: accountId } })).domain!.dkim,
      );
    await sayDomain("v=DKIM1; k=rsa; p=AAAA");
    expect(await state()).toBe("wrong");
    await sayDomain(null);
    expect(await state()).toBe("missing");
    await sayDomain(await record());
    expect(await state()).toBe("ok");
  });
});

describe("marketing from a domain that vouches for it", () => {
  it("carries a way out that works at one press, in lines that no fold breaks, under our signature", async () => {
    await sayDomain(await record());
    await send("offer-2", { purpose: "marketing", subject: "Offer 2" });
    const [offer] = await mailsOf("Offer 2");
    expect(offer!.headers).toMatchObject({
      "list-unsubscribe": expect.stringMatching(/^<http[^\s]+\/preferences\/[\w-]+>$/),
      "list-unsubscribe-post": "List-Unsubscribe=One-Click",
      "auto-submitted": expect.stringMatching(/^auto-/),
      "dkim-signature": expect.stringMatching(/h=[^;]*list-unsubscribe:list-unsubscribe-post/i),
    });
    const { raw } = await control<{ raw: string }>("GET", `/mail-source/${offer!.id}`);
    const source = Buffer.from(raw, "base64");
    expect(source.toString()).toMatch(/^List-Unsubscribe: <http\S+>\r$/m);
    const verified = await dkimVerify(source, { resolver: resolveRecords });
    expect(verified.results).toMatchObject([
      { status: { result: "pass" }, signingDomain: "tidewater.example" },
    ]);
  });

  it("says how to end it in the reader's language, and its page speaks it, too", async () => {
    const speaks = (locale: string | null) =>
      look(shopId, ({ tx }) => tx.conversation.updateMany({ where: { shopId }, data: { locale } }));
    await speaks("de-DE");
    await send("offer-de", { purpose: "marketing", subject: "Angebot" });
    await speaks(null);
    const [offer] = await mailsOf("Angebot");
    const [, url] = /Abmelden: (http\S+)/.exec(offer!.text)!;
    expect(await (await fetch(url!)).text()).toContain("Senden Sie mir gar nichts mehr");
  });

  it("is not ended by looking at the link, and is at once by pressing it, without a cookie", async () => {
    const [offer] = await mailsOf("Offer 2");
    const [, url] = /<(.+)>/.exec(offer!.headers["list-unsubscribe"]!)!;
    const looked = await fetch(url!);
    expect(looked.status).toBe(200);
    expect(await looked.text()).toContain("Send me nothing at all");
    await send("offer-3", { purpose: "marketing", subject: "Offer 3" });
    expect(await stateOf("offer-3")).toMatchObject({ state: "sent" });
    const pressed = await fetch(url!, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "List-Unsubscribe=One-Click",
    });
    expect(pressed.status).toBe(200);
    await send("offer-4", { purpose: "marketing", subject: "Offer 4" });
    expect(await stateOf("offer-4")).toEqual({ state: "suppressed", reason: "opted-out" });
  });

  it("knows no link but its own", async () => {
    const [offer] = await mailsOf("Offer 2");
    const [, url] = /<(.+)>/.exec(offer!.headers["list-unsubscribe"]!)!;
    const forged = `${url!.slice(0, -4)}AAAA`;
    expect((await fetch(forged, { method: "POST" })).status).toBe(404);
  });
});

describe("a mail that comes back", () => {
  const bounce = (about: string) =>
    Buffer.from(
      `Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example.com\r\nTo: help@tidewater.example\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nIt did not arrive.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.com\r\n\r\nFinal-Recipient: rfc822; ${ADA}\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: ${about}\r\nSubject: Hello\r\n\r\nHello\r\n--b--\r\n`,
    ).toString("base64");

  it("is told of the message it speaks of; one that names none of ours changes nothing", async () => {
    await send("answer-2", { author: { kind: "staff", id: "s" }, text: "Blue is here" });
    const { externalId } = await look(shopId, ({ tx }) =>
      tx.message.findFirstOrThrow({ where: { intent: "answer-2" } }),
    );
    await writeMail("mailer-daemon@mx.example.com", { raw: bounce("<tl.forged@tidewater.example>") });
    await settled();
    expect(await stateOf("answer-2")).toMatchObject({ state: "sent" });
    await writeMail("mailer-daemon@mx.example.com", { raw: bounce(externalId!) });
    await settled();
    expect(await stateOf("answer-2")).toEqual({ state: "failed", reason: "5.1.1" });
    const [point] = await look(shopId, ({ tx }) => tx.contactPoint.findMany({ where: { value: ADA } }));
    expect(point!.badSince).not.toBeNull();
  });

  it("answers nobody", async () => {
    expect(await town.mail("mailer-daemon@mx.example.com")).toEqual([]);
  });
});

it("an answer by mail names what it answers, and keeps its subject", async () => {
  await replyByMail(ADA, { text: "Thanks!", quote: true });
  await settled();
  await send("answer-3", { author: { kind: "staff", id: "s" }, text: "You are welcome" });
  const last = (await mailsOf("Re: Sizes")).at(-1)!;
  expect(last.headers.references!.split(" ").length).toBeGreaterThan(1);
  expect(last.headers.references).toContain(last.headers["in-reply-to"]!);
});
