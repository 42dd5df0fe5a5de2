import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HOUR, later } from "#app/clock.ts";
import { readImports } from "#app/consent/import-log.ts";
import { type ConsentFact, readStanding, recordConsent } from "#app/consent/ledger.ts";
import type { ConsentPurpose } from "#app/consent/purposes.ts";
import { sendMessage } from "#app/conversations/send-message.ts";
import { type App, BROWSER, look, SHOP_NUMBER, settled, stopApps } from "#tests/app.ts";
import { openShopWithTexts } from "#tests/opening.ts";
import { control, TIDEWATER, town } from "#tests/town.ts";
import { sendTwilio } from "#tests/webhooks.ts";
import { whatsApp } from "#tests/whatsapp.ts";

let app: App;
let shopId: string;
let webhook: string;
let next = 0;

beforeAll(async () => {
  ({ app, shopId, webhook } = await openShopWithTexts({ at: "2027-03-09T17:30:00Z" }));
  await whatsApp.connect(shopId);
  await settled();
});
afterAll(stopApps);

const inGermany = () => `+4930555${String(1000 + next++)}`;
const inAmerica = () => `+1415555${String(6000 + next++)}`;

const stands = async (point: Pick<ConsentFact, "channel" | "address">, purpose: ConsentPurpose) => {
  const found = await look(shopId, (shop) => readStanding(shop, { ...point, purpose }));
  return found && [found.state, found.level].filter(Boolean).join(" ");
};
/** What becomes of a promotion by text to whoever has just written. */
const promoted = async (phone: string, purpose: "marketing" | "cart-reminder") => {
  const MessageSid = `SM${randomUUID().replaceAll("-", "")}`;
  await sendTwilio(webhook, { MessageSid, From: phone, To: SHOP_NUMBER, Body: "Hallo", NumMedia: "0" });
  await settled();
  const intent = randomUUID();
  await look(shopId, async (shop) => {
    const where = { shopId, address: phone };
    const { conversationId } = await shop.tx.message.findFirstOrThrow({ where });
    const words = { conversationId, author: { kind: "system" as const }, text: "Twenty percent off" };
    await sendMessage(shop, { ...words, purpose, intent });
  });
  await settled();
  const { state, reason } = await look(shopId, ({ tx }) =>
    tx.message.findFirstOrThrow({ where: { shopId, intent } }),
  );
  return [state, reason].filter(Boolean).join(" ");
};

describe("a yes that was said once, where it must be said twice", () => {
  it("in a list of yeses to cart reminders by text is refused, with words", async () => {
    const [once, twice] = [inAmerica(), inAmerica()];
    const at = "2026-01-02T10:00:00Z";
    const csv = ["phone,state,when,how", `${once},yes,${at},single`, `${twice},yes,${at},double`].join("\n");
    const columns = { address: "phone", state: "state", at: "when", level: "how" };
    const asked = { run: "write", channel: "sms", purpose: "cart-reminders", ...columns };
    const authorization = `Bearer ${await town.sessionToken()}`;
    await fetch(`${app.url}/app/consent-import?${new URLSearchParams(asked)}`, {
      method: "POST",
      headers: { authorization, "user-agent": BROWSER, "content-type": "text/csv" },
      body: csv,
    });
    await settled();
    const [run] = await look(shopId, readImports);
    expect(run!.counts).toEqual({ taken: 1, "yes-not-confirmed": 1 });
    expect(await promoted(once, "cart-reminder")).toBe("suppressed no-consent");
    expect(await promoted(twice, "cart-reminder")).toBe("delivered");
  });

  it("is kept as it was told where Shopify tells of a European number, and opens nothing until it is confirmed", async () => {
    const [german, american] = [inGermany(), inAmerica()];
    for (const [phone, ends, level] of [
      [german, "suppressed no-consent", "pending SINGLE_OPT_IN"],
      [american, "delivered", "granted SINGLE_OPT_IN"],
    ] as const) {
      const customers = `/shops/${TIDEWATER}/customers`;
      const person = { firstName: "Vera", email: `vera${next++}@example.com`, phone };
      const { id } = await control<{ id: number }>("POST", customers, person);
      await control("POST", `${customers}/${id}/consent`, { channel: "sms", state: "SUBSCRIBED" });
      await settled();
      expect(await stands({ channel: "sms", address: phone }, "marketing")).toBe(level);
      expect(await promoted(phone, "marketing")).toBe(ends);
      const told = await look(shopId, ({ tx }) =>
        tx.shopifyWrite.findMany({ where: { targetId: String(id) } }),
      );
      expect(told).toEqual([]);
    }
  });

  it("opens nothing whoever wrote it down, and the number's own second word does", async () => {
    const phone = inGermany();
    const yes = { channel: "sms", address: phone, purpose: "marketing", state: "granted" } as const;
    const said = { ...yes, source: "provider", evidence: {} };
    await look(shopId, (shop) => recordConsent(shop, { ...said, at: shop.at }));
    expect(await promoted(phone, "marketing")).toBe("suppressed no-consent");
    const level = "CONFIRMED_OPT_IN";
    await look(shopId, (shop) => recordConsent(shop, { ...said, level, at: later(shop.at, 1) }));
    await town.clock.advance(HOUR / 60);
    expect(await promoted(phone, "marketing")).toBe("delivered");
  });
});

describe("“resume” in WhatsApp's own menu", () => {
  const press = async (number: string, value: "stop" | "resume") => {
    await whatsApp.marketing(number, value);
    await settled();
    // Meta tells seconds, and of one second the no stands.
    await town.clock.advance(2_000);
  };
  const marketing = (number: string) => stands({ channel: "whatsapp", address: number }, "marketing");
  const [EVA, FINN, GRETA] = ["+4917699990201", "+4917699990202", "+4917699990203"];

  it("brings back the yes that stood before “stop”, as it was given", async () => {
    await whatsApp.write(EVA!, "Hallo");
    await settled();
    const yes = { channel: "whatsapp", address: EVA!, purpose: "marketing", state: "granted" } as const;
    const given = { ...yes, level: "CONFIRMED_OPT_IN", source: "storefront", evidence: {} };
    await look(shopId, (shop) => recordConsent(shop, { ...given, at: shop.at }));
    await town.clock.advance(2_000);
    for (const value of ["stop", "stop", "resume", "stop"] as const) await press(EVA!, value);
    expect(await marketing(EVA!)).toMatch(/^revoked/);
    await press(EVA!, "resume");
    expect(await marketing(EVA!)).toBe("granted CONFIRMED_OPT_IN");
  });

  it("is no yes of somebody who had never given one", async () => {
    await whatsApp.write(FINN!, "Hallo");
    await settled();
    await press(FINN!, "resume");
    expect(await marketing(FINN!)).toBeNull();
    await press(FINN!, "stop");
    await press(FINN!, "resume");
    expect(await marketing(FINN!)).toBe("pending");
  });

  it("takes no STOP back that they wrote", async () => {
    await whatsApp.write(GRETA!, "STOP");
    await settled();
    await town.clock.advance(2_000);
    for (const value of ["resume", "stop", "resume"] as const) await press(GRETA!, value);
    expect(await marketing(GRETA!)).toMatch(/^revoked/);
  });
});
