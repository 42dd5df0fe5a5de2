import type { Inbound } from "#app/channels/channel.ts";
import type { Door } from "#app/conversations/take-inbound.ts";
import { lockConversation } from "#app/conversations/write-message.ts";
import { dropFiles } from "#app/files/drop-files.ts";
import type { Shop } from "#app/db.server.ts";
import { writeEvent } from "#app/jobs/events.ts";

const TAKEN_BACK = "[They took this message back.]";

/**
 * A shopper has taken back what they wrote. Instagram's terms want it gone with its pictures; that there was something
 * stays, since it may have been answered.
 */
export async function takeBack(
  shop: Shop,
  { channel }: Door,
  { externalId }: Extract<Inbound, { kind: "unsent" }>,
): Promise<void> {
  const found = { shopId: shop.id, channel, externalId, direction: "in" };
  const message = await shop.tx.message.findFirst({
    where: found,
    select: { id: true, conversationId: true },
  });
  if (!message) return;
  const { id: messageId, conversationId } = message;
  const { version, lastSeq } = await lockConversation(shop, conversationId);
  await dropFiles(shop, messageId);
  await shop.sql`
    with emptied as (
      update "Message" set body = ${TAKEN_BACK}, html = null, context = null, version = ${version + 1}
      where "shopId" = ${shop.id} and id = ${messageId} returning seq
    )
    update "Conversation" set version = ${version + 1},
      "lastPreview" = case when ${lastSeq} = (select seq from emptied) then ${TAKEN_BACK} else "lastPreview" end
    where "shopId" = ${shop.id} and id = ${conversationId}`;
  await writeEvent(shop, { name: "message.moved", conversationId, payload: { messageId } });
}
