import { refuse } from "#app/chat/http.server.ts";
import type { Doing } from "#app/chat/post.server.ts";
import { readThread } from "#app/chat/read-thread.ts";
import { conversationOf } from "#app/chat/whose-thread.ts";
import { now } from "#app/clock.ts";
import { inShop, prisma } from "#app/db.server.ts";
import { conversationRoom, type Heard, shopRoom } from "#app/realtime/bus.server.ts";
import { openStream, type Source } from "#app/realtime/stream.server.ts";

/** `GET /chat/stream?after=<version>`: everything newer than that version first, then as it happens. */
export async function openShopperStream({ request, response, url, pass }: Doing): Promise<void> {
  const after = String(request.headers["last-event-id"] ?? url.searchParams.get("after") ?? "0");
  const conversationId = await inShop(pass.shopId, (shop) => conversationOf(shop, pass));
  if (!/^\d{1,9}$/.test(after)) return refuse(response, 400, "bad-cursor");
  const room = conversationId ? conversationRoom(pass.shopId, conversationId) : shopRoom(pass.shopId);
  const source: Source = {
    room,
    read: (cursor) => readSince(pass, Number(cursor)),
    concerns: ({ name }) => !STAFF_ONLY.has(name),
    isStillAllowed: async () => pass.exp > now().getTime() && (await isInstalled(pass.shopId)),
    whisper: (event) => typing(event, conversationId),
  };
  openStream(request, response, after, source);
}

/** What staff do among themselves moves no message of the shopper's. */
const STAFF_ONLY = new Set(["conversation.read", "conversation.assigned", "note.written"]);

/** A visitor without a thread waits in the shop's room until their first message makes one. */
async function readSince(pass: Doing["pass"], cursor: number) {
  return inShop(pass.shopId, async (shop) => {
    const conversationId = await conversationOf(shop, pass);
    if (!conversationId) return { items: [], cursor: String(cursor) };
    const page = await readThread(shop, conversationId, { after: cursor || -1 });
    const items = page.messages.map((data) => ({ id: String(data.version), event: "message", data }));
    return { items, cursor: String(Math.max(cursor, page.cursor)) };
  });
}

async function isInstalled(id: string): Promise<boolean> {
  const row = await prisma.shop.findUnique({ where: { id }, select: { uninstalledAt: true } });
  return row?.uninstalledAt === null;
}

function typing(event: Heard & { who?: string }, conversationId: string | null) {
  if (event.who !== "staff" || event.conversationId !== conversationId) return null;
  return { event: "typing", data: { who: "staff" } };
}
