import type { Channel } from "#app/channels/channel.ts";
import { personOf } from "#app/customers/person-of.ts";
import type { Shop } from "#app/db.server.ts";
import { newId } from "#app/id.ts";

/** The one thread of this customer, made where there is none. The row is locked until the transaction ends. */
export const openConversation = async (shop: Shop, customerId: string, channel: Channel): Promise<string> =>
  (await openConversations(shop, [customerId], channel)).get(customerId)!;

/** The one thread of each of these customers, by customer. */
export async function openConversations(
  shop: Shop,
  customerIds: string[],
  channel: Channel,
): Promise<Map<string, string>> {
  const known = await lockThreadsOf(shop, customerIds);
  const strangers = customerIds.filter((id) => !known.has(id));
  if (!strangers.length) return known;
  const heads = await headsFor(shop, strangers, channel);
  const fresh = strangers.map((customerId) => ({
    shopId: shop.id,
    id: newId(),
    customerId,
    headId: heads.get(customerId) ?? null,
    status: "open",
    channel,
    version: 0,
    lastSeq: 0,
    staffReadSeq: 0,
    shopperReadSeq: 0,
    unread: false,
    lastActivityAt: shop.at,
    createdAt: shop.at,
  }));
  await shop.sql`
    insert into "Conversation" select * from json_populate_recordset(null::"Conversation", ${JSON.stringify(fresh)}::json)
    on conflict do nothing`;
  return new Map([...known, ...(await lockThreadsOf(shop, strangers))]);
}

/** Whom staff show as part of somebody else is read in that person's thread from the first word on. */
async function headsFor(shop: Shop, customerIds: string[], channel: Channel): Promise<Map<string, string>> {
  const parts = await shop.sql<{ id: string }>`
    select id from "Customer" where "shopId" = ${shop.id} and id = any(${customerIds})
      and coalesce("mergedIntoId", "partOfId") is not null order by id`;
  const heads = new Map<string, string>();
  for (const { id } of parts) {
    const person = await personOf(shop, id);
    if (person !== id) heads.set(id, await openConversation(shop, person, channel));
  }
  return heads;
}

async function lockThreadsOf(shop: Shop, customerIds: string[]): Promise<Map<string, string>> {
  const rows = await shop.sql<{ id: string; customerId: string }>`
    select id, "customerId" from "Conversation" where "shopId" = ${shop.id} and "customerId" = any(${customerIds})
    order by ("headId" is null), id for update`;
  return new Map(rows.map(({ id, customerId }) => [customerId, id]));
}
