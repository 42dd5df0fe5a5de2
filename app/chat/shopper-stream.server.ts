import { refuse } from "#app/chat/http.server.ts";
import type { Doing } from "#app/chat/post.server.ts";
import { readThread } from "#app/chat/read-thread.ts";
import { threadOf } from "#app/chat/whose-thread.ts";
import { now } from "#app/clock.ts";
import { readShop } from "#app/db.server.ts";
import { conversationRoom, type Heard, shopRoom } from "#app/realtime/bus.server.ts";
import { openStream, type Source } from "#app/realtime/stream.server.ts";
import { isStillInstalled } from "#app/shop/still-installed.server.ts";

/** `GET /chat/stream?after=<version>`: everything newer than that version first, then as it happens. */
export async function openShopperStream({ request, response, url, pass }: Doing): Promise<void> {
  const after = String(request.headers["last-event-id"] ?? url.searchParams.get("after") ?? "0");
  const thread = await readShop(pass.shopId, (shop) => threadOf(shop, pass));
  const conversationId = thread?.id ?? null;
  if (!/^\d{1,9}$/.test(after)) return refuse(response, 400, "bad-cursor");
  const room = conversationId ? conversationRoom(pass.shopId, conversationId) : shopRoom(pass.shopId);
  const source: Source = {
    room,
    read: (cursor) => readSince(pass, Number(cursor), conversationId),
    concerns: ({ name }) => !STAFF_ONLY.has(name),
    isStillAllowed: async () => pass.exp > now().getTime() && (await isStillInstalled(pass.shopId)),
    whisper: (event) => typing(event, conversationId),
  };
  openStream(request, response, after, source);
}

/** What staff do among themselves moves no message of the shopper's. */
const STAFF_ONLY = new Set([
  "conversation.read",
  "conversation.assigned",
  "conversations.let-go",
  "note.written",
]);

/**
 * A visitor without a thread waits in the shop's room until their first message makes one. Whose thread has become
 * another (Shopify merged two accounts, staff took their messages out) comes again, for that one's room.
 */
async function readSince(pass: Doing["pass"], cursor: number, opened: string | null) {
  return readShop(pass.shopId, async (shop) => {
    const thread = await threadOf(shop, pass);
    if (!thread) return { items: [], cursor: String(cursor) };
    const page = await readThread(shop, thread, { after: cursor || -1 });
    const items = page.messages.map((data) => ({ id: String(data.version), event: "message", data }));
    const isOver = opened !== null && thread.id !== opened;
    return { items, cursor: String(Math.max(cursor, page.cursor)), isOver };
  });
}

function typing(event: Heard & { who?: string }, conversationId: string | null) {
  if (event.who !== "staff" || event.conversationId !== conversationId) return null;
  return { event: "typing", data: { who: "staff" } };
}
