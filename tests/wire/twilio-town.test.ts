import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { twilioSignature } from "#sandbox/sms/signature.ts";
import { freshTown } from "../sandbox/one-town.ts";
import { callTwilio, PHONE, send } from "../sandbox/twilio-call.ts";

const WIRE = join(import.meta.dirname, "../../../shared/wire");
const isThere = existsSync(WIRE);
if (!isThere) console.info("tests/wire/twilio-town: ../shared/wire is not here, skipped");

interface Recorded {
  url: string;
  params: Record<string, string>;
  auth_token: string;
  x_twilio_signature: string;
}
const read = <T>(path: string) => JSON.parse(readFileSync(join(WIRE, path), "utf8")) as T;
const files = (folder: string) =>
  isThere ? readdirSync(join(WIRE, folder)).map((name) => `${folder}/${name}`) : [];

describe.skipIf(!isThere)("the town's Twilio beside the recorded wire", () => {
  const used = freshTown(["sms"]);

  test.each([...files("twilio/inbound"), ...files("twilio/status")])("signs %s as it was signed", (file) => {
    const { url, params, auth_token, x_twilio_signature } = read<Recorded>(file);
    expect(twilioSignature(auth_token, url, params)).toBe(x_twilio_signature);
  });

  test("signs the documented examples alike", () => {
    const vectors = isThere
      ? read<{
          twilio: {
            auth_token: string;
            url_signed: string;
            params?: Record<string, string>;
            signature: string;
          }[];
        }>("signatures/vectors.json").twilio
      : [];
    for (const { auth_token, url_signed, params, signature } of vectors)
      expect(twilioSignature(auth_token, url_signed, params ?? {})).toBe(signature);
  });

  test.each([
    ["twilio/inbound/sms-plain.json", { body: "Where is my order #1001?" }, {}],
    ["twilio/inbound/sms-stop-no-optouttype.json", { body: "stop" }, {}],
    [
      "twilio/inbound/sms-messaging-service.json",
      { body: "hi" },
      { messagingServiceSid: `MG${"1".repeat(32)}` },
    ],
    [
      "twilio/inbound/sms-help.json",
      { body: "HELP" },
      { messagingServiceSid: `MG${"1".repeat(32)}`, advancedOptOut: true },
    ],
    ["twilio/inbound/mms-one-image.json", { media: [{ contentType: "image/jpeg", base64: "AA==" }] }, {}],
  ])("tells the webhook the parameters of %s", async (file, text, account) => {
    await used.call("POST", "/sms/accounts", account);
    await used.call("POST", `/phones/${PHONE}/text`, text);
    const told = Object.keys(used.app.requests[0]!.form).sort();
    expect(told).toEqual(Object.keys(read<Recorded>(file).params).sort());
  });

  test.each([
    ["twilio/status/sent.json", 0, {}],
    ["twilio/status/delivered.json", 1, {}],
    ["twilio/status/undelivered-30003.json", 1, { final: "undelivered", errorCode: 30003 }],
    ["twilio/status/failed-30007.json", 0, { final: "failed", errorCode: 30007 }],
  ])("calls back with the parameters of %s", async (file, index, fate) => {
    await used.call("POST", `/phones/${PHONE}/fate`, fate);
    await send(used);
    await used.call("POST", "/settle", {});
    const { params } = read<Recorded>(file);
    const told = used.app.requests[index]!.form;
    expect(Object.keys(told).sort()).toEqual(Object.keys(params).sort());
    expect(told.MessageStatus).toBe(params.MessageStatus);
    expect(told.ErrorCode).toBe(params.ErrorCode);
  });

  test("answers a create with the keys and types of the API's own example", async () => {
    const example = read<Record<string, unknown>>("twilio/rest/create-message-createWithQueuedStatus.json");
    const { body } = await send(used);
    expect(Object.keys(body).sort()).toEqual(Object.keys(example).sort());
    for (const [key, value] of Object.entries(example))
      if (value !== null && body[key] !== null) expect([key, typeof body[key]]).toEqual([key, typeof value]);
  });

  test("refuses with the bodies on record", async () => {
    const errors =
      read<Record<string, { http: number; body: Record<string, unknown> }>>("twilio/errors.json");
    const compare = (said: { status: number; body: Record<string, unknown> }, code: string) => {
      const { http, body } = errors[code]!;
      expect(said.status).toBe(http);
      expect(Object.keys(said.body).sort()).toEqual(Object.keys(body).sort());
      expect(said.body).toMatchObject({ code: body.code, more_info: body.more_info, status: body.status });
    };
    const unknown = await send(used, { To: "5551234567" });
    compare(unknown, "21211");
    expect(unknown.body.message).toBe(errors["21211"]!.body.message);
    compare(await send(used, { To: "+15005550004" }), "21610");
    compare(await send(used, { To: "+15005550003" }), "21408");
    compare(await send(used, { Body: "x".repeat(1601) }), "21617");
    compare(await callTwilio(used, "GET", "/Messages/SM0.json"), "20404");
    compare(await callTwilio(used, "GET", "/Messages.json", undefined, "wrong"), "20003");
    await used.call("POST", "/faults", { provider: "twilio", fault: "429" });
    compare(await send(used), "20429");
  });

  test("refuses every magic number with its code", async () => {
    const magic = read<{ from: Record<string, number | "ok">; to: Record<string, number> }>(
      "twilio/test-credential-magic-numbers.json",
    );
    for (const [to, code] of Object.entries(magic.to))
      expect((await send(used, { To: to })).body.code).toBe(code);
    for (const [from, code] of Object.entries(magic.from)) {
      const said = await send(used, { From: from });
      expect(code === "ok" ? said.status : said.body.code).toBe(code === "ok" ? 201 : code);
    }
  });
});
