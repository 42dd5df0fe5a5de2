import type { Visitor } from "#app/chat/chat-tokens.ts";
import { holds, isAtShopify } from "#app/customers/find-customer.ts";
import { findMerged, merged } from "#app/customers/follow-merges.ts";
import type { Reader } from "#app/db.server.ts";
import type { Prisma } from "#app/generated/prisma/client.ts";

/** The customer this pass speaks for, or null while an anonymous visitor has not written anything. */
export const customerOf = (shop: Reader, visitor: Visitor): Promise<string | null> =>
  findMerged(shop, spokenFor(shop, visitor));

const spokenFor = (shop: Reader, { visitorId, customerShopifyId }: Visitor): Prisma.Sql =>
  customerShopifyId ? isAtShopify(customerShopifyId) : holds(shop, "visitor", visitorId);

export interface Thread {
  id: string;
  version: number;
}

/** Their conversation, or null where there is none yet. */
export async function threadOf(shop: Reader, visitor: Visitor): Promise<Thread | null> {
  const [thread] = await shop.sql<Thread>`
    select id, version from "Conversation" where "shopId" = ${shop.id} and "customerId" = ${merged(shop, spokenFor(shop, visitor))}`;
  return thread ?? null;
}
