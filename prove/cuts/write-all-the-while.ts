import { randomUUID } from "node:crypto";
import { markShopperRead } from "#app/conversations/mark-read.ts";
import { receiveMessage } from "#app/conversations/receive-message.ts";
import { sendMessage } from "#app/conversations/send-message.ts";
import { inShop, type Shop } from "#app/db.server.ts";
import type { CutShop, Thread } from "./cut-shop.ts";

export interface Writing {
  /** When each version of a message was committed, as `message id:version`, in monotonic milliseconds. */
  committedAt: Map<string, number>;
  written(): number;
  stop(): Promise<void>;
}

const WRITERS = 2;
/** Some ten writings a second: the proof is about cuts, not about load. */
const PAUSE_MS = 300;

/** Messages of both sides and marks of reading, from this process, beside the ones that serve the streams. */
export function writeAllTheWhile({ shopId, threads }: CutShop, random: () => number): Writing {
  const committedAt = new Map<string, number>();
  let isOver = false;
  let count = 0;
  const writer = async () => {
    while (!isOver) {
      const thread = threads[Math.floor(random() * threads.length)]!;
      const share = random();
      // Some transactions stay open for a while, so that later ones commit before them.
      const holdMs = random() < 0.2 ? random() * 150 : 0;
      const version = await inShop(shopId, async (shop) => {
        const written = await writeOne(shop, thread, share, count++);
        await pause(holdMs);
        return written;
      });
      if (version) committedAt.set(version, performance.now());
      await pause(random() * PAUSE_MS);
    }
  };
  const writers = Promise.all(Array.from({ length: WRITERS }, writer));
  return {
    committedAt,
    written: () => count,
    stop: async () => {
      isOver = true;
      await writers;
    },
  };
}

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

async function writeOne(
  shop: Shop,
  { conversationId }: Thread,
  share: number,
  n: number,
): Promise<string | null> {
  if (share < 0.15) {
    await markShopperRead(shop, conversationId, n);
    return null;
  }
  const messageId =
    share < 0.6 ? await fromStaff(shop, conversationId, n) : await fromShopper(shop, conversationId, n);
  const where = { shopId_id: { shopId: shop.id, id: messageId } };
  const { version } = await shop.tx.message.findUniqueOrThrow({ where, select: { version: true } });
  return `${messageId}:${version}`;
}

async function fromStaff(shop: Shop, conversationId: string, n: number): Promise<string> {
  const intent = `cuts:${randomUUID()}`;
  const sent = await sendMessage(shop, {
    conversationId,
    author: { kind: "system" },
    text: `staff ${n}`,
    intent,
  });
  if (!sent.sent) throw new Error(sent.say);
  return sent.messageId;
}

async function fromShopper(shop: Shop, conversationId: string, n: number): Promise<string> {
  const point = await shop.tx.contactPoint.findFirstOrThrow({
    where: { shopId: shop.id, kind: "visitor", customer: { conversation: { id: conversationId } } },
  });
  const { messageId } = await receiveMessage(shop, {
    channel: "chat",
    accountId: null,
    from: point.value,
    text: `shopper ${n}`,
    clientId: randomUUID(),
    at: shop.at,
  });
  return messageId;
}
