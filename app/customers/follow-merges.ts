import type { Shop } from "#app/db.server.ts";

/** The customer this one was merged into, or themselves. A circle (which no verb makes) ends where it closes. */
export async function followMerges(shop: Shop, customerId: string): Promise<string> {
  const rows = await shop.tx.$queryRaw<{ id: string }[]>`
    with recursive chain(id, next, depth) as (
      select id, "mergedIntoId", 0 from "Customer" where "shopId" = ${shop.id} and id = ${customerId}
      union all
      select c.id, c."mergedIntoId", depth + 1 from chain
      join "Customer" c on c."shopId" = ${shop.id} and c.id = chain.next
      where depth < 20
    )
    select id from chain order by depth desc limit 1`;
  return rows[0]?.id ?? customerId;
}
