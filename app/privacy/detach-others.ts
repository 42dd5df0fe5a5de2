import { personOf } from "#app/customers/person-of.ts";
import type { Shop } from "#app/db.server.ts";
import type { Person } from "#app/privacy/find-person.ts";

/**
 * Before a person goes: whoever staff show with them and who stays (an account of their own) becomes a person of their
 * own, and their thread stands with staff as the one did that it was shown in.
 */
export async function detachOthers(shop: Shop, { customers, conversations }: Person): Promise<void> {
  await shop.sql`
    update "Customer" set "partOfId" = null
    where "shopId" = ${shop.id} and "partOfId" = any(${customers}) and id <> all(${customers})`;
  const left = await shop.sql<{ id: string; customerId: string }>`
    update "Conversation" p set "headId" = null, "standingBefore" = null, status = h.status,
      "assigneeId" = h."assigneeId", "handedOverAt" = h."handedOverAt", "handedOverBecause" = h."handedOverBecause"
    from "Conversation" h
    where p."shopId" = ${shop.id} and p."headId" = any(${conversations}) and p.id <> all(${conversations})
      and h."shopId" = ${shop.id} and h.id = p."headId"
    returning p.id, p."customerId"`;
  for (const { id, customerId } of left) {
    const person = await personOf(shop, customerId);
    await shop.sql`
      update "Conversation" set "headId" = (
        select id from "Conversation" where "shopId" = ${shop.id} and "customerId" = ${person} and id <> ${id})
      where "shopId" = ${shop.id} and id = ${id} and "customerId" <> ${person}`;
  }
}
