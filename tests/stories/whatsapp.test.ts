import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, install, look, settled, startApp, stopApps } from "#tests/app.ts";
import { town } from "#tests/town.ts";
import { whatsApp } from "#tests/whatsapp.ts";

let app: App;
let shopId: string;
const roles: Record<string, { orderName: string | null; phone: string | null }> = {};

beforeAll(async () => {
  await town.reset();
  app = await startApp();
  shopId = await install(app);
  await whatsApp.connect(shopId);
  for (const member of await town.cast()) roles[member.role] = member;
  await settled();
});
afterAll(stopApps);

const messages = () => look(shopId, ({ tx }) => tx.message.findMany({ orderBy: { seq: "asc" } }));

describe("a shopper who writes on WhatsApp from the phone on their order", () => {
  it("hears where it is, as a message that was delivered and then read", async () => {
    const { phone, orderName } = roles["on-time"]!;
    await whatsApp.write(phone!, `Where is my order ${orderName}?`);
    await settled();
    const [answer, ...others] = await whatsApp.textsTo(phone!);
    expect(answer).toContain(orderName);
    expect(others).toEqual([]);
    const [sent] = (await messages()).filter(({ direction }) => direction === "out");
    expect(sent).toMatchObject({ state: "delivered", readAt: null, channel: "whatsapp" });
    await whatsApp.read(phone!);
    await settled();
    const [seen] = (await messages()).filter(({ direction }) => direction === "out");
    expect(seen!.readAt).not.toBeNull();
  });
});
