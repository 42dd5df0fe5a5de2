import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { signPass } from "#app/chat/chat-tokens.ts";
import { inShop } from "#app/db.server.ts";

export interface Idle {
  /** Kilobytes that the server grew by for each stream. */
  kbEach: number;
  close(): void;
}

/** Opens so many streams at a server, from a process of their own, and says what each takes of the server's memory. */
export async function openIdle(pid: number, url: string, headers: Record<string, string>[]): Promise<Idle> {
  const { NODE_OPTIONS: _preload, ...env } = process.env;
  const child = fork("bench/live/idle.ts", { execArgv: [], env });
  const before = residentKb(pid);
  child.send({ url, headers });
  const ended = once(child, "exit").then(() => Promise.reject(new Error("the idle readers ended")));
  ended.catch(() => undefined);
  await Promise.race([once(child, "message"), ended]);
  return { kbEach: (residentKb(pid) - before) / headers.length, close: () => child.disconnect() };
}

const residentKb = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))![1]);

/** Passes of so many shoppers, each with a thread of their own in which nothing happens. */
export async function idleShoppers(shopId: string, count: number): Promise<Record<string, string>[]> {
  const ids = Array.from({ length: count }, (_, n) => `idle-${n}`);
  return inShop(shopId, async ({ sql, at }) => {
    await sql`insert into "Customer" ("shopId", id, "createdAt") select ${shopId}, id, ${at} from unnest(${ids}::text[]) id`;
    await sql`
      insert into "ContactPoint" ("shopId", id, "customerId", kind, value, source, "verifiedAt", "createdAt")
      select ${shopId}, id, id, 'visitor', id, 'chat', ${at}, ${at} from unnest(${ids}::text[]) id`;
    await sql`
      insert into "Conversation" ("shopId", id, "customerId", status, channel, version, "lastSeq", "staffReadSeq",
        "shopperReadSeq", unread, "lastActivityAt", "createdAt")
      select ${shopId}, id, id, 'closed', 'chat', 0, 0, 0, 0, false, ${at}, ${at} from unnest(${ids}::text[]) id`;
    return ids.map((visitorId) => {
      const visitor = { shopId, visitorId, customerShopifyId: null };
      return { authorization: `Bearer ${signPass(visitor, { locale: "en", network: null }, at).token}` };
    });
  });
}
