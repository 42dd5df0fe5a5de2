import type { Reader } from "#app/db.server.ts";
import { Prisma } from "#app/generated/prisma/client.ts";

/** The customer this one was merged into, or themselves. */
export async function followMerges(shop: Reader, customerId: string): Promise<string> {
  return (await findMerged(shop, Prisma.sql`c.id = ${customerId}`)) ?? customerId;
}

/**
 * Who the customer `c` that `which` names has become: merges are pointers that readers follow. Null where there is
 * none. A circle (which no verb makes) ends where it closes.
 */
export async function findMerged(shop: Reader, which: Prisma.Sql): Promise<string | null> {
  const [last] = await shop.sql<{ id: string | null }>`select ${merged(shop, which)} as id`;
  return last?.id ?? null;
}

/** The same as a part of another statement. */
export const merged = (shop: Reader, which: Prisma.Sql): Prisma.Sql => Prisma.sql`
  ( with recursive chain(id, next, depth) as (
      (select c.id, c."mergedIntoId", 0 from "Customer" c where c."shopId" = ${shop.id} and ${which} limit 1)
      union all
      select c.id, c."mergedIntoId", depth + 1 from chain
      join "Customer" c on c."shopId" = ${shop.id} and c.id = chain.next
      where depth < 20
    )
    select id from chain order by depth desc limit 1)`;
