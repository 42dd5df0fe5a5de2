import { beforeAll, expect, it } from "vitest";
import { recordConsent } from "#app/consent/ledger.ts";
import { claimMessages } from "#app/conversations/claim-messages.ts";
import { inShop } from "#app/db.server.ts";
import { newId } from "#app/id.ts";
import { aThread, here, openShop, SHOP, write } from "#tests/conversations/a-thread.ts";

const NOON = new Date("2026-11-20T12:00:00Z");
const ACCOUNT = "ours";
/** A messaging service keeps its own pace: here only the day's most is to count. */
const SERVICE = { accountSid: `AC${"a".repeat(32)}`, messagingServiceSid: `MG${"b".repeat(32)}` };
let next = 0;

beforeAll(async () => {
  await openShop();
  const sender = { channel: "sms" as const, provider: "twilio", sender: "+14155550100" };
  await here(({ tx }) =>
    tx.channelAccount.create({
      data: {
        shopId: SHOP,
        id: ACCOUNT,
        ...sender,
        settings: SERVICE,
        connectedAt: NOON,
      },
    }),
  );
});

/** So many promotions that wait for one phone, each in a thread of its own. */
async function waiting(count: number): Promise<string[]> {
  const address = `+4915123456${String(100 + next++)}`;
  const yes = { channel: "sms", address, purpose: "marketing", state: "granted" } as const;
  const given = { ...yes, level: "CONFIRMED_OPT_IN", source: "storefront", evidence: {} };
  await here((shop) => recordConsent(shop, { ...given, at: NOON }));
  const ids = [];
  for (let n = 0; n < count; n++) {
    const { conversationId } = await aThread("sms");
    const { messageId } = await write(conversationId, {
      ...{ direction: "out", author: { kind: "assistant" }, channel: "sms", address, text: "Sale!" },
      ...{ accountId: ACCOUNT, purpose: "marketing", intent: newId(), state: "queued" },
    });
    ids.push(messageId);
  }
  return ids;
}

const claim = (id: string) => inShop(SHOP, (shop) => claimMessages({ ...shop, at: NOON }, [id]));

it("lets three promotions to one phone go in a day, though eight workers claim one each at the same moment", async () => {
  for (let round = 0; round < 4; round++) {
    const ids = await waiting(8);
    const claims = await Promise.all(ids.map(claim));
    expect(claims.flat()).toHaveLength(3);
    const states = await here(({ tx }) =>
      tx.message.findMany({ where: { id: { in: ids } }, select: { state: true, reason: true } }),
    );
    expect(states.filter(({ state }) => state === "sending")).toHaveLength(3);
    expect(states.filter(({ reason }) => reason === "enough-for-today")).toHaveLength(5);
  }
});
