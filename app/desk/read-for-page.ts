import { readCounts, readInboxRow } from "#app/conversations/inbox.ts";
import { readWays } from "#app/conversations/read-ways.ts";
import { readHead, readThread, readThreadNews, type ThreadHead } from "#app/conversations/thread.ts";
import type { Reader } from "#app/db.server.ts";
import { readCustomerPanel } from "#app/desk/customer-panel.ts";

/** What a page that follows a conversation lacks of it. */
export type AskedOfThread =
  | { for: "row" }
  /** The thread and what stands beside it. */
  | { for: "open" }
  /** What has changed since the page's reading of this version. */
  | { for: "news"; since: number }
  | { for: "panel" }
  /** Older messages than this one. */
  | { for: "older"; before: string };

interface Reading {
  conversationId: string;
  staffId: string;
}

/** Null where this shop has no such thread. With `customerId` where the person is shown. */
export async function readForPage(shop: Reader, { conversationId, staffId }: Reading, asked: AskedOfThread) {
  if (asked.for === "older") return older(shop, conversationId, asked.before);
  if (asked.for === "panel") return panel(shop, conversationId);
  const inList = await readInboxRow(shop, conversationId, staffId);
  if (!inList) return null;
  const row = { ...inList, counts: await readCounts(shop, staffId) };
  if (asked.for === "row") return { say: row, customerId: null };
  const isNews = asked.for === "news";
  const thread = isNews
    ? await readThreadNews(shop, conversationId, asked.since)
    : await readThread(shop, conversationId);
  if (!thread) return null;
  const { customerId } = thread;
  if (isNews) return { say: { ...row, thread }, customerId };
  return { say: { ...row, thread, ...(await readBeside(shop, thread)) }, customerId };
}

async function older(shop: Reader, conversationId: string, before: string) {
  const thread = await readThread(shop, conversationId, { before });
  return thread && { say: { thread }, customerId: thread.customerId };
}

async function panel(shop: Reader, conversationId: string) {
  const head = await readHead(shop, conversationId);
  return head && { say: await readBeside(shop, head), customerId: head.customerId };
}

/** What changes more seldom than a thread: who it is, and the ways to reach them. */
export async function readBeside(shop: Reader, thread: Pick<ThreadHead, "threads" | "customerId">) {
  return { panel: await readCustomerPanel(shop, thread), ways: await readWays(shop, thread.threads) };
}
