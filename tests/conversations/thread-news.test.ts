import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { joinThreads } from "#app/conversations/join-threads.ts";
import { markShopperRead } from "#app/conversations/mark-read.ts";
import { readThread, readThreadNews, type ThreadView } from "#app/conversations/thread.ts";
import { joinNews } from "#app/conversations/thread-news.ts";
import { aThread, here, messagesOf, openShop, SHOP, write } from "#tests/conversations/a-thread.ts";

beforeAll(() => openShop());

/** What may happen to a thread while a page has it open. `size` says how much, or to which message. */
const happenings = {
  "the shopper writes": async (id: string) => void (await write(id)),
  "we answer": async (id: string) =>
    void (await write(id, { direction: "out", author: { kind: "assistant" }, state: "sent" })),
  "staff leave a note": async (id: string) =>
    void (await write(id, { direction: "note", author: { kind: "staff" } })),
  "a code is sent": async (id: string) =>
    void (await write(id, { direction: "code", author: { kind: "assistant" }, state: "sent" })),
  "much is said": async (id: string, size: number) => {
    for (let n = 0; n < size; n++) await write(id, { text: `${n}` });
  },
  "the shopper has seen it": (id: string, size: number) => here((shop) => markShopperRead(shop, id, size)),
  "a message is forgotten": async (id: string, size: number) => {
    const gone = (await messagesOf(id)).at(-1 - (size % 5));
    await here(({ tx }) => tx.message.deleteMany({ where: { shopId: SHOP, id: gone?.id ?? "" } }));
  },
  "they sign in, and what they wrote before follows": async (id: string, size: number) => {
    const [before, [own]] = [
      await aThread(),
      await here(({ tx }) => tx.conversation.findMany({ where: { id } })),
    ];
    for (let n = 0; n <= size % 3; n++) await write(before.conversationId, { text: `before ${n}` });
    await here((shop) => joinThreads(shop, before.customerId, own!.customerId));
  },
};
type Happening = keyof typeof happenings;

const whole = async (id: string) => (await here((shop) => readThread(shop, id)))!;
const news = async (id: string, since: number) => (await here((shop) => readThreadNews(shop, id, since)))!;

it("whatever happens to a thread, a page that only ever reads its news shows what stands in it", async () => {
  const happening = fc.constantFrom(...(Object.keys(happenings) as Happening[]));
  const step = fc.record({ happening, size: fc.integer({ min: 1, max: 70 }), looks: fc.boolean() });
  const steps = fc.array(step, { minLength: 2, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(steps, async (walk) => {
      const { conversationId } = await aThread();
      let page = await whole(conversationId);
      for (const { happening, size, looks } of walk) {
        await happenings[happening](conversationId, size);
        if (looks) page = await look(page);
      }
      page = await look(page);
      const { messages, ...head } = await whole(conversationId);
      expect(page).toMatchObject({ ...head, hasOlder: expect.any(Boolean) });
      expect(page.messages.slice(-messages.length)).toEqual(messages);
    }),
    { numRuns: 40 },
  );
});

/** As the inbox does it: what is new, and the whole where that says too little. */
async function look(page: ThreadView): Promise<ThreadView> {
  return joinNews(page, await news(page.id, page.version)) ?? (await whole(page.id));
}

it("news are what has changed, and no more", async () => {
  const { conversationId } = await aThread();
  for (let n = 0; n < 5; n++) await write(conversationId);
  const { version } = await whole(conversationId);
  expect((await news(conversationId, version)).messages).toEqual([]);
  await write(conversationId, { text: "the sixth" });
  const read = await news(conversationId, version);
  expect(read.messages.map(({ text }) => text)).toEqual(["the sixth"]);
  expect(read).toHaveProperty("page.length", 6);
});

it("of a thread that has changed more than a page holds, there is only the whole", async () => {
  const { conversationId } = await aThread();
  for (let n = 0; n < 52; n++) await write(conversationId);
  const read = await news(conversationId, 0);
  expect(read).not.toHaveProperty("page");
  expect(read).toMatchObject({ hasOlder: true, messages: { length: 50 } });
});

it("a page that is told of a message it cannot know asks for the whole", async () => {
  const { conversationId } = await aThread();
  await write(conversationId);
  const page = await whole(conversationId);
  await write(conversationId);
  const { version } = await whole(conversationId);
  expect(joinNews(page, await news(conversationId, version))).toBeNull();
});

it("an older answer that comes late changes nothing", async () => {
  const { conversationId } = await aThread();
  await write(conversationId);
  const early = await news(conversationId, 0);
  await write(conversationId);
  const page = await whole(conversationId);
  expect(joinNews(page, early)).toBe(page);
});
