import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { connectAccount } from "#app/channels/accounts.ts";
import { now } from "#app/clock.ts";
import { standing } from "#app/consent/ledger.ts";
import type { RawWebhook, Receipt } from "#app/letterbox/receipt.ts";
import { doors } from "#app/wiring/letterbox-doors.ts";
import { readers } from "#app/wiring/receipt-readers.ts";
import { here, openShop } from "../conversations/a-thread.ts";

const WIRE = join(import.meta.dirname, "../../../shared/wire/twilio");
const isThere = existsSync(WIRE);
if (!isThere) console.info("tests/wire/twilio-app: ../shared/wire is not here, skipped");

interface Recorded {
  url: string;
  params: Record<string, string>;
  raw_body: string;
  auth_token: string;
  x_twilio_signature: string;
}
const recorded = (file: string) => JSON.parse(readFileSync(join(WIRE, file), "utf8")) as Recorded;
const files = (folder: string) =>
  isThere ? readdirSync(join(WIRE, folder)).map((name) => `${folder}/${name}`) : [];

let accountId: string;
beforeAll(async () => {
  await openShop();
  const settings = { accountSid: "AC00000000000000000000000000000001" };
  const account = { channel: "sms", provider: "twilio", sender: "+15005550009", secret: "12345" } as const;
  accountId = await here((shop) => connectAccount(shop, { ...account, settings }));
});

/** As Twilio posted it: its own address, bytes and signature. */
const asPosted = (
  { url, raw_body, x_twilio_signature }: Recorded,
  changed: Partial<RawWebhook> = {},
): RawWebhook => ({
  method: "POST",
  url,
  path: `/webhooks/sms/${accountId}`,
  headers: { "x-twilio-signature": x_twilio_signature, "content-type": "application/x-www-form-urlencoded" },
  body: Buffer.from(raw_body),
  ...changed,
});

async function takeIn(file: string): Promise<Receipt> {
  const opened = await doors.sms!(asPosted(recorded(file)));
  if (!opened.ok) throw new Error(`${file} was refused with ${opened.status}`);
  return opened.receipts[0]!;
}

async function apply(file: string) {
  const plan = await readers.sms!({ ...(await takeIn(file)), receivedAt: now() });
  await here((shop) => plan!.apply(shop));
}

describe.skipIf(!isThere)("what Twilio has really sent", () => {
  it.each([...files("inbound"), ...files("status")])(
    "%s comes in by its own signature, also of a pool whose number is not the account's",
    async (file) => {
      const { params } = recorded(file);
      expect(params.To).not.toBe("+15005550009");
      expect(await takeIn(file)).toMatchObject({
        address: accountId,
        body: Buffer.from(recorded(file).raw_body),
      });
    },
  );

  it.each([...files("inbound"), ...files("status")])(
    "%s is refused with one byte changed, in its body or its address",
    async (file) => {
      const said = recorded(file);
      const body = Buffer.from(said.raw_body.replace("AccountSid=AC0", "AccountSid=AC9"));
      for (const changed of [{ body }, { url: `${said.url}?x=1` }])
        expect(await doors.sms!(asPosted(said, changed))).toEqual({ ok: false, status: 403 });
    },
  );

  it.each(["inbound/sms-plain.json", "inbound/mms-one-image.json"])(
    "%s becomes a message with its words, from whom it came",
    async (file) => {
      const { params } = recorded(file);
      await here(({ tx, id }) => tx.message.deleteMany({ where: { shopId: id } }));
      await apply(file);
      const [message] = await here(({ tx }) => tx.message.findMany({ where: { direction: "in" } }));
      expect(message).toMatchObject({ address: params.From, externalId: params.MessageSid, accountId });
      expect(message!.body).toContain(params.Body);
    },
  );

  it.each(["inbound/sms-stop-advanced-opt-out.json", "inbound/sms-stop-no-optouttype.json"])(
    "%s ends marketing to that number",
    async (file) => {
      await here(({ tx, id }) => tx.message.deleteMany({ where: { shopId: id } }));
      await apply(file);
      const address = recorded(file).params.From!;
      expect(await here((shop) => standing(shop, { channel: "sms", address, purpose: "marketing" }))).toBe(
        "revoked",
      );
    },
  );

  it("a WhatsApp message by Twilio is parked with its reason: it is no text", async () => {
    const receipt = await takeIn("inbound/whatsapp-text.json");
    await expect(readers.sms!({ ...receipt, receivedAt: now() })).rejects.toThrow(
      "WhatsApp is connected with Meta",
    );
  });

  it.each([
    ["status/queued.json", "sent", null],
    ["status/sent.json", "sent", null],
    ["status/delivered.json", "delivered", null],
    ["status/failed-30007.json", "failed", "30007"],
    ["status/undelivered-30003.json", "failed", "30003"],
  ])(
    "%s is kept as a report of %s, code %s, though the message is not known yet",
    async (file, state, code) => {
      await here(({ tx, id }) => tx.deliveryReport.deleteMany({ where: { shopId: id } }));
      await apply(file);
      expect(await here(({ tx }) => tx.deliveryReport.findMany({}))).toMatchObject([
        { state, code, externalId: recorded(file).params.MessageSid, messageId: null },
      ]);
    },
  );
});
