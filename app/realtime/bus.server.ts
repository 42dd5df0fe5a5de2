import { EventEmitter } from "node:events";
import pg from "pg";
import { every, pause, SECOND } from "#app/clock.ts";
import { databaseUrl } from "#app/db.server.ts";
import { log } from "#app/log.server.ts";

/** A committed event, by ids only. */
export interface Heard {
  shopId: string;
  id: string;
  name: string;
  conversationId: string | null;
}

/** What this process's streams hear: by shop, by conversation, and `again` after a gap in listening. */
const bus = new EventEmitter().setMaxListeners(0);
let isClosing = false;
let listening: pg.Client | null = null;

/** Listens on one connection for the whole process, and again whenever that is lost. */
export async function startListening(): Promise<() => Promise<void>> {
  isClosing = false;
  await listen();
  return async () => {
    isClosing = true;
    await listening?.end();
  };
}

/** Calls `hear` for every event of the shop or conversation, and without one after a gap. Returns how to stop. */
export function onEvents(room: string, hear: (event?: Heard) => void): () => void {
  const again = () => hear();
  bus.on(room, hear).on("again", again);
  return () => void bus.off(room, hear).off("again", again);
}

export const shopRoom = (shopId: string): string => `shop:${shopId}`;
export const conversationRoom = (shopId: string, id: string): string => `conversation:${shopId}:${id}`;

/** Something passing (typing), told through the database to every process and kept nowhere. */
export const WHISPER = "typing.seen";

async function listen(): Promise<void> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: "threadline-live",
    keepAlive: true,
  });
  client.on("error", (err) => log.warn({ err }, "live connection lost"));
  client.on("notification", ({ payload }) => spread(JSON.parse(payload!)));
  await client.connect();
  await client.query("listen live");
  listening = client;
  // Only now: a connection that never stood ends too, and each would start one more come-back beside the one at work.
  client.once("end", () => void comeBack());
  // A half-dead connection hears nothing and says nothing: ask now and then.
  const stop = every(20 * SECOND, () => void client.query("select 1").catch(() => client.end()));
  client.once("end", stop);
}

function spread(event: Heard) {
  bus.emit(shopRoom(event.shopId), event);
  if (event.conversationId) bus.emit(conversationRoom(event.shopId, event.conversationId), event);
}

async function comeBack() {
  while (!isClosing) {
    try {
      await listen();
      bus.emit("again");
      return;
    } catch (err) {
      log.warn({ err }, "live connection not back yet");
      await pause(SECOND / 2);
    }
  }
}
