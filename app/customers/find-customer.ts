import { findMerged } from "#app/customers/follow-merges.ts";
import { matchKey } from "#app/customers/match-key.ts";
import type { Reader } from "#app/db.server.ts";
import { Prisma } from "#app/generated/prisma/client.ts";

/**
 * Whose verified contact point this is, in whichever of its forms, or null. Also of somebody whom the shop has deleted
 * at Shopify: whoever writes from there is still the one who wrote before.
 */
export const findByContact = (shop: Reader, kind: string, value: string): Promise<string | null> =>
  findMerged(shop, holds(shop, kind, value));

/** Our customer for Shopify's id, or null. */
export const findByShopifyId = (shop: Reader, shopifyId: string): Promise<string | null> =>
  findMerged(shop, isAtShopify(shopifyId));

/** The customer `c` whose verified contact point this is, for `findMerged` and `merged`. */
export const holds = (shop: Reader, kind: string, value: string): Prisma.Sql => Prisma.sql`
  c.id = (select p."customerId" from "ContactPoint" p
    where p."shopId" = ${shop.id} and p.kind = ${kind} and p."matchKey" = ${matchKey(kind, value)}
      and p."verifiedAt" is not null
    limit 1)`;

export const isAtShopify = (shopifyId: string): Prisma.Sql => Prisma.sql`c."shopifyId" = ${shopifyId}`;
