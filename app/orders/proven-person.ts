import { DAY, earlier } from "#app/clock.ts";
import type { Reader } from "#app/db.server.ts";

/** Whom the writer of a thread has shown to be, by a code (join-by-proof.ts). */
export interface ProvenPerson {
  customerShopifyId: string | null;
  /** Of somebody without an account: what their orders are known by. */
  email: string | null;
  phone: string | null;
}

/** As long as a number on an order counts: numbers are given to strangers in time. */
const STANDS_FOR_MS = 60 * DAY;

/** Null where nothing was proven, it was long ago, or staff have taken it back. */
export async function findProvenPerson(shop: Reader, conversationId: string): Promise<ProvenPerson | null> {
  const [person] = await shop.sql<ProvenPerson>`
    select h."shopifyId" as "customerShopifyId", email.value as email, phone.value as phone
    from "Conversation" c
    join "Customer" k on k."shopId" = c."shopId" and k.id = c."customerId"
    join "CustomerMerge" m on m."shopId" = k."shopId" and m."fromId" = k.id and m."intoId" = k."partOfId"
      and m.kind = 'proof' and m."undoneAt" is null and m.at > ${earlier(shop.at, STANDS_FOR_MS)}
    join "Customer" h on h."shopId" = m."shopId" and h.id = m."intoId"
    left join lateral (select p.value from "ContactPoint" p
      where h."shopifyId" is null and p."shopId" = h."shopId" and p."customerId" = h.id and p.kind = 'email'
      order by p."createdAt" limit 1) email on true
    left join lateral (select p.value from "ContactPoint" p
      where h."shopifyId" is null and p."shopId" = h."shopId" and p."customerId" = h.id and p.kind = 'phone'
      order by p."createdAt" limit 1) phone on true
    where c."shopId" = ${shop.id} and c.id = ${conversationId}
    order by m.at desc limit 1`;
  return person ?? null;
}
