import type { IncomingMessage, ServerResponse } from "node:http";
import { shopRoom } from "#app/realtime/bus.server.ts";
import { readShopEvents } from "#app/realtime/shop-events.ts";
import { openStream } from "#app/realtime/stream.server.ts";
import { identifyStaff, isStillOnTeam } from "#app/shop/identify-staff.server.ts";

/** `GET /live`: what happens in this shop, for whoever of its staff holds a session token. */
export async function staffStream(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const staff = await identifyStaff(request.headers.authorization);
  if (!staff) return void response.writeHead(401).end();
  const after = String(request.headers["last-event-id"] ?? "");
  openStream(request, response, after, {
    room: shopRoom(staff.shopId),
    read: (cursor) => readShopEvents(staff.shopId, cursor),
    isStillAllowed: () => isStillOnTeam(staff),
    whisper: ({ conversationId, ...event }) =>
      (event as { who?: string }).who === "shopper" ? { event: "typing", data: { conversationId } } : null,
  });
}
