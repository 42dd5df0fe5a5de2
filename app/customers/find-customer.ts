import { findMerged } from "#app/customers/follow-merges.ts";
import type { Reader } from "#app/db.server.ts";
import { Prisma } from "#app/generated/prisma/client.ts";

/** Whose verified contact point this is, or null. */
export const findByContact = (shop: Reader, kind: string, value: string): Promise<string | null> =>
  findMerged(
    shop,
    Prisma.sql`c."deletedAt" is null and c.id = (select p."customerId" from "ContactPoint" p
      where p."shopId" = ${shop.id} and p.kind = ${kind} and p.value = ${value} and p."verifiedAt" is not null
      limit 1)`,
  );

/** Our customer for Shopify's id, or null. */
export const findByShopifyId = (shop: Reader, shopifyId: string): Promise<string | null> =>
  findMerged(shop, Prisma.sql`c."shopifyId" = ${shopifyId}`);
