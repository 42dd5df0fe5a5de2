import { beforeAll, describe, expect, it } from "vitest";
import { voidMessages } from "#app/conversations/void-messages.ts";
import { newId } from "#app/id.ts";
import {
  aThread,
  claimedText,
  here,
  messagesOf,
  openShop,
  SHOP,
  thread,
  write,
} from "#tests/conversations/a-thread.ts";

beforeAll(() => openShop());

describe("a hundred messages written into one thread by ten hands at once", () => {
  it("get a hundred numbers without a gap, and the thread stands at the last", async () => {
    const { conversationId } = await aThread();
    // Ten hands, so that a busy machine's pool does not run out of patience.
    const hands = Array.from({ length: 10 }, async (_, hand) => {
      for (let turn = 0; turn < 10; turn++) await write(conversationId, { text: `${hand}.${turn}` });
    });
    await Promise.all(hands);
    const messages = await messagesOf(conversationId);
    const upTo100 = Array.from({ length: 100 }, (_, index) => index + 1);
    expect(messages.map(({ seq }) => seq)).toEqual(upTo100);
    expect(messages.map(({ version }) => version)).toEqual(upTo100);
    expect(new Set(messages.map(({ body }) => body)).size).toBe(100);
    expect(await thread(conversationId)).toMatchObject({ lastSeq: 100, version: 100 });
  });
});

describe("one logical message", () => {
  it("written twenty times at once by its intent, its client's id or the carrier's is one", async () => {
    for (const key of ["intent", "clientId", "externalId"] as const) {
      const { conversationId } = await aThread();
      const same = { [key]: newId() };
      const written = await Promise.all(Array.from({ length: 20 }, () => write(conversationId, same)));
      expect(
        written.filter(({ isNew }) => isNew),
        key,
      ).toHaveLength(1);
      expect(new Set(written.map(({ messageId }) => messageId)).size, key).toBe(1);
      expect(await messagesOf(conversationId), key).toHaveLength(1);
    }
  });

  it("leaves no trace when its transaction fails: the next one takes its number", async () => {
    const { conversationId } = await aThread();
    await write(conversationId);
    const tooMuch = write(conversationId, { purpose: null as never });
    await expect(tooMuch).rejects.toThrow();
    await write(conversationId);
    expect((await messagesOf(conversationId)).map(({ seq }) => seq)).toEqual([1, 2]);
  });

  it("keeps emoji, and loses only what PostgreSQL cannot keep", async () => {
    const { conversationId } = await aThread();
    const preview = `${"x".repeat(139)}🎉`;
    for (const text of ["👩‍👩‍👧 Zoë", "a\u0000b", "half \ud83c", preview])
      await write(conversationId, { text });
    const bodies = (await messagesOf(conversationId)).map(({ body }) => body);
    expect(bodies).toEqual(["👩‍👩‍👧 Zoë", "ab", "half \ufffd", preview]);
    expect((await thread(conversationId)).lastPreview?.isWellFormed()).toBe(true);
  });
});

describe("what is taken back under a tag", () => {
  it("is only what still waits: what a worker has claimed goes out", async () => {
    const { conversationId } = await aThread("sms");
    const waiting = { direction: "out", channel: "sms", state: "queued", voidTag: "cart:1" } as const;
    const [first, other] = [
      await write(conversationId, waiting),
      await write(conversationId, { ...waiting, voidTag: "cart:2" }),
    ];
    const claimed = await claimedText(conversationId);
    const where = { shopId_id: { shopId: SHOP, id: claimed.id } };
    await here(({ tx }) => tx.message.update({ where, data: { voidTag: "cart:1" } }));
    await here((shop) => voidMessages(shop, "cart:1", "bought"));
    const ends = (await messagesOf(conversationId)).map(({ id, state, reason }) => [id, state, reason]);
    expect(ends).toEqual([
      [first.messageId, "suppressed", "bought"],
      [other.messageId, "queued", null],
      [claimed.id, "sending", null],
    ]);
  });
});
