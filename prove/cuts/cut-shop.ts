import { randomUUID } from "node:crypto";
import { handOver } from "#app/conversations/hand-over.ts";
import { inShop } from "#app/db.server.ts";
import { type App, install, settled } from "#tests/app.ts";
import { openChat, type Shopper } from "#tests/chat.ts";
import { startPlanted } from "../plant/start-planted.ts";
import type { Asked } from "../proof.ts";

export interface Thread {
  conversationId: string;
  shopper: Shopper;
}

export interface CutShop {
  shopId: string;
  threads: Thread[];
  /** The web processes that stand at this moment; clients come back to any of them. */
  web: App[];
  /** Ends one of them, hard or gently, and starts another in its place. */
  replace(index: number, how: "kill" | "stop"): Promise<void>;
}

/** Two processes of everything on one database, and threads in staff's hands, so that only we write in them. */
export async function openCutShop(asked: Asked, threads: number): Promise<CutShop> {
  const first = await startPlanted("cuts", asked);
  const shopId = await install(first);
  const web = [first, await startPlanted("cuts", asked, { isPublic: false })];
  await settled();
  const opened: Thread[] = [];
  for (let index = 0; index < threads; index++) {
    const shopper = await openChat(first);
    await shopper.post("/chat/messages", { clientId: randomUUID(), text: "a person please" });
    opened.push({ shopper, conversationId: "" });
  }
  await settled();
  const rows = await inShop(shopId, async (shop) => {
    const all = await shop.tx.conversation.findMany({
      include: { customer: { include: { contactPoints: true } } },
    });
    for (const { id } of all)
      await handOver(shop, { conversationId: id, because: "the proof has it", facts: {} });
    return all;
  });
  for (const thread of opened) {
    const visitorId = visitorOf(thread.shopper);
    const row = rows.find(({ customer }) => customer.contactPoints.some(({ value }) => value === visitorId));
    thread.conversationId = row!.id;
  }
  return {
    shopId,
    threads: opened,
    web,
    replace: async (index, how) => {
      await web[index]![how]();
      web[index] = await startPlanted("cuts", asked, { isPublic: false });
    },
  };
}

const visitorOf = ({ session }: Shopper): string =>
  JSON.parse(Buffer.from(session.visitor.split(".")[0]!, "base64url").toString()).visitorId;
