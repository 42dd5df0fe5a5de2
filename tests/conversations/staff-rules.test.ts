import { beforeAll, describe, expect, it } from "vitest";
import { assignConversation } from "#app/conversations/assign-conversation.ts";
import { closeConversation, reopenConversation } from "#app/conversations/close-conversation.ts";
import { handOver, takeOver } from "#app/conversations/hand-over.ts";
import { markRead, markShopperRead } from "#app/conversations/mark-read.ts";
import { receiveMessage } from "#app/conversations/receive-message.ts";
import { newId } from "#app/id.ts";
import {
  aMember,
  aThread,
  here,
  messagesOf,
  openShop,
  SHOP,
  thread,
  told,
  write,
} from "#tests/conversations/a-thread.ts";

let owner: string;
let agent: string;
let viewer: string;

beforeAll(async () => {
  await openShop();
  [owner, agent, viewer] = [await aMember("owner"), await aMember("agent"), await aMember("viewer")];
});

const assign = (conversationId: string, staffId: string | null) =>
  here((shop) => assignConversation(shop, { conversationId, staffId, by: owner }));
const hand = (conversationId: string, because = "Asked for a person.") =>
  here((shop) => handOver(shop, { conversationId, because, facts: { order: "#1001" } }));
const read = (conversationId: string, upTo: number) => here((shop) => markRead(shop, conversationId, upTo));

describe("a thread", () => {
  it("is given to owners and agents only, once, and can be taken back", async () => {
    const { conversationId } = await aThread();
    for (let count = 0; count < 2; count++) expect(await assign(conversationId, agent)).toBe(true);
    for (const stranger of [viewer, newId()]) expect(await assign(conversationId, stranger)).toBe(false);
    expect((await thread(conversationId)).assigneeId).toBe(agent);
    expect(await assign(conversationId, null)).toBe(true);
    expect((await thread(conversationId)).assigneeId).toBeNull();
    expect(await told(conversationId)).toEqual(["conversation.assigned", "conversation.assigned"]);
  });

  it("is not given to somebody who has left the team", async () => {
    const { conversationId } = await aThread();
    const gone = await aMember("agent");
    const where = { shopId_id: { shopId: SHOP, id: gone } };
    await here(({ tx, at }) => tx.staffMember.update({ where, data: { removedAt: at } }));
    expect(await assign(conversationId, gone)).toBe(false);
  });

  it("is handed over once, with one note for staff and the facts", async () => {
    const { conversationId } = await aThread();
    expect(await hand(conversationId)).toBe(true);
    expect(await hand(conversationId, "Not understood.")).toBe(false);
    expect(await thread(conversationId)).toMatchObject({
      unread: true,
      handedOverBecause: "Asked for a person.",
      facts: { order: "#1001" },
    });
    const notes = (await messagesOf(conversationId)).filter(({ direction }) => direction === "note");
    expect(notes.map(({ body, address, state }) => ({ body, address, state }))).toEqual([
      { body: "Asked for a person.", address: null, state: "received" },
    ]);
  });

  it("that staff write in is theirs, and stays with the colleague it was given to", async () => {
    const { conversationId } = await aThread();
    await assign(conversationId, owner);
    await here((shop) => takeOver(shop, conversationId, agent));
    expect(await thread(conversationId)).toMatchObject({ assigneeId: owner, handedOverAt: expect.any(Date) });
  });

  it("that somebody wrote in who has been removed meanwhile waits for a colleague", async () => {
    const { conversationId } = await aThread();
    await here((shop) => takeOver(shop, conversationId, viewer));
    expect(await thread(conversationId)).toMatchObject({ assigneeId: null, handedOverAt: expect.any(Date) });
  });

  it("that is closed leaves staff's hands, and the shopper's next word opens it again", async () => {
    const { conversationId, customerId } = await aThread();
    await hand(conversationId);
    await here((shop) => closeConversation(shop, { conversationId, by: agent }));
    const closed = { status: "closed", unread: false, handedOverAt: null };
    expect(await thread(conversationId)).toMatchObject(closed);
    const inbound = {
      channel: "chat",
      accountId: null,
      from: newId(),
      customerId,
      text: "and now?",
    } as const;
    await here((shop) => receiveMessage(shop, { ...inbound, clientId: newId(), at: shop.at }));
    expect(await thread(conversationId)).toMatchObject({ status: "open", handedOverAt: null });
  });

  it("that staff open again is where it was", async () => {
    const { conversationId } = await aThread();
    await here((shop) => closeConversation(shop, { conversationId, by: agent }));
    await here((shop) => reopenConversation(shop, { conversationId, by: agent }));
    expect((await thread(conversationId)).status).toBe("open");
    expect(await told(conversationId)).toEqual(["conversation.closed", "conversation.reopened"]);
  });
});

describe("what staff have seen", () => {
  it("never goes back, whichever of their tabs speaks last", async () => {
    const { conversationId } = await aThread();
    for (let count = 0; count < 5; count++) await write(conversationId);
    await hand(conversationId);
    await read(conversationId, 5);
    await read(conversationId, 3);
    expect(await thread(conversationId)).toMatchObject({ staffReadSeq: 5, unread: true });
    await read(conversationId, 99);
    expect(await thread(conversationId)).toMatchObject({ staffReadSeq: 6, unread: false });
  });

  it("makes no thread unread that the answers have in hand", async () => {
    const { conversationId } = await aThread();
    for (let count = 0; count < 3; count++) await write(conversationId);
    await read(conversationId, 2);
    expect(await thread(conversationId)).toMatchObject({ staffReadSeq: 2, unread: false });
  });

  it("is told once", async () => {
    const { conversationId } = await aThread();
    await write(conversationId);
    for (let count = 0; count < 3; count++) await read(conversationId, 1);
    expect(await told(conversationId)).toEqual(["conversation.read"]);
  });
});

describe("what the shopper has seen", () => {
  it("is delivered up to there, never more than there is, and never goes back", async () => {
    const { conversationId } = await aThread();
    const sent = { direction: "out", author: { kind: "assistant" }, state: "sent" } as const;
    for (let count = 0; count < 3; count++) await write(conversationId, sent);
    const seen = (upTo: number) => here((shop) => markShopperRead(shop, conversationId, upTo));
    const states = async () => (await messagesOf(conversationId)).map(({ state }) => state);
    await seen(2);
    expect(await states()).toEqual(["delivered", "delivered", "sent"]);
    await seen(1);
    expect((await thread(conversationId)).shopperReadSeq).toBe(2);
    await seen(1_000);
    expect((await thread(conversationId)).shopperReadSeq).toBe(3);
    expect(await states()).toEqual(["delivered", "delivered", "delivered"]);
  });
});
