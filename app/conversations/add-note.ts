import { type Written, writeMessage } from "#app/conversations/write-message.ts";
import type { Shop } from "#app/db.server.ts";
import { writeEvent } from "#app/jobs/events.ts";

interface Note {
  conversationId: string;
  /** Null where the house itself notes something for staff. */
  staffId: string | null;
  text: string;
  clientId: string;
}

/** A note for staff in the thread. It has no address and no delivery: it can never reach the shopper. */
export async function addNote(
  shop: Shop,
  { conversationId, staffId, text, clientId }: Note,
): Promise<Written> {
  const written = await writeMessage(shop, {
    conversationId,
    direction: "note",
    author: staffId ? { kind: "staff", id: staffId } : { kind: "system" },
    channel: "chat",
    text,
    purpose: "conversation",
    intent: `note:${conversationId}:${clientId}`,
    clientId,
    state: "received",
  });
  const payload = { messageId: written.messageId };
  if (written.isNew) await writeEvent(shop, { name: "note.written", conversationId, payload });
  return written;
}
