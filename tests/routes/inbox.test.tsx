import { beforeAll, describe, expect, it } from "vitest";
import { HOUR, later, now } from "#app/clock.ts";
import { blockLine, openLine } from "#app/consent/carrier-block.ts";
import type { InboxRow } from "#app/conversations/inbox.ts";
import type { ActOutcome } from "#app/desk/thread-act.ts";
import { handOver } from "#app/conversations/hand-over.ts";
import { sendMessage } from "#app/conversations/send-message.ts";
import { loader as readInboxPage } from "#app/routes/app.inbox/route.tsx";
import { loader as readOpenThread } from "#app/routes/app.inbox.$id/route.tsx";
import { loader as readRows } from "#app/routes/app.rows/route.ts";
import { action as act, loader as readChange } from "#app/routes/app.threads.$id/route.ts";
import { callAs, type DeskScene, openDesk, type Person, refusal } from "./desk-scene.ts";

let desk: DeskScene;
beforeAll(async () => {
  desk = await openDesk("inbox");
});

const list = async (as: Person, view = "open") => {
  const page = await readInboxPage(await callAs(desk, { as, path: `/app/inbox?view=${view}` }));
  return page.list.rows.map(({ id }) => id);
};
const open = async (as: Person, id: string) =>
  readOpenThread(await callAs(desk, { as, path: `/app/inbox/${id}`, params: { id } }));
const doIn = async (as: Person, id: string, json: unknown) => {
  const answer = await act(await callAs(desk, { as, path: `/app/threads/${id}`, params: { id }, json }));
  return { status: answer.status, outcome: (await answer.json()) as ActOutcome };
};
const reply = (text: string, more: object = {}) => ({
  do: "reply",
  text,
  clientId: crypto.randomUUID(),
  seenSeq: 99,
  ...more,
});
const texts = async (id: string) => (await open(desk.maya, id)).thread.messages.map(({ text }) => text);
const handToStaff = (conversationId: string) =>
  desk.look((shop) => handOver(shop, { conversationId, because: "Asked for a person.", facts: {} }));
const visitor = () => `visitor-${crypto.randomUUID()}`;

describe("the lists", () => {
  it("hold a conversation by who has it and whether it is closed", async () => {
    const id = await desk.writes("+4915112345601", "Hello?");
    await handToStaff(id);
    expect(await list(desk.maya)).toContain(id);
    expect(await list(desk.maya, "unassigned")).toContain(id);
    await doIn(desk.maya, id, { do: "assign", staffId: desk.ben.id });
    expect(await list(desk.maya, "unassigned")).not.toContain(id);
    expect(await list(desk.maya, "mine")).not.toContain(id);
    expect(await list(desk.ben, "mine")).toContain(id);
    await doIn(desk.ben, id, { do: "close" });
    expect(await list(desk.ben)).not.toContain(id);
    expect(await list(desk.ben, "closed")).toContain(id);
    await doIn(desk.ben, id, { do: "reopen" });
    expect(await list(desk.ben, "mine")).toContain(id);
  });

  it("say of a reply that it waits for its time or did not leave, until the shopper writes again", async () => {
    const from = visitor();
    const id = await desk.writes(from, "Are you open?");
    const rowOf = async () => {
      const call = await callAs(desk, { as: desk.maya, path: `/app/threads/${id}`, params: { id } });
      return ((await (await readChange(call)).json()) as { row: InboxRow }).row;
    };
    const sendAt = later(now(), HOUR).toISOString();
    const { outcome } = await doIn(desk.maya, id, reply("We open at nine.", { sendAt }));
    expect((await rowOf()).reply).toBe("planned");
    const messageId = outcome.ok ? outcome.messageId : null;
    expect((await doIn(desk.maya, id, { do: "cancel", messageId })).outcome.ok).toBe(true);
    expect((await rowOf()).reply).toBe("not-delivered");
    await desk.writes(from, "Hello?");
    expect((await rowOf()).reply).toBeNull();
  });

  it("say of a line of texts that the carrier blocks it, until START", async () => {
    const from = "+14155550177";
    const id = await desk.writes(from, "Are you open?");
    const rowOf = async () => {
      const call = await callAs(desk, { as: desk.maya, path: `/app/threads/${id}`, params: { id } });
      return ((await (await readChange(call)).json()) as { row: InboxRow }).row;
    };
    expect((await rowOf()).isBlocked).toBe(false);
    const line = { channel: "sms", accountId: "our-number", address: from };
    await desk.look(async (shop) => {
      await shop.tx.message.updateMany({
        where: { conversationId: id },
        data: { accountId: line.accountId },
      });
      await blockLine(shop, line, { because: "STOP", at: shop.at });
    });
    expect((await rowOf()).isBlocked).toBe(true);
    await desk.look((shop) => openLine(shop, line));
    expect((await rowOf()).isBlocked).toBe(false);
  });

  it("name what waits to be taken only once it waits for a person, and count it so", async () => {
    const id = await desk.writes(visitor(), "Where is my order?");
    const counted = async () => {
      const { list, counts } = await readInboxPage(
        await callAs(desk, { as: desk.maya, path: "/app/inbox?view=unassigned" }),
      );
      return { isThere: list.rows.some((row) => row.id === id), waiting: counts.unassigned };
    };
    const before = await counted();
    expect(before.isThere).toBe(false);
    await handToStaff(id);
    expect(await counted()).toEqual({ isThere: true, waiting: before.waiting + 1 });
    await doIn(desk.maya, id, { do: "close" });
    expect(await counted()).toEqual(before);
    await doIn(desk.maya, id, { do: "reopen" });
    expect(await counted()).toEqual({ isThere: true, waiting: before.waiting + 1 });
  });

  it("come in pages without a gap or a repeat, also when a conversation moves up meanwhile", async () => {
    for (let n = 0; n < 40; n++) await desk.writes(visitor(), `Question ${n}`);
    const first = await readInboxPage(await callAs(desk, { as: desk.maya, path: "/app/inbox" }));
    const cursor = encodeURIComponent(first.list.next!);
    const moved = first.list.rows.at(-1)!;
    await doIn(desk.maya, moved.id, reply("I am on it"));
    const answer = await readRows(
      await callAs(desk, { as: desk.maya, path: `/app/rows?view=open&cursor=${cursor}` }),
    );
    const second = (await answer.json()) as { rows: InboxRow[] };
    const both = [...first.list.rows, ...second.rows].map(({ id }) => id);
    expect(new Set(both).size).toBe(both.length);
    expect(second.rows.length).toBeGreaterThanOrEqual(10);
  });

  it("say who waits, how many messages nobody has read, and forget them once they are read", async () => {
    const from = visitor();
    const id = await desk.writes(from, "One");
    await doIn(desk.maya, id, reply("Yes?"));
    await desk.writes(from, "Two");
    await desk.writes(from, "Three");
    const row = async () =>
      (
        (await (
          await readChange(await callAs(desk, { as: desk.ben, path: `/app/threads/${id}`, params: { id } }))
        ).json()) as { row: InboxRow }
      ).row;
    expect(await row()).toMatchObject({ isUnread: true, unreadCount: 2, preview: "Three" });
    await doIn(desk.maya, id, { do: "read", upTo: 4 });
    expect(await row()).toMatchObject({ isUnread: false, unreadCount: 0 });
  });
});

describe("a reply", () => {
  it("sent twice under one id, as by a double click or from two tabs, is one message", async () => {
    const id = await desk.writes(visitor(), "Are you there?");
    const said = reply("I am");
    const both = await Promise.all([doIn(desk.maya, id, said), doIn(desk.maya, id, said)]);
    const again = await doIn(desk.maya, id, said);
    expect(both.concat(again).map(({ outcome }) => outcome.ok)).toEqual([true, true, true]);
    expect((await texts(id)).filter((text) => text === "I am")).toHaveLength(1);
  });

  it("is held back once when a colleague answered meanwhile, and goes when it is meant all the same", async () => {
    const id = await desk.writes(visitor(), "Is it blue?");
    await doIn(desk.ben, id, reply("It is green.", { seenSeq: 1 }));
    const mine = reply("It is blue.", { seenSeq: 1 });
    const held = await doIn(desk.maya, id, mine);
    expect(held.outcome).toMatchObject({ ok: false, reason: "colleague-answered", by: "Ben Tide" });
    expect(await texts(id)).not.toContain("It is blue.");
    expect((await doIn(desk.maya, id, { ...mine, anyway: true })).outcome.ok).toBe(true);
    expect(await texts(id)).toContain("It is blue.");
  });

  it("takes the thread over: it is theirs, and the answers are out of it", async () => {
    const id = await desk.writes(visitor(), "Hello");
    await doIn(desk.ben, id, reply("Hi, Ben here."));
    const { thread } = await open(desk.maya, id);
    expect(thread).toMatchObject({ assigneeId: desk.ben.id, handedOver: { because: "staff took over" } });
    expect(thread.messages.at(-1)).toMatchObject({
      author: { kind: "staff", name: "Ben Tide" },
      from: "shop",
    });
  });

  it("with nowhere to go says so and writes nothing", async () => {
    const id = await desk.writes("+4915112345603", "Hi");
    const { outcome } = await doIn(desk.maya, id, reply("Hello"));
    expect(outcome).toMatchObject({ ok: false, reason: "refused", because: "nowhere-to-send" });
    expect(await texts(id)).toEqual(["Hi"]);
  });

  it("that is empty, too long or no reply at all is refused", async () => {
    const id = await desk.writes(visitor(), "Hi");
    for (const bad of [reply("   "), reply("x".repeat(4_001)), { do: "explode" }, null, [], { do: "reply" }])
      expect((await doIn(desk.maya, id, bad)).status).toBe(400);
  });
});

describe("a note", () => {
  it("stands in the thread for staff and is never sent", async () => {
    const id = await desk.writes(visitor(), "Hi");
    const note = { do: "note", text: "A regular, be kind", clientId: crypto.randomUUID() };
    await doIn(desk.maya, id, note);
    await doIn(desk.maya, id, note);
    const { thread } = await open(desk.ben, id);
    expect(thread.messages.filter(({ direction }) => direction === "note")).toMatchObject([
      { text: "A regular, be kind", author: { name: expect.stringContaining("Maya") } },
    ]);
  });
});

describe("a thread", () => {
  it("that a page has read already is told by its news, and the panel beside it alone", async () => {
    const from = visitor();
    const id = await desk.writes(from, "One");
    const { thread } = await open(desk.maya, id);
    await desk.writes(from, "Two");
    const ask = async (what: string) => {
      const call = await callAs(desk, { as: desk.maya, path: `/app/threads/${id}?${what}`, params: { id } });
      return (await readChange(call)).json();
    };
    expect(await ask(`since=${thread.version}`)).toMatchObject({
      row: { id, preview: "Two" },
      views: ["open"],
      thread: { messages: [{ text: "Two" }], page: [thread.messages[0]!.id, expect.any(String)] },
    });
    expect(Object.keys(await ask("panel"))).toEqual(["panel", "ways"]);
    expect(await ask("since=yesterday")).not.toHaveProperty("thread");
  });

  it("of thousands of messages is read a page at a time, back to its first word", async () => {
    const from = visitor();
    const id = await desk.writes(from, "Message 1");
    await desk.look(async (shop) => {
      for (let n = 2; n <= 120; n++)
        await sendMessage(shop, {
          conversationId: id,
          author: { kind: "assistant" },
          text: `Message ${n}`,
          intent: `test:${id}:${n}`,
        });
    });
    const { thread } = await open(desk.maya, id);
    let { messages, hasOlder } = thread;
    while (hasOlder) {
      const path = `/app/threads/${id}?before=${messages[0]!.id}`;
      const answer = await readChange(await callAs(desk, { as: desk.maya, path, params: { id } }));
      const older = ((await answer.json()) as { thread: typeof thread }).thread;
      messages = [...older.messages, ...messages];
      hasOlder = older.hasOlder;
    }
    expect(messages.map(({ text }) => text)).toEqual(
      Array.from({ length: 120 }, (_, index) => `Message ${index + 1}`),
    );
  });
});

describe("who may do what", () => {
  it("a viewer reads, and can change nothing", async () => {
    const id = await desk.writes(visitor(), "Hi");
    expect((await open(desk.zoe, id)).thread.messages).toHaveLength(1);
    const acts = [
      reply("Hello"),
      { do: "close" },
      { do: "assign", staffId: desk.zoe.id },
      { do: "read", upTo: 1 },
    ];
    for (const one of acts) expect(await refusal(doIn(desk.zoe, id, one))).toBe(403);
    expect(await texts(id)).toEqual(["Hi"]);
  });

  it("a thread cannot be given to a viewer or a stranger", async () => {
    const id = await desk.writes(visitor(), "Hi");
    for (const staffId of [desk.zoe.id, crypto.randomUUID()]) {
      const { outcome } = await doIn(desk.maya, id, { do: "assign", staffId });
      expect(outcome).toMatchObject({ ok: false, reason: "not-on-team" });
    }
    expect((await open(desk.maya, id)).thread.assigneeId).toBeNull();
  });

  it("another shop's conversation is not found, to read or to act on", async () => {
    const other = await openDesk("neighbour");
    const theirs = await other.writes(visitor(), "Not for you");
    expect(await refusal(open(desk.maya, theirs))).toBe(404);
    expect((await doIn(desk.maya, theirs, reply("Hello"))).status).toBe(404);
    for (const asked of ["", "?open", "?since=0", "?panel", "?before=x"]) {
      const path = `/app/threads/${theirs}${asked}`;
      const change = await readChange(await callAs(desk, { as: desk.maya, path, params: { id: theirs } }));
      expect(change.status, asked).toBe(404);
    }
    expect(await list(desk.maya)).not.toContain(theirs);
  });

  it("nobody comes in without a session token", async () => {
    const request = new Request("http://127.0.0.1:1/app/inbox", { headers: { "user-agent": "Mozilla/5.0" } });
    expect(await refusal(readInboxPage({ request, params: {}, context: {} }))).not.toBeNull();
  });
});
