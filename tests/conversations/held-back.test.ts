import { beforeAll, describe, expect, it } from "vitest";
import { changeAccount, connectAccount } from "#app/channels/accounts.ts";
import type { SendResult } from "#app/channels/channel.ts";
import { endTroubles } from "#app/channels/sender-trouble.ts";
import { HOUR, later, MINUTE, SECOND } from "#app/clock.ts";
import { type Claim, claimMessages } from "#app/conversations/claim-messages.ts";
import { recordSendResults } from "#app/conversations/record-send-result.ts";
import { sendMessage } from "#app/conversations/send-message.ts";
import { withdrawStopped } from "#app/conversations/withdraw-stopped.ts";
import { type NewMessage, writeMessages } from "#app/conversations/write-message.ts";
import { newId } from "#app/id.ts";
import { here, openShop, SHOP } from "./a-thread.ts";
import { freshPhone, texts } from "./people.ts";

const NOON = new Date("2027-03-09T20:00:00Z");
let accountId: string;

beforeAll(async () => {
  await openShop();
  accountId = await here((shop) =>
    connectAccount(shop, {
      channel: "sms",
      provider: "twilio",
      sender: "+14155550100",
      // All happens in one minute here, and long texts take many segments.
      settings: { accountSid: `AC${"0".repeat(32)}`, grantedASecond: 100 },
      secret: "token",
    }),
  );
});

/** Somebody's thread with a text of ours in it that waits, in as many parts as it takes. */
async function queued(text: string, purpose: "service" | "marketing" = "service") {
  const { conversationId } = await texts(freshPhone(), "hello");
  const draft = { conversationId, author: { kind: "system" }, text, purpose, intent: newId() } as const;
  await here((shop) => sendMessage({ ...shop, at: NOON }, draft));
  return conversationId;
}
const LONG = "So soft a coat. ".repeat(250);

const outgoing = (conversationId: string) =>
  here(({ tx }) =>
    tx.message.findMany({
      where: { shopId: SHOP, conversationId, direction: "out", authorKind: "system" },
      orderBy: { seq: "asc" },
    }),
  );
const standOf = async (conversationId: string) =>
  (await outgoing(conversationId)).map(({ state, reason }) => (reason ? `${state} ${reason}` : state));
const claimPart = async (conversationId: string, part: number, at = NOON): Promise<Claim | undefined> => {
  const { id } = (await outgoing(conversationId))[part]!;
  return (await here((shop) => claimMessages({ ...shop, at }, [id])))[0];
};
const answer = (claim: Claim | undefined, result: SendResult, at = NOON) =>
  here((shop) => recordSendResults({ ...shop, at }, [{ claim: claim!, result }]));

const BUSY: SendResult = { as: "later", code: "20429", afterMs: 10 * SECOND };
const taken = (): SendResult => ({ as: "accepted", externalId: newId() });

describe("a text in parts", () => {
  it("leaves in their order: none overtakes one that is tried again", async () => {
    const thread = await queued(LONG);
    const first = await claimPart(thread, 0);
    expect(await claimPart(thread, 1)).toBeUndefined();
    await answer(first, BUSY);
    expect(await claimPart(thread, 1)).toBeUndefined();
    expect(await standOf(thread)).toEqual(["queued 20429", "queued", "queued"]);
    await answer(await claimPart(thread, 0), taken());
    await answer(await claimPart(thread, 1), taken());
    await answer(await claimPart(thread, 2), taken());
    expect(await standOf(thread)).toEqual(["sent", "sent", "sent"]);
  });

  it("ends with the part that is refused: the rest of it would say nothing", async () => {
    const thread = await queued(LONG);
    await answer(await claimPart(thread, 0), { as: "refused", code: "21211" });
    expect(await claimPart(thread, 1)).toBeUndefined();
    expect(await claimPart(thread, 2)).toBeUndefined();
    expect(await standOf(thread)).toEqual(["failed 21211", "suppressed part-lost", "suppressed part-lost"]);
  });

  it("goes on after a part that may have arrived, and after one that was taken and not delivered", async () => {
    const thread = await queued(LONG);
    await answer(await claimPart(thread, 0), { as: "unknown", code: "timeout" });
    await answer(await claimPart(thread, 1), taken());
    const [, second] = await outgoing(thread);
    await here(({ tx }) =>
      tx.message.update({
        where: { shopId_id: { shopId: SHOP, id: second!.id } },
        data: { state: "failed" },
      }),
    );
    await answer(await claimPart(thread, 2), taken());
    expect(await standOf(thread)).toEqual(["unknown timeout", "failed", "sent"]);
  });

  it("is not held up by another text before it", async () => {
    const thread = await queued("Hello");
    const draft = { author: { kind: "system" }, text: "Again", purpose: "service", intent: newId() } as const;
    await here((shop) => sendMessage({ ...shop, at: NOON }, { ...draft, conversationId: thread }));
    expect(await claimPart(thread, 1)).toBeDefined();
  });
});

describe("a message whose provider says later", () => {
  it("that had waited for hours before its first try is tried again", async () => {
    const thread = await queued("Hello");
    const at = later(NOON, 7 * HOUR);
    await answer(await claimPart(thread, 0, at), BUSY, at);
    expect(await standOf(thread)).toEqual(["queued 20429"]);
  });

  it("is given up six hours after its first try, and not before", async () => {
    const thread = await queued("Hello");
    const first = later(NOON, 20 * MINUTE);
    for (const passed of [0, 3 * HOUR, 6 * HOUR - MINUTE])
      await answer(await claimPart(thread, 0, later(first, passed)), BUSY, later(first, passed));
    expect(await standOf(thread)).toEqual(["queued 20429"]);
    await answer(await claimPart(thread, 0, later(first, 6 * HOUR)), BUSY, later(first, 6 * HOUR));
    expect(await standOf(thread)).toEqual(["failed 20429"]);
  });
});

describe("an account that is paused", () => {
  it("has nothing counted against its pace that does not begin", async () => {
    const pauseUntil = (pausedUntil: Date | null) =>
      here(({ tx }) =>
        tx.channelAccount.update({
          where: { shopId_id: { shopId: SHOP, id: accountId } },
          data: { pausedUntil },
        }),
      );
    const grant = (grantedASecond: number) =>
      here((shop) => changeAccount(shop, accountId, { settings: { grantedASecond } }));
    await grant(1);
    const at = later(NOON, 24 * HOUR);
    const threads = [await queued("Hello"), await queued("Hello")];
    await pauseUntil(later(at, HOUR));
    // A minute's worth of this number, claimed in vain.
    for (let time = 0; time < 60; time++) expect(await claimPart(threads[0]!, 0, at)).toBeUndefined();
    await pauseUntil(null);
    expect(await claimPart(threads[0]!, 0, at)).toBeDefined();
    expect(await claimPart(threads[1]!, 0, at)).toBeDefined();
    await grant(100);
  });
});

describe("an account whose marketing is filtered", () => {
  it("has all promotions that wait withdrawn, however many, by a job of their own, and nothing else", async () => {
    const thread = await queued("Hello");
    const service = await claimPart(thread, 0);
    await here((shop) => writeMessages(shop, promotions(thread, 1_200)));
    await answer(service, { as: "refused", code: "30007" });
    expect(await countOf(thread)).toEqual({ "failed 30007": 1, queued: 1_200 });
    const last = await queued("Hello");
    await withdrawStopped(SHOP, { accountId });
    expect(await countOf(thread)).toEqual({ "failed 30007": 1, "suppressed 30007": 1_200 });
    expect(await countOf(last)).toEqual({ queued: 1 });
  });

  it("keeps them where the merchant has mended it meanwhile", async () => {
    await here((shop) => endTroubles(shop, accountId));
    const thread = await queued("Hello");
    await here((shop) => writeMessages(shop, promotions(thread, 2)));
    await withdrawStopped(SHOP, { accountId });
    expect(await countOf(thread)).toEqual({ queued: 3 });
  });
});

const promotions = (conversationId: string, count: number): NewMessage[] =>
  Array.from({ length: count }, () => ({
    conversationId,
    direction: "out",
    author: { kind: "system" },
    channel: "sms",
    address: "+14155550199",
    accountId,
    text: "Coats",
    purpose: "marketing",
    intent: newId(),
    state: "queued",
  }));

const countOf = async (conversationId: string): Promise<Record<string, number>> =>
  Object.fromEntries(
    [...Map.groupBy(await standOf(conversationId), (stand) => stand)].map(([stand, all]) => [
      stand,
      all.length,
    ]),
  );
