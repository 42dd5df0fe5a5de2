import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readWhatsAppWebhook } from "#app/channels/whatsapp-webhook.ts";
import { senderHash } from "#app/consent/sender-lock.ts";
import { inShop, pool } from "#app/db.server.ts";
import { fates, knock, makeMetaShop, signedByMeta } from "#tests/meta-door.ts";

const SHOP = "meta-door";
const WABA = "5550001";
const NUMBER = "7770001";
const value = (more: object, number = NUMBER) => ({
  messaging_product: "whatsapp",
  metadata: { display_phone_number: "15550001111", phone_number_id: number },
  ...more,
});
const webhook = (changes: object[], time = 1) =>
  Buffer.from(JSON.stringify({ object: "whatsapp_business_account", entry: [{ id: WABA, time, changes }] }));
const text = (id: string, body: string, from = "4917612345601") => ({
  from,
  id,
  timestamp: "1697043223",
  type: "text",
  text: { body },
});
const bodies = () =>
  inShop(SHOP, async ({ tx }) =>
    (await tx.message.findMany({ orderBy: { body: "asc" } })).map(({ body }) => body),
  );

beforeAll(async () => {
  const settings = { phoneNumberId: NUMBER, wabaId: WABA, name: "x", isOnApp: false, peopleADay: null };
  await makeMetaShop(SHOP, "whatsapp", { sender: "+15550001111", address: NUMBER, settings });
});
beforeEach(() => pool.query('delete from "Receipt"').then(() => undefined));

describe("one webhook that tells several things", () => {
  it("becomes a receipt for each, and each happens once however they come again", async () => {
    const both = { messages: [text("w1", "one"), text("w2", "two", "4917612345602")] };
    const status = { statuses: [{ id: "w0", status: "sent", timestamp: "1", recipient_id: "1" }] };
    const { receipts } = await knock(
      webhook([
        { field: "messages", value: value(both) },
        { field: "messages", value: value(status) },
      ]),
    );
    expect(receipts.map(({ senderHash: hash }) => hash)).toEqual([
      senderHash("whatsapp", "+4917612345601"),
      senderHash("whatsapp", "+4917612345602"),
      null,
    ]);
    // The second of them comes again by itself, and later.
    const again = value({ messages: [text("w2", "two", "4917612345602")] });
    await knock(webhook([{ field: "messages", value: again }], 2));
    expect(await bodies()).toEqual(["one", "two"]);
    expect(await fates()).toHaveLength(3);
  });

  it("is no message where nobody wrote it, and the reason is told", async () => {
    const before = await bodies();
    const changed = {
      ...{ from: "4917612345603", id: "w-system", timestamp: "1697043223", type: "system" },
      system: {
        body: "User Ann changed from 4917612345603 to 4917612345604",
        wa_id: "4917612345604",
        type: "user_changed_number",
      },
    };
    const body = webhook([{ field: "messages", value: value({ messages: [changed] }) }]);
    await knock(body);
    expect(await fates()).toEqual([{ isRead: true, parkedFor: null }]);
    expect(await bodies()).toEqual(before);
    expect(readWhatsAppWebhook(body)).toEqual([
      { kind: "ignored", because: `WhatsApp's "system" is nothing that they wrote.` },
    ]);
  });

  it("for none of our shops is let go", async () => {
    const unknown = webhook([{ field: "messages", value: value({ messages: [text("w9", "whose?")] }, "1") }]);
    expect((await knock(unknown)).status).toBe(200);
    expect(await fates()).toEqual([{ isRead: true, parkedFor: null }]);
    expect(await bodies()).not.toContain("whose?");
  });

  it("keeps its other things where one of them makes no sense, and parks that one with a reason", async () => {
    const broken = { ...text("w4", "no time"), timestamp: "soon" };
    await knock(webhook([{ field: "messages", value: value({ messages: [text("w3", "three"), broken] }) }]));
    expect(await bodies()).toContain("three");
    expect((await fates()).map(({ parkedFor }) => parkedFor).filter(Boolean)).toEqual([
      "A WhatsApp message came without id, sender or time.",
    ]);
  });
});

describe("what cannot be told apart", () => {
  it.each(['{"object":"user","entry":[{"id":"1"}]}', "[]", "not JSON", '{"object":"page"}'])(
    "%s is kept whole and parked with a reason",
    async (said) => {
      await knock(Buffer.from(said));
      expect(await fates()).toEqual([
        { isRead: false, parkedFor: "This is no webhook of Meta's that we know." },
      ]);
    },
  );
});

describe("a signature", () => {
  it("is of the raw bytes: any bit that is turned over, and any spelling anew, is refused and writes nothing", async () => {
    const body = Buffer.from(
      String.raw`{"object":"page","entry":[{"id":"1","text":"O\u00f9 \ud83d\ude2e https:\/\/x.y"}]}`,
    );
    const headers = signedByMeta(body);
    for (let bit = 0; bit < body.length * 8; bit++) {
      const turned = Buffer.from(body);
      turned[bit >> 3]! ^= 1 << (bit & 7);
      expect((await knock(turned, headers)).status).toBe(403);
    }
    expect((await knock(Buffer.from(JSON.stringify(JSON.parse(body.toString()))), headers)).status).toBe(403);
    expect((await knock(body, {})).status).toBe(403);
    expect(await fates()).toEqual([]);
    expect((await knock(body, headers)).status).toBe(200);
  });
});
