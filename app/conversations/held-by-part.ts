import { later, SECOND } from "#app/clock.ts";
import type { Refusal } from "#app/conversations/claim-messages.ts";
import type { MessageState } from "#app/conversations/message.ts";
import type { Shop } from "#app/db.server.ts";
import type { Message } from "#app/generated/prisma/client.ts";

/** Until an earlier part is looked at again; the next one leaves with it in nearly every case. */
const LOOK_AGAIN_MS = 10 * SECOND;

interface Before {
  id: string;
  state: MessageState;
  wasTaken: boolean;
}

/**
 * Parts of one text that must not leave yet, or not at all: its parts are read in their order, and the end of one whose
 * beginning was never taken says nothing. One that may have been taken holds up nobody.
 */
export async function heldByParts(shop: Shop, all: Message[]): Promise<Map<Message, Refusal>> {
  const before = await readBefore(shop, all);
  const held = new Map<Message, Refusal>();
  for (const message of all) {
    const part = before.get(message.id);
    if (part?.state === "queued" || part?.state === "sending")
      held.set(message, { ...WAITS, until: later(shop.at, LOOK_AGAIN_MS) });
    else if (part && !part.wasTaken && NEVER_LEFT.has(part.state)) held.set(message, LOST);
  }
  return held;
}

const WAITS = { may: false, end: null, because: "part-before" } as const;
const LOST = { may: false, end: "suppressed", because: "part-lost" } as const;
const NEVER_LEFT: ReadonlySet<MessageState> = new Set(["failed", "suppressed", "expired"]);

/** Of each that is a part of a text, the part before it: written with it, one place ahead (send-message.ts). */
async function readBefore(shop: Shop, all: Message[]): Promise<Map<string, Before>> {
  const ids = all.filter(({ seq }) => seq > 1).map(({ id }) => id);
  if (!ids.length) return new Map();
  const rows = await shop.sql<Before>`
    select m.id, part.state, part."externalId" is not null as "wasTaken"
    from "Message" m join "Message" part on part."shopId" = m."shopId" and part."conversationId" = m."conversationId"
      and part.seq = m.seq - 1 and part.at = m.at
      and regexp_replace(part.intent, '#[0-9]+$', '') = regexp_replace(m.intent, '#[0-9]+$', '')
    where m."shopId" = ${shop.id} and m.id = any(${ids}) and part."shopId" = ${shop.id}`;
  return new Map(rows.map((row) => [row.id, row]));
}
