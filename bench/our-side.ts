import { randomUUID } from "node:crypto";
import { handOver } from "#app/conversations/hand-over.ts";
import type { ThreadView } from "#app/conversations/thread.ts";
import type { ThreadNews } from "#app/conversations/thread-news.ts";
import { inShop } from "#app/db.server.ts";
import { type App, BROWSER, install, settled, startApp } from "#tests/app.ts";
import { openChat, type Shopper } from "#tests/chat.ts";
import { readOn } from "#tests/read-on.ts";
import { town } from "#tests/town.ts";
import { readEvents } from "../widget/panel/read-events.js";
import { Ears, type Side } from "./legs.ts";

export interface OurSide extends Side {
  app: App;
  shopId: string;
  ears: { staff: Ears; shoppers: Ears };
  /** Messages of this bench that stand in the database. */
  written(): Promise<number>;
  close(): void;
}

interface Talk {
  shopper: Shopper;
  conversationId: string;
}

/** The app as it is run, shoppers at their streams, and one member of staff with the inbox open. */
export async function openOurSide(shoppers: number): Promise<OurSide> {
  const app = await startApp({ env: { LOG_LEVEL: "warn" } });
  const shopId = await install(app);
  const talks: Talk[] = [];
  for (let index = 0; index < shoppers; index++) talks.push(await openTalk(app, shopId));
  await settled();
  const end = new AbortController();
  const ears = { staff: new Ears(), shoppers: new Ears() };
  for (const { shopper } of talks) void followShopper(app, shopper, ears.shoppers, end.signal);
  const staff = openStaff(app);
  await staff.headers();
  void staff.follow(ears.staff, end.signal);
  return {
    app,
    shopId,
    ears,
    async toStaff(index, text) {
      const heard = ears.staff.wait(text);
      await talks[index]!.shopper.say(text);
      await heard;
    },
    async toShopper(index, text) {
      const heard = ears.shoppers.wait(text);
      await staff.reply(talks[index]!.conversationId, text);
      await heard;
    },
    written: () => inShop(shopId, ({ tx }) => tx.message.count({ where: { body: { startsWith: "ours-" } } })),
    close: () => end.abort(),
  };
}

async function openTalk(app: App, shopId: string): Promise<Talk> {
  const shopper = await openChat(app);
  const { id } = await shopper.say("a person please");
  const conversationId = await inShop(shopId, async (shop) => {
    const message = await shop.tx.message.findFirstOrThrow({ where: { id } });
    await handOver(shop, { conversationId: message.conversationId, because: "the bench has it", facts: {} });
    return message.conversationId;
  });
  return { shopper, conversationId };
}

async function followShopper(app: App, { session }: Shopper, ears: Ears, signal: AbortSignal) {
  const headers = { authorization: `Bearer ${session.token}` };
  // Known by id and version, as the widget does: a later version of the same message is no second message.
  const known = new Set<string>();
  await follow(`${app.url}/chat/stream?after=1`, headers, signal, ({ event, data }) => {
    const message = event === "message" && data ? (JSON.parse(data) as { id: string; text: string }) : null;
    if (!message || known.has(message.id)) return;
    known.add(message.id);
    ears.hear(message.text);
  });
}

/** As often as the page reads what stands beside a thread that keeps changing (app.inbox.$id/use-panel.ts). */
const PANEL_MS = 10_000;

/**
 * One page with each thread open, as the inbox's own page does it: a hint on the stream makes it read the thread's
 * news, which are shown, and now and then what stands beside the thread.
 */
function openStaff(app: App) {
  const threads = new Map<string, ThreadView>();
  const panelsUntil = new Map<string, number>();
  const shown = new Set<string>();
  const reading = new Map<string, "once" | "again">();
  let token = { text: "", until: 0 };

  async function headers() {
    // App Bridge hands out a token that is good for a minute.
    if (performance.now() > token.until)
      token = { text: await town.sessionToken(), until: performance.now() + 40_000 };
    return { authorization: `Bearer ${token.text}`, "user-agent": BROWSER };
  }

  async function get<T>(id: string, what: string): Promise<T> {
    const answer = await fetch(`${app.url}/app/threads/${id}?${what}`, { headers: await headers() });
    if (!answer.ok) throw new Error(`reading the thread was answered ${answer.status}`);
    return (await answer.json()) as T;
  }

  async function read(id: string, ears: Ears) {
    const isOnItsWay = reading.has(id);
    reading.set(id, isOnItsWay ? "again" : "once");
    if (isOnItsWay) return;
    do {
      reading.set(id, "once");
      const thread = (await readOn(threads.get(id), (what) => ask(id, what)))!;
      threads.set(id, thread);
      for (const message of thread.messages) {
        if (shown.has(message.id)) continue;
        shown.add(message.id);
        ears.hear(message.text);
      }
    } while (reading.get(id) === "again");
    reading.delete(id);
  }

  const ask = async (id: string, what: string) =>
    (await get<{ thread: ThreadView | ThreadNews }>(id, what)).thread;

  async function readPanel(id: string) {
    if (performance.now() < (panelsUntil.get(id) ?? 0)) return;
    panelsUntil.set(id, performance.now() + PANEL_MS);
    await get(id, "panel");
  }

  return {
    headers,
    async reply(id: string, text: string) {
      const act = { do: "reply", clientId: randomUUID(), text, seenSeq: 1_000_000 };
      const init = { method: "POST", body: JSON.stringify(act) };
      const answer = await fetch(`${app.url}/app/threads/${id}`, {
        ...init,
        headers: { ...(await headers()), "content-type": "application/json" },
      });
      if (!answer.ok) throw new Error(`the reply was answered ${answer.status}: ${await answer.text()}`);
    },
    async follow(ears: Ears, signal: AbortSignal) {
      await follow(`${app.url}/live`, await headers(), signal, ({ event, data }) => {
        const { conversationId } = JSON.parse(data || "{}") as { conversationId?: string };
        if (event !== "conversation" || !conversationId) return;
        void read(conversationId, ears);
        void readPanel(conversationId);
      });
    },
  };
}

interface Said {
  event: string;
  data: string;
}

export async function follow(
  url: string,
  headers: Record<string, string>,
  signal: AbortSignal,
  hear: (said: Said) => void,
): Promise<void> {
  const response = await fetch(url, { headers, signal });
  if (!response.ok) throw new Error(`the stream answered ${response.status}`);
  try {
    await readEvents(response.body, hear, () => undefined);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
