import twilio from "twilio";
import { describe, expect, test } from "vitest";
import { segmentsOf } from "#sandbox/sms/segments.ts";
import { type Request, freshTown } from "./one-town.ts";
import { ACCOUNT, callTwilio, PHONE, SHOP_NUMBER, send, TOKEN } from "./twilio-call.ts";

const used = freshTown(["sms"]);
const settle = () => used.call("POST", "/settle", {});
const statuses = () => used.app.requests.map((request) => request.form.MessageStatus);
const phone = async (number = PHONE) =>
  (await used.call("GET", `/phones/${number}`)).body.messages as {
    direction: string;
    body: string;
    status: string;
  }[];
const text = (body: string, more: Record<string, unknown> = {}) =>
  used.call("POST", `/phones/${PHONE}/text`, { body, ...more });
const ledger = async () => (await used.call("GET", "/ledger")).body.entries as Record<string, unknown>[];

function isSigned(request: Request): boolean {
  const signature = String(request.headers["x-twilio-signature"]);
  return twilio.validateRequest(TOKEN, signature, used.app.url + request.path, request.form);
}

describe("a message to a phone", () => {
  test("is queued, then sent, then delivered, with a signed callback for each but the first", async () => {
    const sent = await send(used);
    expect(sent).toMatchObject({
      status: 201,
      body: { status: "queued", direction: "outbound-api", num_segments: "1", date_sent: null, to: PHONE },
    });
    await settle();
    expect(statuses()).toEqual(["sent", "delivered"]);
    expect(used.app.requests.map((request) => request.form.MessageSid)).toEqual([
      sent.body.sid,
      sent.body.sid,
    ]);
    expect(used.app.requests.every(isSigned)).toBe(true);
    expect(await phone()).toMatchObject([{ direction: "in", body: "Your order #1001 is on its way." }]);
    expect((await callTwilio(used, "GET", `/Messages/${sent.body.sid}.json`)).body).toMatchObject({
      status: "delivered",
      error_code: null,
    });
    expect(await ledger()).toMatchObject([
      {
        n: 1,
        provider: "twilio",
        kind: "message",
        sid: sent.body.sid,
        from: SHOP_NUMBER,
        to: PHONE,
        account: ACCOUNT,
      },
    ]);
  });

  test("by a messaging service is accepted without a number, and its callbacks carry the service", async () => {
    const service = `MG${"1".repeat(32)}`;
    await used.call("POST", "/sms/accounts", { messagingServiceSid: service });
    const sent = await send(used, { From: "", MessagingServiceSid: service });
    expect(sent.body).toMatchObject({
      status: "accepted",
      from: null,
      num_segments: "0",
      messaging_service_sid: service,
    });
    await settle();
    expect(statuses()).toEqual(["queued", "sent", "delivered"]);
    expect(used.app.requests[0]?.form).toMatchObject({ From: SHOP_NUMBER, MessagingServiceSid: service });
  });

  test("that does not arrive says why by callback, and the phone stays empty", async () => {
    await used.call("POST", `/phones/${PHONE}/fate`, { final: "undelivered", errorCode: 30003 });
    await send(used);
    await settle();
    expect(statuses()).toEqual(["sent", "undelivered"]);
    expect(used.app.requests[1]?.form.ErrorCode).toBe("30003");
    expect(await phone()).toEqual([]);
  });

  test("is told again after an error only where the address asks for it, and signed without the asking", async () => {
    const StatusCallback = `${used.app.url}/status`;
    for (const [asking, times] of [
      ["", 1],
      ["#rc=2&rp=5xx", 3],
    ] as const) {
      used.app.requests.length = 0;
      used.app.answer = (_request, res) => void res.writeHead(503).end();
      await send(used, { StatusCallback: StatusCallback + asking });
      await settle();
      expect(statuses()).toEqual([...Array(times).fill("sent"), ...Array(times).fill("delivered")]);
      expect(used.app.requests.every(isSigned)).toBe(true);
    }
  });

  test("waits for town time, so that a jump brings late callbacks at once", async () => {
    await used.call("POST", "/sms/settings", { stepMs: 3_600_000 });
    await send(used);
    await used.call("POST", "/clock", { advanceMs: 3 * 3_600_000 });
    expect(statuses().filter(Boolean)).toEqual(["sent", "delivered"]);
  });

  test.each([
    [21604, { To: "" }],
    [21603, { From: "" }],
    [21602, { Body: "" }],
    [21211, { To: "5551234567" }],
    [21211, { To: "+15005550001" }],
    [21612, { To: "+15005550002" }],
    [21408, { To: "+15005550003" }],
    [21610, { To: "+15005550004" }],
    [21614, { To: "+15005550009" }],
    [21212, { From: "+15005550001" }],
    [21606, { From: "+15005550007" }],
    [21611, { From: "+15005550008" }],
    [21606, { From: "+14155559999" }],
    [21266, { To: SHOP_NUMBER }],
    [21617, { Body: "x".repeat(1601) }],
    [21609, { StatusCallback: "not an address" }],
    [21620, { MediaUrl: "ftp://x" }],
    [21701, { MessagingServiceSid: `MG${"2".repeat(32)}` }],
  ])("is refused with %i for %o, and nothing reaches the ledger", async (code, form) => {
    const refused = await send(used, form);
    expect(refused).toMatchObject({ status: 400, body: { code, status: 400, message: expect.any(String) } });
    expect(await ledger()).toEqual([]);
  });

  test("needs the account's own token, and a resource that exists", async () => {
    const stranger = await callTwilio(used, "POST", "/Messages.json", { To: PHONE }, "wrong");
    expect(stranger).toMatchObject({ status: 401, body: { code: 20003 } });
    expect(await callTwilio(used, "GET", "/Messages/SM0.json")).toMatchObject({
      status: 404,
      body: { code: 20404 },
    });
  });

  test("asked in a way the town does not play is answered 501, never by a guess", async () => {
    expect((await send(used, { SendAt: "2026-12-01T00:00:00Z" })).status).toBe(501);
    expect((await callTwilio(used, "GET", "/Calls.json")).status).toBe(501);
  });
});

describe("a phone that texts the shop", () => {
  test("reaches the webhook once, signed, with Twilio's parameters", async () => {
    await text("Where is my order #1001?");
    expect(used.app.requests).toHaveLength(1);
    const [request] = used.app.requests;
    expect(request?.path).toBe(`/webhooks/sms/${ACCOUNT}`);
    expect(request?.form).toMatchObject({
      Body: "Where is my order #1001?",
      From: PHONE,
      FromCountry: "DE",
      SmsStatus: "received",
    });
    expect(isSigned(request!)).toBe(true);
    expect(await phone()).toMatchObject([{ direction: "out", body: "Where is my order #1001?" }]);
  });

  test("is answered by Twilio itself for STOP and then blocked for this sender until START", async () => {
    await text(" Stop ");
    expect(used.app.requests[0]?.form.Body).toBe(" Stop ");
    expect(used.app.requests[0]?.form.OptOutType).toBeUndefined();
    expect((await phone())[1]).toMatchObject({
      direction: "in",
      status: "carrier",
      body: expect.stringContaining("unsubscribed"),
    });
    await text("STOPALL");
    expect(await send(used)).toMatchObject({ status: 400, body: { code: 21610 } });
    await used.call("POST", "/sms/accounts", { numbers: [SHOP_NUMBER, "+14155550101"] });
    expect((await send(used, { From: "+14155550101" })).status).toBe(201);
    await text("unstop");
    expect((await send(used)).status).toBe(201);
    await settle();
    const carrier = (await phone()).filter((message) => message.status === "carrier");
    expect(carrier.map((message) => message.body.slice(0, 34))).toEqual([
      "You have successfully been unsubsc",
      "You have successfully been re-subs",
    ]);
  });

  test("gets help for HELP, and no carrier words for a plain YES or for stop within a sentence", async () => {
    for (const words of ["yes", "please stop texting me", "HELP"]) await text(words);
    expect((await phone()).filter((message) => message.status === "carrier")).toMatchObject([
      { body: expect.stringContaining("Reply STOP") },
    ]);
    expect(used.app.requests.map((request) => request.form.Body)).toEqual([
      "yes",
      "please stop texting me",
      "HELP",
    ]);
  });

  test("with Advanced Opt-Out the webhook says which keyword it was", async () => {
    await used.call("POST", "/sms/accounts", {
      messagingServiceSid: `MG${"1".repeat(32)}`,
      advancedOptOut: true,
    });
    await text("cancel");
    expect(used.app.requests[0]?.form).toMatchObject({
      OptOutType: "STOP",
      MessagingServiceSid: `MG${"1".repeat(32)}`,
    });
  });

  test("can send a picture, which is then fetched from Twilio's own address", async () => {
    const base64 = Buffer.from("a picture").toString("base64");
    await text("", { media: [{ contentType: "image/png", base64 }] });
    const { form } = used.app.requests[0]!;
    expect(form).toMatchObject({
      NumMedia: "1",
      MediaContentType0: "image/png",
      MessageSid: expect.stringMatching(/^MM/),
    });
    const path = new URL(form.MediaUrl0!).pathname.split(ACCOUNT)[1]!;
    const led = await callTwilio(used, "GET", path);
    expect(led.status).toBe(307);
    const stored = (init: RequestInit) =>
      fetch(`${used.town.url}${new URL(led.location!).pathname}`, {
        ...init,
        headers: { ...init.headers, "x-town-host": new URL(led.location!).host },
      });
    expect(await (await stored({})).text()).toBe("a picture");
    expect((await stored({ headers: { authorization: "Basic eDp5" } })).status).toBe(400);
    expect(
      (await callTwilio(used, "GET", `/Messages/${form.MessageSid}/Media.json`)).body.media_list,
    ).toHaveLength(1);
  });

  test("may be repeated or forged, for an app that must take the first once and the second never", async () => {
    await text("again", { repeats: 2 });
    expect(new Set(used.app.requests.map((request) => request.form.MessageSid)).size).toBe(1);
    expect(used.app.requests).toHaveLength(3);
    await text("forged", { forged: true });
    expect(isSigned(used.app.requests[3]!)).toBe(false);
  });

  test("with an app that is down is lost, and the log says so", async () => {
    await used.call("POST", "/sms/accounts", { webhookUrl: "http://127.0.0.1:9/nobody" });
    const { body } = await text("hello?");
    expect(body.webhook).toMatchObject({ answered: null, error: expect.stringContaining("11200") });
  });
});

describe("the message log", () => {
  test("is listed newest first, page by page, filtered by number and day", async () => {
    const sids: string[] = [];
    for (const n of [1, 2, 3]) sids.unshift((await send(used, { Body: `text ${n}` })).body.sid);
    await send(used, { To: "+33600000001" });
    await settle();
    const first = await callTwilio(used, "GET", `/Messages.json?To=${encodeURIComponent(PHONE)}&PageSize=2`);
    expect((first.body.messages as { sid: string }[]).map((one) => one.sid)).toEqual(sids.slice(0, 2));
    const next = String(first.body.next_page_uri).split(ACCOUNT)[1]!;
    const second = await callTwilio(used, "GET", next);
    expect(second.body).toMatchObject({ next_page_uri: null, page: 1, messages: [{ sid: sids[2] }] });
    const tomorrow = encodeURIComponent(new Date(Date.now() + 86_400_000).toISOString().slice(0, 10));
    expect((await callTwilio(used, "GET", `/Messages.json?DateSent%3E=${tomorrow}`)).body.messages).toEqual(
      [],
    );
    expect(
      (await callTwilio(used, "GET", `/Messages.json?DateSent%3C=${tomorrow}`)).body.messages,
    ).toHaveLength(4);
  });

  test("counts segments as they are billed", () => {
    expect(
      ["", "x".repeat(160), "x".repeat(161), "€".repeat(80), "€".repeat(81)].map((text) => segmentsOf(text)),
    ).toEqual([1, 1, 2, 1, 2]);
    expect(
      ["é".repeat(160), "’".repeat(70), "’".repeat(71), "👍".repeat(35), "👍".repeat(36)].map((text) =>
        segmentsOf(text),
      ),
    ).toEqual([1, 1, 2, 1, 2]);
  });
});
