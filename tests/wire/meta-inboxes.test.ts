import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { connectAccount } from "#app/channels/accounts.ts";
import { now } from "#app/clock.ts";
import { inShop, prisma } from "#app/db.server.ts";
import type { OpenedReceipt } from "#app/letterbox/read-receipt.server.ts";
import { OFFICE_HOURS } from "#app/shop/business-hours.ts";
import { doors } from "#app/wiring/letterbox-doors.ts";
import { readers } from "#app/wiring/receipt-readers.ts";
import { hubSignature } from "#sandbox/meta/sign-webhook.ts";

const WIRE = join(import.meta.dirname, "../../../shared/wire/meta");
const isThere = existsSync(WIRE);
if (!isThere) console.info("tests/wire/meta-inboxes: ../shared/wire is not here, skipped");

const SHOP = "meta-inboxes";
const SENDERS = { messenger: "123456789012345", instagram: "17841400000000001" };

beforeAll(async () => {
  await prisma.shop.create({ data: { id: SHOP, domain: `${SHOP}.myshopify.com`, installedAt: now() } });
  await inShop(SHOP, async (shop) => {
    const settings = { shopId: SHOP, businessHours: OFFICE_HOURS, languages: [], answersOn: true };
    await shop.tx.shopSettings.create({ data: settings });
    for (const channel of ["messenger", "instagram"] as const) {
      const account = { channel, provider: channel, sender: SENDERS[channel], secret: "EAAtoken" };
      await connectAccount(shop, { ...account, settings: { name: "Tide", permissions: [] } });
    }
  });
});

const post = async (body: Buffer, signature = hubSignature(body.toString(), process.env.META_APP_SECRET!)) =>
  doors.meta!({
    method: "POST",
    url: "https://app.example/webhooks/meta",
    path: "/webhooks/meta",
    headers: { "x-hub-signature-256": signature },
    body,
  });

/** Takes a file in by the door and works its receipts off; what stands in the shop's threads afterwards. */
async function take(file: string) {
  const body = readFileSync(join(WIRE, file));
  const opened = await post(body);
  if (!opened.ok) throw new Error(`the door answered ${opened.status}`);
  for (const receipt of opened.receipts) {
    const plan = await readers.meta!({ ...receipt, receivedAt: now() } as OpenedReceipt);
    if (plan) await inShop(plan.shopId, plan.apply);
  }
  return inShop(SHOP, async ({ tx }) => ({
    messages: await tx.message.findMany(),
    reports: await tx.deliveryReport.findMany(),
  }));
}

const ADA = `${SENDERS.messenger}:1254477777772919`;
const BEA = `${SENDERS.instagram}:990000000000001`;

describe.skipIf(!isThere)("what Messenger and Instagram tell", () => {
  it.each([
    ["messenger/message-text.json", { address: ADA, body: "where is my order?", direction: "in" }],
    ["messenger/postback.json", { address: ADA, body: "Track order", externalId: "m_MESSAGE-ID" }],
    ["messenger/echo.json", { address: ADA, body: "hello", direction: "out", authorKind: "staff" }],
    ["instagram/message-text.json", { address: BEA, body: "hi", direction: "in" }],
    ["instagram/postback.json", { address: BEA, body: "Track", direction: "in" }],
    ["instagram/echo.json", { address: BEA, body: "our answer", direction: "out", authorKind: "staff" }],
  ])("%s is a message in its thread, once", async (file, expected) => {
    await take(file);
    const { messages } = await take(file);
    const { body } = expected;
    expect(messages.filter((message) => message.body === body)).toMatchObject([expected]);
  });

  it.each([
    ["messenger/delivery.json", { externalId: "mid.1458668856218:ed81099e15d3f4f233", state: "delivered" }],
    ["instagram/read.json", { externalId: "aWdfZAG2", state: "read" }],
  ])("%s is a report on a message, kept where that is not known", async (file, expected) => {
    const { reports } = await take(file);
    expect(reports).toContainEqual(expect.objectContaining(expected));
  });

  it("messenger/read.json moves nothing that was sent after its watermark", async () => {
    const { messages } = await take("messenger/read.json");
    const there = messages.filter(({ channel, direction }) => channel === "messenger" && direction === "out");
    expect(there).toMatchObject([{ state: "sent", readAt: null }]);
  });

  it("a signature over other bytes opens nothing", async () => {
    const body = readFileSync(join(WIRE, "messenger/message-text.json"));
    const signature = hubSignature(body.toString(), process.env.META_APP_SECRET!);
    const written = Buffer.from(JSON.stringify(JSON.parse(body.toString())));
    expect(await post(written, signature)).toEqual({ ok: false, status: 403 });
  });
});
