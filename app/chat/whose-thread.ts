import type { Visitor } from "#app/chat/chat-tokens.ts";
import { findByContact, findByShopifyId } from "#app/customers/find-customer.ts";
import type { Reader } from "#app/db.server.ts";

/** The customer this pass speaks for, or null while an anonymous visitor has not written anything. */
export const customerOf = (
  shop: Reader,
  { visitorId, customerShopifyId }: Visitor,
): Promise<string | null> =>
  customerShopifyId ? findByShopifyId(shop, customerShopifyId) : findByContact(shop, "visitor", visitorId);

export interface Thread {
  id: string;
  version: number;
}

/** Their conversation, or null where there is none yet. */
export async function threadOf(shop: Reader, visitor: Visitor): Promise<Thread | null> {
  const customerId = await customerOf(shop, visitor);
  if (!customerId) return null;
  const [thread] = await shop.sql<Thread>`
    select id, version from "Conversation" where "shopId" = ${shop.id} and "customerId" = ${customerId}`;
  return thread ?? null;
}
