import { beforeAll, describe, expect, it } from "vitest";
import { DAY, later } from "#app/clock.ts";
import { assignConversation } from "#app/conversations/assign-conversation.ts";
import { closeConversation } from "#app/conversations/close-conversation.ts";
import { handOver } from "#app/conversations/hand-over.ts";
import { joinThreads } from "#app/conversations/join-threads.ts";
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

beforeAll(() => openShop());

const join = (from: string, to: string) => here((shop) => joinThreads(shop, from, to));

describe("a visitor who signs in", () => {
  it("finds what they wrote before at the end of their own thread, in its order and without gaps", async () => {
    const [visitor, ada] = [await aThread(), await aThread()];
    for (const text of ["old 1", "old 2"]) await write(ada.conversationId, { text });
    for (const text of ["new 1", "new 2", "new 3"]) await write(visitor.conversationId, { text });
    expect(await join(visitor.customerId, ada.customerId)).toBe(ada.conversationId);
    const messages = await messagesOf(ada.conversationId);
    expect(messages.map(({ body }) => body)).toEqual(["old 1", "old 2", "new 1", "new 2", "new 3"]);
    expect(messages.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    await write(ada.conversationId, { text: "next" });
    expect((await messagesOf(ada.conversationId)).at(-1)).toMatchObject({ seq: 6, body: "next" });
    expect(await told(ada.conversationId)).toContain("conversation.joined");
  });

  it("has the moved messages come to a reader who resumes by version", async () => {
    const [visitor, ada] = [await aThread(), await aThread()];
    await write(ada.conversationId);
    await write(visitor.conversationId);
    const { version } = await thread(ada.conversationId);
    await join(visitor.customerId, ada.customerId);
    const fresh = (await messagesOf(ada.conversationId)).filter((message) => message.version > version);
    expect(fresh).toHaveLength(1);
    expect((await thread(ada.conversationId)).version).toBeGreaterThanOrEqual(fresh[0]!.version);
  });

  it("keeps the person who had their question, and who it was given to", async () => {
    const [visitor, ada, agent] = [await aThread(), await aThread(), await aMember("agent")];
    await write(visitor.conversationId);
    await here(async (shop) => {
      const { conversationId } = visitor;
      await closeConversation(shop, { conversationId: ada.conversationId, by: agent });
      await handOver(shop, { conversationId, because: "Asked for a person.", facts: {} });
      await assignConversation(shop, { conversationId, staffId: agent, by: agent });
    });
    await join(visitor.customerId, ada.customerId);
    expect(await thread(ada.conversationId)).toMatchObject({
      status: "open",
      unread: true,
      handedOverBecause: "Asked for a person.",
      assigneeId: agent,
    });
  });

  it("never moves their thread back in the inbox", async () => {
    const [visitor, ada] = [await aThread(), await aThread()];
    await write(visitor.conversationId);
    await write(ada.conversationId, { text: "newest" });
    const soon = later((await thread(ada.conversationId)).lastActivityAt, DAY);
    const where = { shopId_id: { shopId: SHOP, id: ada.conversationId } };
    await here(({ tx }) =>
      tx.conversation.update({ where, data: { lastActivityAt: soon, lastCustomerAt: soon } }),
    );
    await join(visitor.customerId, ada.customerId);
    expect(await thread(ada.conversationId)).toMatchObject({ lastActivityAt: soon, lastCustomerAt: soon });
  });

  it("who has written nothing, or is the same person, joins nothing", async () => {
    const ada = await aThread();
    await write(ada.conversationId);
    expect(await join(ada.customerId, ada.customerId)).toBe(ada.conversationId);
    expect(await join("nobody", ada.customerId)).toBeNull();
    expect(await messagesOf(ada.conversationId)).toHaveLength(1);
  });

  it("in two tabs at once joins once", async () => {
    const [visitor, ada] = [await aThread(), await aThread()];
    await write(visitor.conversationId, { text: "mine" });
    await Promise.allSettled([
      join(visitor.customerId, ada.customerId),
      join(visitor.customerId, ada.customerId),
    ]);
    const messages = await messagesOf(ada.conversationId);
    expect(messages.map(({ seq, body }) => `${seq} ${body}`)).toEqual(["1 mine"]);
    expect((await told(ada.conversationId)).filter((name) => name === "conversation.joined")).toHaveLength(1);
  });
});
