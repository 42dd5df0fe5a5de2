import { followMerges } from "#app/customers/follow-merges.ts";
import type { Reader } from "#app/db.server.ts";

/**
 * The person that staff see for this customer: whoever they turned out to be (`mergedIntoId`), and whom staff show them
 * with (`partOfId`), up to the last. What a shopper may see or is answered never follows the second (decisions/009):
 * for that there is `followMerges`.
 */
export async function personOf(shop: Reader, customerId: string): Promise<string> {
  const [last] = await shop.sql<{ id: string }>`
    with recursive chain(id, next, depth) as (
      select c.id, coalesce(c."mergedIntoId", c."partOfId"), 0 from "Customer" c
      where c."shopId" = ${shop.id} and c.id = ${customerId}
      union all
      select c.id, coalesce(c."mergedIntoId", c."partOfId"), depth + 1 from chain
      join "Customer" c on c."shopId" = ${shop.id} and c.id = chain.next
      where depth < 20
    )
    select id from chain order by depth desc limit 1`;
  return last?.id ?? customerId;
}

/** Every customer who is this person to staff, the person first. */
export async function customersOf(shop: Reader, personId: string): Promise<string[]> {
  const rows = await shop.sql<{ id: string }>`
    with recursive theirs(id, depth) as (
      select ${personId}::text, 0
      union
      select c.id, depth + 1 from theirs
      join "Customer" c on c."shopId" = ${shop.id}
        and (c."mergedIntoId" = theirs.id or (c."partOfId" = theirs.id and c."mergedIntoId" is null))
      where depth < 20
    )
    select id from theirs order by depth, id`;
  return rows.map(({ id }) => id);
}

/** One at a time in a shop: merges, splits and what undoes them look at several customers before they write. */
export async function lockPeople(shop: Reader): Promise<void> {
  await shop.sql`select pg_advisory_xact_lock(hashtextextended(${`people:${shop.id}`}, 0))`;
}

/**
 * Somebody turned out to be somebody else, for good. Where staff had shown them together the other way round, the chain
 * is turned, so that it never closes into a circle. Returns false where they were one already.
 */
export async function becomeForGood(shop: Reader, fromId: string, intoId: string): Promise<boolean> {
  await lockPeople(shop);
  const [from, into] = [await followMerges(shop, fromId), await followMerges(shop, intoId)];
  if (from === into) return false;
  const isTurned = (await customersOf(shop, from)).includes(into);
  if (isTurned)
    await shop.sql`
      update "Customer" i set "partOfId" = f."partOfId" from "Customer" f
      where i."shopId" = ${shop.id} and i.id = ${into} and f."shopId" = ${shop.id} and f.id = ${from}`;
  await shop.sql`
    update "Customer" set "mergedIntoId" = ${into}, "partOfId" = null where "shopId" = ${shop.id} and id = ${from}`;
  return true;
}
