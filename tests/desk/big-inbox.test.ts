import { beforeAll, describe, expect, it } from "vitest";
import { readCounts, readInbox } from "#app/conversations/inbox.ts";
import { readThread } from "#app/conversations/thread.ts";
import { inShop, pool, type Shop } from "#app/db.server.ts";
import { makeShop } from "#tests/orders/a-shop.ts";

const CONVERSATIONS = 4_000;
const MESSAGES = 8;
/** One in two hundred is in staff's hands, and a third of those has a name on it. */
const isHandedOver = (n: number) => n % 200 === 2;
const WAITING = Array.from({ length: CONVERSATIONS }, (_, n) => n + 1).filter(
  (n) => isHandedOver(n) && n % 3 !== 0,
);

beforeAll(async () => {
  await makeShop("big");
  await inShop("big", fill);
  for (const table of ["Conversation", "Message", "Customer"]) await pool.query(`analyze "${table}"`);
});

interface Touched {
  relname: string;
  wholeTable: number;
  rows: number;
}

/** What these reads touched, by PostgreSQL's own count. */
const touched = (work: (shop: Shop) => Promise<unknown>) =>
  inShop("big", async (shop) => {
    const before = await count(shop);
    await work(shop);
    const after = await count(shop);
    const of = (name: string) => before.find(({ relname }) => relname === name);
    return Object.fromEntries(
      after.map(({ relname, wholeTable, rows }) => [
        relname,
        { wholeTable: wholeTable - (of(relname)?.wholeTable ?? 0), rows: rows - (of(relname)?.rows ?? 0) },
      ]),
    );
  });

const count = (shop: Shop) =>
  shop.tx.$queryRaw<Touched[]>`
    select relname::text, seq_scan::int as "wholeTable",
      (coalesce(idx_tup_fetch, 0) + seq_tup_read)::int as rows
    from pg_stat_xact_user_tables where relname in ('Conversation', 'Message')`;

describe("in a shop with thousands of conversations", () => {
  it("the first page of each list reads its own rows only", async () => {
    for (const view of ["open", "mine", "unassigned", "closed"] as const) {
      const { Conversation, Message } = await touched((shop) => readInbox(shop, { view, staffId: "maya" }));
      expect(Conversation, view).toMatchObject({ wholeTable: 0 });
      expect(Conversation!.rows, view).toBeLessThan(100);
      // Those that are unread, and the last once more for how it went.
      expect(Message?.rows ?? 0, view).toBeLessThanOrEqual(31 * (MESSAGES + 1));
    }
  });

  it("those that wait for a person are found without reading those that the answers speak in", async () => {
    const { Conversation } = await touched(async (shop) => {
      const { rows } = await readInbox(shop, { view: "unassigned", staffId: "maya" });
      expect(rows.length).toBe(WAITING.length);
      expect(rows.every(({ isHandedOver, assignee }) => isHandedOver && !assignee)).toBe(true);
    });
    // Each is read twice: once for the page, and once for threads that are shown in it.
    expect(Conversation!.rows).toBeLessThanOrEqual(2 * WAITING.length);
    expect((await inShop("big", (shop) => readCounts(shop, "maya"))).unassigned).toBe(WAITING.length);
  });

  it("a page far down the list costs what the first one does", async () => {
    let cursor: string | null = null;
    for (let page = 0; page < 50; page++) {
      const read = await inShop("big", (shop) => readInbox(shop, { view: "open", staffId: "maya", cursor }));
      cursor = read.next;
    }
    const { Conversation } = await touched((shop) =>
      readInbox(shop, { view: "open", staffId: "maya", cursor }),
    );
    expect(Conversation).toMatchObject({ wholeTable: 0 });
    expect(Conversation!.rows).toBeLessThan(40);
  });

  it("the numbers beside the lists stop counting at a hundred", async () => {
    const counts = await inShop("big", (shop) => readCounts(shop, "maya"));
    expect(counts.open).toBe(100);
    const { Conversation } = await touched((shop) => readCounts(shop, "maya"));
    expect(Conversation!.rows).toBeLessThan(500);
  });

  it("a thread reads its newest page only", async () => {
    const { Message } = await touched((shop) => readThread(shop, "c1"));
    expect(Message).toMatchObject({ wholeTable: 0 });
    expect(Message!.rows).toBeLessThan(60);
  });
});

async function fill({ tx, id, at }: Shop) {
  await tx.$executeRaw`insert into "Customer" ("shopId", id, "firstName", "createdAt")
    select ${id}, 'k' || n, 'Name ' || n, ${at} from generate_series(1, ${CONVERSATIONS}::int) n`;
  await tx.$executeRaw`insert into "Conversation" ("shopId", id, "customerId", status, "assigneeId", channel, version,
      "lastSeq", "lastPreview", "lastActivityAt", "staffReadSeq", "shopperReadSeq", unread, "createdAt",
      "handedOverAt")
    select ${id}, 'c' || n, 'k' || n, case when n % 2 = 0 then 'open' else 'closed' end,
      case when n % 3 = 0 then 'maya' end, 'chat', ${MESSAGES}, ${MESSAGES}, 'Hi', ${at}::timestamptz - n * interval '1 minute',
      0, 0, true, ${at}, case when n % 200 = 2 then ${at}::timestamptz end
    from generate_series(1, ${CONVERSATIONS}::int) n`;
  await tx.$executeRaw`insert into "Message" ("shopId", id, "conversationId", seq, version, direction, "authorKind",
      channel, body, purpose, intent, state, fence, at, "stateAt")
    select ${id}, 'm' || n || '-' || s, 'c' || n, s, s, 'in', 'shopper', 'chat', 'Hi', 'conversation',
      'i' || n || '-' || s, 'received', 0, ${at}, ${at}
    from generate_series(1, ${CONVERSATIONS}::int) n, generate_series(1, ${MESSAGES}::int) s`;
}
