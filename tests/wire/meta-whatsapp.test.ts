import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { inShop, pool } from "#app/db.server.ts";
import { fates, knock, makeMetaShop, signedByMeta } from "#tests/meta-door.ts";
import { fillNames } from "#tools/replay/fill-placeholders.ts";
import { hasWire, WIRE } from "./documented-sample.ts";

if (!hasWire) console.info("tests/wire/meta-whatsapp: ../shared/wire is not here, skipped");
const FOLDER = join(WIRE, "meta/whatsapp");

interface Expected {
  /** What stands in the thread. */
  body?: string;
  direction?: "in" | "out";
  choice?: string;
  media?: number;
  /** What a message of ours has become. */
  report?: { state: string; code: string | null };
  marketing?: string;
}

/** What every stored payload means. One that is not here fails: nothing is let through unread. */
const EXPECTED: Record<string, Expected> = {
  "callback_button.button.json": { body: "title", direction: "in", choice: "callback_data" },
  "callback_button.quick_reply.json": { body: "title", direction: "in", choice: "callback_data" },
  "callback_selection.callback.json": { body: "title", direction: "in", choice: "callback_data" },
  "message.image.json": { body: "", direction: "in", media: 1 },
  "message.order.json": { body: "[basket] 3 × HAMBURGER, 2 × FRENCH_FRIES, 2 × SODA", direction: "in" },
  "message.reaction.json": {},
  "message.reply.json": { body: "replied text", direction: "in" },
  "message.text.json": { body: "Body Text", direction: "in" },
  "message.unsupported.json": { body: "[a kind of message that WhatsApp does not pass on]", direction: "in" },
  "message.video.json": { body: "caption", direction: "in", media: 1 },
  "message_status.delivered.json": { report: { state: "delivered", code: null } },
  "message_status.failed.json": { report: { state: "failed", code: "whatsapp:130472" } },
  "message_status.read.json": { report: { state: "read", code: null } },
  "message_status.sent.json": { report: { state: "sent", code: null } },
  "outgoing_message.text.json": { body: "Test message", direction: "out" },
  "status.failed-131047.json": { report: { state: "failed", code: "whatsapp:131047" } },
  // It takes back a "stop" that was never heard here, so it says nothing.
  "user_marketing_preferences.resume.json": {},
};

describe.skipIf(!hasWire)("every stored payload of WhatsApp", () => {
  const files = hasWire ? readdirSync(FOLDER).filter((name) => name.endsWith(".json")) : [];

  it("is one that we know what to expect of", () => {
    expect(files.sort()).toEqual(Object.keys(EXPECTED).sort());
  });

  it.each(files)("%s goes through the door and is read as what it says", async (file) => {
    await pool.query('delete from "Receipt"');
    const body = Buffer.from(fillNames(readFileSync(join(FOLDER, file), "utf8"), file));
    const { entry } = JSON.parse(body.toString());
    const { metadata } = entry[0].changes[0].value;
    const shopId = `wire-${file.replaceAll(/\W/g, "-").toLowerCase()}`;
    await pool.query(`delete from "Address" where channel like 'whatsapp%'`);
    await makeMetaShop(shopId, "whatsapp", {
      sender: `+${metadata.display_phone_number}`,
      address: metadata.phone_number_id,
      settings: {
        phoneNumberId: metadata.phone_number_id,
        wabaId: entry[0].id,
        name: "Wire",
        isOnApp: false,
        peopleADay: null,
      },
    });
    expect((await knock(body, signedByMeta(body, "another secret"))).status).toBe(403);
    expect(await fates()).toEqual([]);
    await knock(body);
    await knock(body);
    expect(await fates()).toEqual([{ isRead: true, parkedFor: null }]);
    const { body: words, direction, choice, media = 0, report, marketing } = EXPECTED[file]!;
    await inShop(shopId, async ({ tx }) => {
      const messages = await tx.message.findMany({ include: { files: true } });
      expect(messages.map((one) => [one.body, one.direction])).toEqual(
        words === undefined ? [] : [[words, direction]],
      );
      expect(messages.flatMap(({ files: kept }) => kept)).toHaveLength(media);
      const events = await tx.domainEvent.findMany({ where: { name: "message.received" } });
      expect(events.map(({ payload }) => (payload as { choice: string | null }).choice)).toEqual(
        direction === "in" ? [choice ?? null] : [],
      );
      const reports = await tx.deliveryReport.findMany();
      expect(reports.map(({ state, code }) => ({ state, code }))).toEqual(report ? [report] : []);
      const states = await tx.consentState.findMany({ where: { purpose: "marketing" } });
      expect(new Set(states.map(({ state }) => state))).toEqual(new Set(marketing ? [marketing] : []));
    });
  });
});
