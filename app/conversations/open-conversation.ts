import type { Channel } from "#app/channels/channel.ts";
import { personOf } from "#app/customers/person-of.ts";
import type { Shop } from "#app/db.server.ts";
import { newId } from "#app/id.ts";

/** The one thread of this customer, made where there is none. The row is locked until the transaction ends. */
export async function openConversation(shop: Shop, customerId: string, channel: Channel): Promise<string> {
  const known = await lockThreadOf(shop, customerId);
  if (known) return known;
  const fresh = {
    shopId: shop.id,
    id: newId(),
    customerId,
    headId: await headFor(shop, customerId, channel),
    status: "open",
    channel,
    version: 0,
    lastSeq: 0,
    staffReadSeq: 0,
    shopperReadSeq: 0,
    unread: false,
    lastActivityAt: shop.at,
    createdAt: shop.at,
  };
  await shop.tx.conversation.createMany({ data: fresh, skipDuplicates: true });
  return (await lockThreadOf(shop, customerId))!;
}

/** Whom staff show as part of somebody else is read in that person's thread from the first word on. */
async function headFor(shop: Shop, customerId: string, channel: Channel): Promise<string | null> {
  const person = await personOf(shop, customerId);
  return person === customerId ? null : openConversation(shop, person, channel);
}

async function lockThreadOf(shop: Shop, customerId: string): Promise<string | null> {
  const [row] = await shop.sql<{ id: string }>`
    select id from "Conversation" where "shopId" = ${shop.id} and "customerId" = ${customerId} for update`;
  return row?.id ?? null;
}
