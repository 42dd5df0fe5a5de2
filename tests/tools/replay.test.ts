import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inShop, prisma } from "#app/db.server.ts";
import { startApp, stopApps } from "#tests/app.ts";
import { type Line, replayFolder } from "#tools/replay/replay-folder.ts";

const order = {
  id: 820982911946154508n,
  admin_graphql_api_id: "gid://shopify/Order/820982911946154508",
  name: "#1001",
  currency: "EUR",
  total_price: "10.00",
  created_at: "2026-05-04T11:22:33Z",
  updated_at: "2026-05-04T11:22:33Z",
  line_items: [],
};
const wiped = {
  id: 123,
  admin_graphql_api_id: "example string",
  name: "example string",
  currency: "example string",
  total_price: "example string",
  email: "example string",
  created_at: "2019-01-01 00:00:00.000Z",
  updated_at: "2019-01-01 00:00:00.000Z",
  line_items: [{ id: 123, title: "example string", quantity: 123, price: "example string" }],
};
const form =
  "MessageSid=SM1&AccountSid=AC00000000000000000000000000000001&From=%2B15005550006&To=%2B1500&Body=hi";
const envelope = { method: "POST", url: "https://x.example/in", auth_token: "12345" };

const hello = { type: "text", text: { body: "Où est ma commande ?" } };
const reaction = { type: "reaction", reaction: { message_id: "w1", emoji: "👍" } };
const news = {
  event: "APPROVED",
  message_template_id: 7,
  message_template_name: "a",
  message_template_language: "en",
};
const whatsApp = (messages: object[]) => ({
  object: "whatsapp_business_account",
  entry: [
    { id: "5", changes: [{ field: "messages", value: { metadata: { phone_number_id: "8" }, messages } }] },
  ],
});

/** One of each form that a file may have. */
const files: Record<string, unknown> = {
  "orders-create.json": order,
  "orders/updated/late.json": order,
  "orders_updated.some-shape.json": order,
  "real-shapes/2025-04-orders-2.json": wiped,
  "with-headers.json": { headers: { "X-Shopify-Topic": "orders/create" }, body: order },
  "customers-create.json": "{ this is no JSON",
  "fulfillments-update.json": { nothing: "that we know" },
  "draft_orders-create.json": { id: 1 },
  "sms/one.txt": form,
  "twilio/again.json": { ...envelope, raw_body: form },
  "twilio/status.json": { ...envelope, params: { MessageSid: "SM1", MessageStatus: "sent", To: "+1500" } },
  "twilio/whatsapp.json": { ...envelope, raw_body: form.replace("From=", "From=whatsapp:") },
  "twilio/forged.json": { ...envelope, raw_body: form, x_twilio_signature: "C6/Yw4y0ImjgijbWaSE21RgMsxs=" },
  "meta/text.json": whatsApp([{ from: "4917612345601", id: "w1", timestamp: "1697043223", ...hello }]),
  "meta/no-time.json": whatsApp([{ from: "4917612345601", id: "w2", ...hello }]),
  "meta/reaction.json": whatsApp([{ ...reaction, from: "4917612345601", id: "w3", timestamp: "1697043223" }]),
  "meta/named.json": whatsApp([
    { from: "<USER_PHONE_NUMBER>", id: "<ID>", timestamp: "<TIMESTAMP>", ...hello },
  ]),
  "meta/template.json": {
    object: "whatsapp_business_account",
    entry: [{ id: "5", changes: [{ field: "message_template_status_update", value: news }] }],
  },
  "mail.eml": "From: ada@example.com\r\nTo: help@shop.example\r\nSubject: Hello\r\n\r\nWhere is it?\r\n",
  "list.eml": "From: news@example.com\r\nTo: help@shop.example\r\nList-Id: <n.example.com>\r\n\r\nBuy\r\n",
  "meta/page.json": {
    object: "page",
    entry: [
      {
        id: "1",
        messaging: [{ sender: { id: "7" }, recipient: { id: "1" }, message: { mid: "m1", text: "hi" } }],
      },
    ],
  },
  "notes.md": "# orders-create",
  "shapes/orders-create.schema.json": { $schema: "x", type: "object" },
  "couriers.json": { name: "UPS" },
};
const folder = mkdtempSync(join(tmpdir(), "threadline-replay-"));
const lines = new Map<string, Omit<Line, "file">>();
let isSound = false;

beforeAll(async () => {
  for (const [path, body] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof body === "string" ? body : exactly(body));
  }
  const app = await startApp();
  const tell = ({ file, ...line }: Line) => void lines.set(file, line);
  isSound = await replayFolder(folder, { appUrl: app.url, seed: "1", tell });
});
afterAll(async () => {
  await stopApps();
  rmSync(folder, { recursive: true });
});

const applied = (topic: string) => ({ topic, outcome: "applied", reason: null });
const kept = (topic: string, what: string) => ({ topic, outcome: "applied", reason: `Kept: ${what}.` });

describe("a folder of payloads, replayed", () => {
  it("has a line for every file, and the app failed at none", () => {
    expect([...lines.keys()].sort()).toEqual(Object.keys(files).sort());
    expect(isSound).toBe(true);
  });

  it("applies Shopify's, by the topic of their path or their headers", () => {
    expect(lines.get("orders-create.json")).toEqual(applied("orders/create"));
    expect(lines.get("orders/updated/late.json")).toEqual(applied("orders/updated"));
    expect(lines.get("orders_updated.some-shape.json")).toEqual(applied("orders/updated"));
    expect(lines.get("with-headers.json")).toEqual(applied("orders/create"));
    expect(lines.get("real-shapes/2025-04-orders-2.json")).toEqual(applied("orders/updated"));
  });

  it("applies Twilio's in their envelope or as they are, the same text twice for two shops", () => {
    expect(lines.get("sms/one.txt")).toEqual(kept("sms/message", "a message of theirs"));
    expect(lines.get("twilio/again.json")).toEqual(kept("sms/message", "a message of theirs"));
    expect(lines.get("twilio/status.json")).toEqual(kept("sms/status", "a report of sent"));
    const reason = "It came over another channel of Twilio's: WhatsApp is connected with Meta itself.";
    expect(lines.get("twilio/whatsapp.json")).toEqual({ topic: "sms/message", outcome: "parked", reason });
  });

  it("applies Meta's, signed with the installation's secret, for the number, Page or account they are about", () => {
    expect(lines.get("meta/text.json")).toEqual(kept("whatsapp", "a message of theirs"));
    expect(lines.get("meta/named.json")).toEqual(kept("whatsapp", "a message of theirs"));
    expect(lines.get("meta/page.json")).toEqual(kept("messenger", "a message of theirs"));
    expect(lines.get("meta/template.json")).toMatchObject({ topic: "whatsapp", outcome: "applied" });
    const reason = "A WhatsApp message came without id, sender or time.";
    expect(lines.get("meta/no-time.json")).toEqual({ topic: "whatsapp", outcome: "parked", reason });
  });

  it("applies a mail's source", () => {
    expect(lines.get("mail.eml")).toEqual(kept("email/message", "a message of theirs"));
  });

  it("tells what the app could not read, in the words that a merchant sees", () => {
    const broken = { topic: "customers/create", outcome: "parked", reason: "The body is not JSON." };
    expect(lines.get("customers-create.json")).toEqual(broken);
    expect(lines.get("fulfillments-update.json")).toMatchObject({ outcome: "parked" });
  });

  it("ignores what is no webhook, is forged or asks for nothing, and says so", () => {
    const whys = Object.keys(files).map((file) => [file, lines.get(file)] as const);
    const ignored = whys.filter(([, line]) => line?.outcome === "ignored");
    expect(Object.fromEntries(ignored.map(([file, line]) => [file, line!.reason]))).toEqual({
      "draft_orders-create.json": "Threadline does not subscribe to draft_orders/create.",
      "twilio/forged.json": "The letterbox answered 403.",
      "meta/reaction.json": "A reaction to a message asks for no answer.",
      "list.eml": "It came from a mailing list.",
      "notes.md": "It is no webhook: a file of another kind.",
      "shapes/orders-create.schema.json": "It is no webhook: it describes others (a schema).",
      "couriers.json": "It is no webhook: neither its path nor its headers name a topic.",
    });
  });

  it("keeps ids beyond 2^53, and gives wiped samples ids and texts that could be real", async () => {
    const shops = await prisma.shop.findMany({ select: { id: true } });
    const found = await Promise.all(
      shops.map(({ id }) => inShop(id, ({ tx }) => tx.order.findMany({ include: { lines: true } }))),
    );
    const orders = found.flat();
    expect(orders.filter(({ id }) => id === "820982911946154508")).toHaveLength(4);
    const filled = orders.find(({ id }) => id !== "820982911946154508")!;
    expect(filled).toMatchObject({ currency: "USD", id: expect.stringMatching(/^\d{13}$/) });
    expect(filled.name).toMatch(/^#\d{4}$/);
    expect(filled.lines[0]!.id).not.toBe(filled.id);
  });
});

/** JSON with whole numbers as they are, however big. */
function exactly(body: unknown): string {
  const text = JSON.stringify(body, (_, value) => (typeof value === "bigint" ? `big:${value}` : value));
  return text.replaceAll(/"big:(\d+)"/g, "$1");
}
