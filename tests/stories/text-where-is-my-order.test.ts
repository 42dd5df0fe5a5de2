import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { consentHash } from "#app/consent/consent-address.ts";
import { type App, connectSms, install, look, settled, startApp, stopApps } from "#tests/app.ts";
import { town } from "#tests/town.ts";

let app: App;
let shopId: string;
const roles: Record<string, { orderName: string | null; phone: string | null }> = {};

beforeAll(async () => {
  await town.reset();
  app = await startApp();
  shopId = await install(app);
  await connectSms(app, shopId);
  for (const member of await town.cast()) roles[member.role] = member;
  await settled();
});
afterAll(stopApps);

const answersTo = async (phone: string) =>
  (await town.phone(phone)).filter(({ direction }) => direction === "in");

describe("a shopper who texts from the phone on their order", () => {
  it("hears where it is", async () => {
    const { phone, orderName } = roles["on-time"]!;
    await town.text(phone!, `Where is my order ${orderName}?`);
    await settled();
    const [answer, ...others] = await answersTo(phone!);
    expect(answer?.body).toContain(orderName);
    expect(others).toEqual([]);
  });

  it("is delivered to, truthfully, by the carrier's own word", async () => {
    const states = await look(shopId, ({ tx }) =>
      tx.message.findMany({ where: { direction: "out" }, select: { state: true } }),
    );
    expect(states).toEqual([{ state: "delivered" }]);
  });

  it("is put into a person's hands on request, and told when to expect an answer", async () => {
    const { phone } = roles["on-time"]!;
    await town.text(phone!, "I want to talk to a person");
    await settled();
    expect((await answersTo(phone!)).at(-1)?.body).toMatch(/person/);
    const [thread] = await look(shopId, ({ tx }) =>
      tx.conversation.findMany({ where: { handedOverAt: { not: null } } }),
    );
    expect(thread).toMatchObject({ status: "open", unread: true, handedOverBecause: "Asked for a person." });
  });

  it("hears nothing from the answers while a person has the thread", async () => {
    const { phone } = roles["on-time"]!;
    const before = await answersTo(phone!);
    await town.text(phone!, "where is my order");
    await settled();
    expect(await answersTo(phone!)).toEqual(before);
  });
});

describe("a stranger's phone", () => {
  it("hears nothing of an order it only names, and the same words for one that does not exist", async () => {
    await town.text("+14155550177", `where is order ${roles["on-time"]!.orderName}`);
    await town.text("+14155550178", "where is order #987654");
    await settled();
    const [hit] = await answersTo("+14155550177");
    const [miss] = await answersTo("+14155550178");
    expect(hit?.body).toContain("6-digit code");
    expect(hit?.body).toBe(miss?.body);
  });
});

describe("STOP", () => {
  it("ends everything before anything clever reads it, and the carrier answers it, not we", async () => {
    const { phone } = roles.late!;
    await town.text(phone!, "STOP");
    await settled();
    const messages = await look(shopId, ({ tx }) =>
      tx.message.findMany({ where: { address: phone!, direction: "out" } }),
    );
    expect(messages).toEqual([]);
    const states = await look(shopId, ({ tx }) =>
      tx.consentState.findMany({ where: { addressHash: consentHash("sms", phone!) } }),
    );
    expect(states.map(({ purpose, state }) => `${purpose} ${state}`).sort()).toEqual([
      "cart-reminders revoked",
      "marketing revoked",
      "support revoked",
      "updates revoked",
    ]);
  });
});
