import { mergePeople } from "#app/conversations/merge-people.ts";
import { identifyOrderContact } from "#app/customers/identify-order-contact.ts";
import { personOf } from "#app/customers/person-of.ts";
import { inShop, type Shop } from "#app/db.server.ts";
import type { CodeWay } from "#app/orders/check-order-code.ts";

export interface Proven {
  conversationId: string;
  orderId: string;
  /** Where they read the code. */
  how: CodeWay;
}

/**
 * Job: somebody nobody knew has read a code at the contact on an order, so they are whoever is reached there: staff see
 * both as one person from now on, and can take that back (decisions/009). It moves no message and opens no thread to
 * them; what they may hear by it says may-hear.ts. Two people with accounts at the shop stay two.
 */
export async function joinByProof(shopId: string, proven: Proven): Promise<void> {
  await inShop(shopId, async (shop) => {
    const from = await findStranger(shop, proven.conversationId);
    const into = from && (await findHolder(shop, proven));
    if (!from || !into || (await personOf(shop, into)) === from) return;
    await mergePeople(shop, { from, into, by: null });
  });
}

/** Who wrote, while nothing more is known of them than what they write from. */
async function findStranger(shop: Shop, conversationId: string): Promise<string | null> {
  const [stranger] = await shop.sql<{ id: string }>`
    select k.id from "Conversation" c
    join "Customer" k on k."shopId" = c."shopId" and k.id = c."customerId"
    where c."shopId" = ${shop.id} and c.id = ${conversationId}
      and k."shopifyId" is null and k."mergedIntoId" is null and k."partOfId" is null and k."deletedAt" is null`;
  return stranger?.id ?? null;
}

/** In whose thread a message to the order's contact would stand. */
async function findHolder(shop: Shop, { orderId, how }: Proven): Promise<string | null> {
  const where = { shopId_id: { shopId: shop.id, id: orderId } };
  const order = await shop.tx.order.findUnique({ where });
  const value = how === "email" ? order?.email : order?.phone;
  if (!order || !value) return null;
  const { customerShopifyId } = order;
  return identifyOrderContact(shop, { kind: how === "email" ? "email" : "phone", value, customerShopifyId });
}
