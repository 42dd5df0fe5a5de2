import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { consentHash } from "#app/consent/consent-address.ts";
import { senderHash } from "#app/consent/sender-lock.ts";
import type { Purpose } from "#app/conversations/message.ts";
import { receiveMessage } from "#app/conversations/receive-message.ts";
import { sendMessage } from "#app/conversations/send-message.ts";
import { inShop, pool } from "#app/db.server.ts";
import { look, SHOP_NUMBER, settled, stopApps } from "#tests/app.ts";
import { openShopWithTexts } from "#tests/opening.ts";
import { town } from "#tests/town.ts";
import { sendTwilio } from "#tests/webhooks.ts";

let shopId: string;
let webhook: string;
let accountId: string;
let next = 0;

beforeAll(async () => {
  ({ shopId, webhook } = await openShopWithTexts());
  accountId = webhook.split("/").at(-1)!;
  await settled();
});
afterAll(stopApps);

const aPhone = () => `+1415555${String(2000 + next++)}`;

/** A shopper's text as the carrier hands it over: the town is not asked, so that it blocks nothing for us. */
const texts = (from: string, body: string) =>
  sendTwilio(webhook, {
    MessageSid: `SM${randomUUID().replaceAll("-", "")}`,
    From: from,
    To: SHOP_NUMBER,
    Body: body,
    NumMedia: "0",
  });

/** A thread with this phone, written by this process, in which nothing is answered. */
const openThread = (phone: string) =>
  inShop(shopId, (shop) =>
    receiveMessage(shop, {
      channel: "sms",
      accountId,
      from: phone,
      text: "hi",
      externalId: randomUUID(),
      at: shop.at,
    }),
  );
const queue = (conversationId: string, text: string, purpose: Purpose = "service") =>
  inShop(shopId, (shop) =>
    sendMessage(shop, {
      conversationId,
      author: { kind: "system" },
      text,
      purpose,
      intent: randomUUID(),
    }),
  );
const endsOf = async (phone: string) => {
  const where = { shopId, address: phone, direction: "out" };
  const found = await look(shopId, ({ tx }) => tx.message.findMany({ where, orderBy: { seq: "asc" } }));
  return found.map(({ state, reason }) => (reason ? `${state} ${reason}` : state));
};
const accepted = async (phone: string) =>
  (await town.ledger()).filter(({ provider, to }) => provider === "twilio" && to === phone).length;
const consentOf = async (phone: string) => {
  const states = await look(shopId, ({ tx }) =>
    tx.consentState.findMany({
      where: { shopId, addressHash: consentHash("sms", phone) },
      orderBy: { purpose: "asc" },
    }),
  );
  return states.map(({ purpose, state }) => `${purpose} ${state}`);
};

describe("after the 2xx to a STOP", () => {
  it("no send begins, however many are queued at the same moment by other processes", async () => {
    await rememberWhatTextsCouldSee();
    const phones = Array.from({ length: 24 }, aPhone);
    for (let batch = 0; batch < phones.length; batch += 6)
      await Promise.all(phones.slice(batch, batch + 6).map(race));
    await settled();
    const { rows: late } = await pool.query(BEGUN_AFTER);
    expect(late).toEqual([]);
    const ends = (await Promise.all(phones.map(endsOf))).flat();
    expect(ends).toHaveLength(24 * 5);
    expect(ends.filter((end) => end === "suppressed opted-out").length).toBeGreaterThan(24);
    expect(ends.filter((end) => end !== "suppressed opted-out" && end !== "delivered")).toEqual([]);
    const sent = (await Promise.all(phones.map(accepted))).reduce((sum, count) => sum + count, 0);
    expect(sent).toBe(ends.filter((end) => end === "delivered").length);
  });
});

/** Five messages to one phone from this process while its STOP comes in at the app. */
async function race(phone: string): Promise<void> {
  const { conversationId } = await openThread(phone);
  const first = queue(conversationId, "message 0");
  const stop = first.then(() => texts(phone, "STOP"));
  for (let count = 1; count < 5; count++) await queue(conversationId, `message ${count}`);
  // Only the 2xx is the barrier.
  expect((await stop).status).toBe(200);
}

/** With each text its transaction's view: what is committed there began before the text was kept. */
async function rememberWhatTextsCouldSee() {
  await pool.query(`
    create table "TextSeen" (sender text, saw pg_snapshot);
    create function remember_text() returns trigger language plpgsql as $$ begin
      insert into "TextSeen" values (new."senderHash", pg_current_snapshot()); return new; end $$;
    create trigger remember_text after insert on "Receipt" for each row when (new."senderHash" is not null)
      execute function remember_text();
    create table "Claimed" (sender text, at xid8);
    create table "SenderOf" (address text primary key, sender text);
    create function remember_claim() returns trigger language plpgsql as $$ begin
      insert into "Claimed" select sender, pg_current_xact_id() from "SenderOf" where address = new.address;
      return new; end $$;
    create trigger remember_claim after update on "Message" for each row
      when (new.state = 'sending' and old.state = 'queued') execute function remember_claim()`);
  const phones = Array.from({ length: 200 }, (_, index) => `+1415555${String(2000 + index)}`);
  const senders = phones.map((phone) => senderHash("sms", phone));
  await pool.query(`insert into "SenderOf" select * from unnest($1::text[], $2::text[])`, [phones, senders]);
}

const BEGUN_AFTER = `
  select count(*)::int as claims from "Claimed" c join "TextSeen" t on t.sender = c.sender
  where not pg_visible_in_snapshot(c.at, t.saw) having count(*) > 0`;

const EVERYTHING_REVOKED = [
  "cart-reminders revoked",
  "marketing revoked",
  "support revoked",
  "updates revoked",
];
const SPELLINGS = [
  ..."STOP|stop| Stop. |STOP!|Stop 🛑|ＳＴＯＰ|UNSUBSCRIBE|End|quit|STOPALL|stop all|REVOKE|opt-out|OptOut".split(
    "|",
  ),
  ..."CANCEL|exit|remove me|Please stop|stop texting me|Don’t text me|don't text me|no more texts".split("|"),
  ..."cease and desist|I do not wish to be contacted.|ALTO|baja|Arrêt|arret|parar".split("|"),
];
const LOOKALIKES = [
  "Can I stop by the store today?",
  "please cancel my order #1001",
  "the end of the cable is broken",
  "is this a full stop or what",
  "how do I quit the subscription",
];

describe("STOP", () => {
  it("is understood in every spelling, and confirmed by us once where the carrier knows no such word", async () => {
    const phones = new Map(SPELLINGS.map((spelling) => [spelling, aPhone()]));
    for (const [spelling, phone] of phones) await texts(phone, spelling);
    await settled();
    for (const [spelling, phone] of phones) {
      expect(await consentOf(phone), spelling).toEqual(EVERYTHING_REVOKED);
      const isTheCarriers = /^(stop|stopall|stop all|unsubscribe|end|quit|revoke|optout|cancel)$/i.test(
        spelling.trim(),
      );
      expect(await endsOf(phone), spelling).toEqual(isTheCarriers ? [] : ["delivered"]);
    }
    await texts(phones.get("exit")!, "exit!");
    await settled();
    expect(await endsOf(phones.get("exit")!)).toEqual(["delivered"]);
  });

  it("is not heard in what only looks like it, which is answered", async () => {
    const phones = LOOKALIKES.map((words) => ({ words, phone: aPhone() }));
    for (const { words, phone } of phones) await texts(phone, words);
    await settled();
    for (const { words, phone } of phones) {
      expect(await consentOf(phone), words).toEqual([]);
      expect(await endsOf(phone), words).toEqual(["delivered"]);
    }
  });

  it("and CANCEL are answered by the carrier alone, which blocks: the phone shows its one confirmation", async () => {
    for (const word of ["STOP", "CANCEL"]) {
      const phone = aPhone();
      await town.text(phone, word);
      await settled();
      const shown = (await town.phone(phone)).filter(({ direction }) => direction === "in");
      expect(
        shown.map(({ status }) => status),
        word,
      ).toEqual(["carrier"]);
      expect(await endsOf(phone)).toEqual([]);
    }
  });
});

describe("START", () => {
  it("lets service through again and marketing never, which says why", async () => {
    const phone = aPhone();
    const { conversationId } = await openThread(phone);
    for (const word of ["STOP", "START"]) await town.text(phone, word);
    await settled();
    expect(await consentOf(phone)).toEqual([
      "cart-reminders revoked",
      "marketing revoked",
      "support granted",
      "updates granted",
    ]);
    await queue(conversationId, "Your parcel is here");
    await queue(conversationId, "Twenty percent off", "marketing");
    await settled();
    expect(await endsOf(phone)).toEqual(["delivered", "suppressed opted-out"]);
  });
});

describe("a text that cannot go out", () => {
  it("ends as a state with its reason: unlawful, unreachable, or opted out at the carrier only", async () => {
    const reasons: Record<string, string> = {
      "+15005550001": "failed 21211",
      "+15005550009": "failed 21614",
      "+15005550004": "failed 21610",
      // Last: after it nothing more is sent to that country.
      "+15005550003": "failed 21408",
    };
    for (const phone of Object.keys(reasons)) {
      const { conversationId } = await openThread(phone);
      await queue(conversationId, "Your parcel is here");
      await settled();
    }
    const fresh = aPhone();
    const { conversationId } = await openThread(fresh);
    await queue(conversationId, "Twenty percent off", "marketing");
    await settled();
    for (const [phone, end] of Object.entries(reasons)) expect(await endsOf(phone)).toEqual([end]);
    expect(await endsOf(fresh)).toEqual(["suppressed no-consent"]);
    expect(await consentOf("+15005550004")).toEqual(EVERYTHING_REVOKED);
  });

  it("has nowhere to go where the shopper has no phone: the sender is told in words", async () => {
    const { conversationId } = await inShop(shopId, (shop) =>
      receiveMessage(shop, {
        channel: "chat",
        accountId: null,
        from: randomUUID(),
        text: "hi",
        clientId: randomUUID(),
        at: shop.at,
      }),
    );
    const outcome = await inShop(shopId, (shop) =>
      sendMessage(shop, {
        conversationId,
        author: { kind: "system" },
        channel: "sms",
        text: "hello",
        intent: randomUUID(),
      }),
    );
    expect(outcome).toMatchObject({ sent: false, reason: "nowhere-to-send", say: expect.any(String) });
  });
});
