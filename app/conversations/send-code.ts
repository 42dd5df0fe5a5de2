import { openConversation } from "#app/conversations/open-conversation.ts";
import { findAccount } from "#app/conversations/reach.ts";
import { writeMessage } from "#app/conversations/write-message.ts";
import type { Shop } from "#app/db.server.ts";
import { enqueue } from "#app/jobs/enqueue.ts";

export interface CodeToSend {
  /** Whose contact it is. Not the thread that asked: its version would move, and tell a hit from a miss. */
  ownerId: string;
  channel: "sms" | "email";
  /** The contact on the order, which need not be the thread's. */
  address: string;
  text: string;
  subject?: string;
  intent: string;
  expiresAt: Date;
}

/**
 * Sends a code to somebody who may not be the one who asks: by the same way out as every text (`maySend`, claim,
 * delivery), but shown in no thread, neither to the shopper nor to staff, and blanked once it has left.
 * Returns false where the channel is not connected.
 */
export async function sendCode(shop: Shop, { ownerId, channel, ...code }: CodeToSend): Promise<boolean> {
  const accountId = await findAccount(shop, channel, { purpose: "service", to: code.address });
  if (!accountId) return false;
  const conversationId = await openConversation(shop, ownerId, channel);
  const { messageId } = await writeMessage(shop, {
    ...code,
    conversationId,
    channel,
    accountId,
    direction: "code",
    author: { kind: "system" },
    purpose: "conversation",
    state: "queued",
  });
  await enqueue(shop, [
    { task: "deliverMessages", payload: { messageIds: [messageId] }, lane: ["deliver", messageId] },
  ]);
  return true;
}

/** After the code has left, its message keeps no more of it than that there was one. */
export async function blankCode(shop: Shop, messageId: string): Promise<void> {
  await shop.sql`
    update "Message" set body = regexp_replace(body, '[0-9]{6}', '******'),
      subject = regexp_replace(subject, '[0-9]{6}', '******')
    where "shopId" = ${shop.id} and id = ${messageId} and direction = 'code'`;
}
