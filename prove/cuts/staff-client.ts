import type { ThreadView } from "#app/conversations/thread.ts";
import type { ThreadNews } from "#app/conversations/thread-news.ts";
import { type App, BROWSER } from "#tests/app.ts";
import { readOn } from "#tests/read-on.ts";
import { town } from "#tests/town.ts";
import type { Client } from "./client.ts";
import { Connection, type Heard } from "./connection.ts";
import type { CutShop } from "./cut-shop.ts";

/** An open inbox: hints come over `/live` from the last cursor heard, and each makes the news of one thread be read. */
export function staffClient(
  shop: CutShop,
): Client & { settle(): Promise<void>; open(app: App): Promise<void> } {
  const threads = new Map<string, ThreadView>();
  const reading = new Map<string, "once" | "again">();
  const readings = new Set<Promise<void>>();
  let cursor = "";
  let connection = new Connection();

  async function headers(): Promise<Record<string, string>> {
    return { authorization: `Bearer ${await town.sessionToken()}`, "user-agent": BROWSER };
  }

  /** As the inbox does: one reading at a time for a thread, and one more where it changed meanwhile. */
  async function readAgain(id: string) {
    const isOnItsWay = reading.has(id);
    reading.set(id, isOnItsWay ? "again" : "once");
    if (isOnItsWay) return;
    do {
      reading.set(id, "once");
      const thread = await readOn(threads.get(id), (what) => ask(id, what));
      if (thread) threads.set(id, thread);
      else reading.set(id, "again");
    } while (reading.get(id) === "again");
    reading.delete(id);
  }

  /** Null where the process that was asked died: it is asked again, elsewhere. */
  async function ask(id: string, what: string): Promise<ThreadView | ThreadNews | null> {
    const app = shop.web[Math.floor(Math.random() * shop.web.length)]!;
    const given = { headers: await headers() };
    const read = await fetch(`${app.url}/app/threads/${id}?${what}`, given)
      .then(async (answer) =>
        answer.ok ? ((await answer.json()) as { thread: ThreadView | ThreadNews }) : null,
      )
      .catch(() => null);
    if (read) return read.thread;
    await new Promise((again) => setTimeout(again, 50));
    return null;
  }

  const hear = ({ id, event, data }: Heard) => {
    if (id) cursor = id;
    const { conversationId } = JSON.parse(data) as { conversationId?: string };
    if (event !== "conversation" || !conversationId) return;
    const done = readAgain(conversationId).finally(() => readings.delete(done));
    readings.add(done);
  };

  return {
    conversationIds: shop.threads.map(({ conversationId }) => conversationId),
    connection: () => connection,
    /** The page's own first reading gives the cursor and the threads. */
    async open(app) {
      const first = new Connection();
      const opened = first.read(app, "/live", await headers(), (event) => {
        if (event.id) cursor = event.id;
        first.cut();
      });
      await opened;
      for (const { conversationId } of shop.threads) await readAgain(conversationId);
    },
    async connect(app) {
      connection = new Connection();
      await connection.read(app, "/live", { ...(await headers()), "last-event-id": cursor }, hear);
    },
    settle: async () => {
      while (readings.size) await Promise.all(readings);
    },
    holds: () =>
      new Map(
        [...threads.values()]
          .flatMap(({ messages }) => messages)
          .flatMap(({ id, version, state, direction }): [string, string][] =>
            direction === "note" ? [] : [[id, `${version} ${state}`]],
          ),
      ),
  };
}
