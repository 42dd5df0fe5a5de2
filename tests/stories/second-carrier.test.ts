import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { loadAccount } from "#app/channels/accounts.ts";
import { readTelnyxLog } from "#app/channels/telnyx-log.server.ts";
import { DAY, MINUTE } from "#app/clock.ts";
import { type App, install, look, openPage, settled, startApp, stopApps } from "#tests/app.ts";
import { control, type FaultOrder, town } from "#tests/town.ts";

let app: App;
let shopId: string;
let next = 0;

beforeAll(async () => {
  await town.reset();
  app = await startApp();
  shopId = await install(app);
  const { account } = await control<{ account: { apiKey: string; publicKey: string; numbers: string[] } }>(
    "GET",
    "/telnyx",
  );
  const { apiKey, publicKey, numbers } = account;
  const form = { form: "telnyx", apiKey, publicKey, number: numbers[0]! };
  await openPage(app, "/app/settings/channels/sms.data", undefined, form);
  const { id } = await look(shopId, ({ tx }) =>
    tx.channelAccount.findFirstOrThrow({ where: { provider: "telnyx" } }),
  );
  await control("POST", "/telnyx/account", { webhookUrl: `${app.url}/webhooks/sms/${id}` });
  await settled();
});
beforeEach(() => town.faults.clear());
afterAll(stopApps);

const phoneOf = () => `+1312555${String(2000 + next++)}`;
const text = (phone: string, body: string, more: object = {}) =>
  control<{ id: string; answered: number | null }>("POST", `/telnyx/phones/${phone}/text`, { body, ...more });
const sentTo = async (phone: string) =>
  (await town.ledger()).filter((entry) => entry.provider === "telnyx" && entry.to === phone);
const answersTo = (phone: string) =>
  look(shopId, ({ tx }) => tx.message.findMany({ where: { address: phone, direction: "out" } }));

describe("a shopper of a shop with Telnyx", () => {
  it("is answered by text, once for a text that came twice, and the delivery is told", async () => {
    const phone = phoneOf();
    await text(phone, "hello", { repeats: 1 });
    await settled();
    expect(await sentTo(phone)).toHaveLength(1);
    expect(await answersTo(phone)).toMatchObject([{ state: "delivered", channel: "sms" }]);
  });

  it("who says STOP hears nothing more, and whose number takes no texts is seen as such", async () => {
    const [stopped, landline] = [phoneOf(), phoneOf()];
    await text(stopped, "STOP");
    await control("POST", `/telnyx/phones/${landline}/fate`, { final: "delivery_failed", code: "40001" });
    await text(landline, "hello");
    await settled();
    expect(await sentTo(stopped)).toEqual([]);
    expect(await answersTo(landline)).toMatchObject([{ state: "failed", reason: "telnyx-40001" }]);
  });

  it("is never written to by what somebody else signed, or signed long ago", async () => {
    const phone = phoneOf();
    const before = await look(shopId, ({ tx }) => tx.receipt.count());
    for (const how of [{ forged: true }, { oldBy: 600 }])
      expect((await text(phone, "hello", how)).answered).toBe(403);
    expect(await look(shopId, ({ tx }) => tx.receipt.count())).toBe(before);
  });
});

describe("Telnyx", () => {
  const answerUnder = async (fault: FaultOrder["fault"], waitMs: number) => {
    const phone = phoneOf();
    await town.faults.add({ provider: "telnyx", fault, times: 1, match: { method: "POST" } });
    await text(phone, "hello");
    await settled();
    for (let waited = 0; waited < waitMs; waited += MINUTE) {
      await town.clock.advance(MINUTE);
      await settled();
    }
    const [answer] = await answersTo(phone);
    return { accepted: (await sentTo(phone)).length, state: answer?.state };
  };

  it("that was not reached, or is busy, is asked again: one text", async () => {
    for (const fault of ["refuse", "429"] as const)
      expect(await answerUnder(fault, 2 * MINUTE), fault).toEqual({ accepted: 1, state: "delivered" });
  });

  it("that took it and then failed is never asked twice: its log knows our id", async () => {
    for (const fault of ["500-after", "reset-after"] as const)
      expect(await answerUnder(fault, 3 * MINUTE), fault).toEqual({ accepted: 1, state: "delivered" });
  });

  it("that refuses for good is not asked again", async () => {
    expect(await answerUnder("400", 3 * MINUTE)).toEqual({ accepted: 0, state: "failed" });
  });

  it("tells what was said page by page, and a log that it no longer tells in full is not taken for the whole", async () => {
    const account = (await look(shopId, async (shop) => {
      const { id } = await shop.tx.channelAccount.findFirstOrThrow({ where: { provider: "telnyx" } });
      return loadAccount(shop, id);
    }))!;
    const since = await town.clock.now();
    const phone = phoneOf();
    const said = Array.from({ length: 60 }, (_, index) => `Line ${index}`);
    for (const line of said) await text(phone, line);
    await settled();
    const log = await readTelnyxLog(account, since);
    const read = log.as === "asked" ? log.said.filter(({ by }) => by === "shopper") : [];
    expect(read.map((one) => one.text)).toEqual(said);
    await town.clock.advance(11 * DAY);
    expect(await readTelnyxLog(account, since)).toEqual({ as: "unavailable" });
  });
});
