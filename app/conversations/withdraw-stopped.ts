import { findTrouble, readTroubles } from "#app/channels/sender-trouble.ts";
import { PROMOTING } from "#app/consent/purposes.ts";
import { moveMessages } from "#app/conversations/message-state.ts";
import { inShop, type Shop } from "#app/db.server.ts";
import type { Message } from "#app/generated/prisma/client.ts";

/** So many in one transaction: their threads are locked as long. */
const PAGE = 500;

/**
 * Ends what waits of an account's promotions once its provider takes no more of them. What is claimed meanwhile is
 * refused by the same trouble (held-by-sender.ts), so this may take its time; it stops where the merchant has mended it.
 */
export async function withdrawStopped(shopId: string, asked: { accountId: string }): Promise<void> {
  while ((await inShop(shopId, (shop) => withdrawPage(shop, asked.accountId))) === PAGE);
}

async function withdrawPage(shop: Shop, accountId: string): Promise<number> {
  const trouble = findTrouble(await readTroubles(shop), accountId, { country: null, isMarketing: true });
  if (!trouble) return 0;
  const waiting = await shop.sql<Pick<Message, "id" | "conversationId">>`
    select id, "conversationId" from "Message"
    where "shopId" = ${shop.id} and state = 'queued' and "accountId" = ${accountId}
      and purpose = any(${[...PROMOTING]})
    order by "conversationId", id limit ${PAGE}`;
  const change = { state: "suppressed", reason: trouble.code } as const;
  await moveMessages(
    shop,
    waiting.map((message) => ({ message, change })),
  );
  return waiting.length;
}
