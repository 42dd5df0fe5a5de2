import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { adapterOf } from "#app/channels/shelf.ts";
import { DAY, later, MINUTE } from "#app/clock.ts";
import { claimMessages } from "#app/conversations/claim-messages.ts";
import { outboundOf } from "#app/conversations/deliver-message.ts";
import { openConversation } from "#app/conversations/open-conversation.ts";
import { sendMessage } from "#app/conversations/send-message.ts";
import { identifyContact } from "#app/customers/identify-contact.ts";
import { inShop } from "#app/db.server.ts";
import { look, SHOP_NUMBER, settled, stopApps } from "#tests/app.ts";
import { openShopWithTexts } from "#tests/opening.ts";
import { type FaultOrder, town } from "#tests/town.ts";

let shopId: string;
let next = 0;

beforeAll(async () => {
  ({ shopId } = await openShopWithTexts());
  await settled();
});
beforeEach(() => town.faults.clear());
afterAll(stopApps);

/** A shopper's first text, whose answer meets the fault; what the carrier accepted and how our message ended. */
async function answerUnder(fault: FaultOrder["fault"], waitMs = 0, times = 1) {
  const phone = `+1415555${String(1000 + next++)}`;
  const before = (await town.ledger()).length;
  await town.faults.add({ provider: "twilio", fault, times, match: { method: "POST" } });
  await town.text(phone, "hello");
  await settled();
  for (let waited = 0; waited < waitMs; waited += MINUTE) {
    await town.clock.advance(MINUTE);
    await settled();
  }
  const accepted = (await town.ledger(before)).filter(
    (entry) => entry.provider === "twilio" && entry.kind === "message" && entry.to === phone,
  );
  const [message] = await look(shopId, ({ tx }) =>
    tx.message.findMany({ where: { address: phone, direction: "out" } }),
  );
  const shown = (await town.phone(phone)).filter(
    ({ direction, with: from }) => direction === "in" && from === SHOP_NUMBER,
  );
  return { accepted: accepted.length, state: message?.state, reason: message?.reason, shown: shown.length };
}

describe("the carrier", () => {
  it("that refuses the connection, or is busy, is asked again later: one text, delivered", async () => {
    expect(await answerUnder("refuse", 2 * MINUTE)).toMatchObject({
      accepted: 1,
      state: "delivered",
      shown: 1,
    });
    expect(await answerUnder("429", 2 * MINUTE)).toMatchObject({ accepted: 1, state: "delivered", shown: 1 });
  });

  it("that accepts and then fails is never asked twice, and the truth is found in its own log", async () => {
    for (const fault of ["500-after", "reset-after"] as const)
      expect(await answerUnder(fault, 3 * MINUTE), fault).toMatchObject({
        accepted: 1,
        state: "delivered",
        shown: 1,
      });
  });

  it("that fails without accepting leaves the message unknown, in sight, and never sent by itself", async () => {
    for (const fault of ["500-before", "reset"] as const)
      expect(await answerUnder(fault, 20 * MINUTE), fault).toMatchObject({
        accepted: 0,
        state: "unknown",
        shown: 0,
      });
  });

  it("that refuses for good has its code shown, and is not asked again", async () => {
    expect(await answerUnder("400", 5 * MINUTE)).toMatchObject({
      accepted: 0,
      state: "failed",
      reason: "21211",
    });
  });

  it("whose callbacks come first, twice and shuffled ends in the same truth", async () => {
    for (const fault of ["callback-first", "repeat-callback", "reorder-callbacks"] as const)
      expect(await answerUnder(fault), fault).toMatchObject({ accepted: 1, state: "delivered", shown: 1 });
  });

  it("whose answer is cut and whose callbacks are lost is asked: one text, and its end is known", async () => {
    await town.faults.add({ provider: "twilio", fault: "lose-callbacks", times: null });
    expect(await answerUnder("reset-after", 3 * MINUTE)).toMatchObject({
      accepted: 1,
      state: "delivered",
      shown: 1,
    });
  });
});

describe("a worker that died with the carrier's yes on the way", () => {
  it("has it found in a log that was closed when first asked: it is read from our claim on", async () => {
    const phone = "+4915123450001";
    const claim = await claimApart(phone);
    await town.faults.add({ provider: "twilio", fault: "lose-callbacks" });
    await adapterOf(claim.account).send(claim.account, outboundOf(claim), AbortSignal.timeout(10_000));
    await town.faults.add({ provider: "twilio", fault: "500-before", match: { method: "GET" } });
    for (let minute = 0; minute < 6; minute++) {
      await town.clock.advance(MINUTE);
      await settled();
    }
    const message = await look(shopId, ({ tx }) =>
      tx.message.findFirstOrThrow({ where: { address: phone } }),
    );
    expect(message).toMatchObject({ state: "delivered", reason: null, externalId: expect.any(String) });
  });

  /** A text that is claimed here instead of by the worker, whose job comes tomorrow. */
  const claimApart = (phone: string) =>
    inShop(shopId, async (shop) => {
      const contact = { kind: "phone", value: phone, verified: true, source: "sms" } as const;
      const { customerId } = await identifyContact(shop, contact);
      const sent = await sendMessage(shop, {
        conversationId: await openConversation(shop, customerId, "sms"),
        author: { kind: "system" },
        channel: "sms",
        address: phone,
        text: "Your order is out.",
        purpose: "service",
        intent: `apart:${phone}`,
        notBefore: later(shop.at, DAY),
      });
      const [claim] = await claimMessages(shop, sent.sent ? [sent.messageId] : []);
      return claim!;
    });
});

describe("a forged text", () => {
  it("is refused with 403, and nothing is written", async () => {
    const before = await look(shopId, ({ tx }) => tx.receipt.count());
    const { webhook } = await town.text("+14155559999", "STOP", { forged: true });
    expect(webhook.answered).toBe(403);
    expect(await look(shopId, ({ tx }) => tx.receipt.count())).toBe(before);
  });
});
