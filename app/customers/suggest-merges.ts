import { personOf } from "#app/customers/person-of.ts";
import type { Reader, Shop } from "#app/db.server.ts";
import { Prisma } from "#app/generated/prisma/client.ts";

export interface Suggestion {
  /** The other person, as staff see them. */
  personId: string;
  /** The customer among theirs who has the address: what a dismissal names. */
  customerId: string;
  /** What both have. */
  shared: { kind: string; value: string }[];
}

/** An address that so many have is a reception desk's or a placeholder: it says nothing of who is who. */
const SHARED_BY_MANY = 5;
const MOST = 5;

/**
 * Who may be the same person as `theirs` (everybody who is one to staff, `customersOf`): whoever has a phone number or
 * an email address of theirs, in either of its forms, though nobody has shown that both are one. Never acted upon by
 * itself; what staff have dismissed does not come again.
 */
export async function suggestMerges(shop: Reader, theirs: string[]): Promise<Suggestion[]> {
  const rows = await shop.sql<{ customerId: string; kind: string; value: string }>`
    with mine as (
      select distinct kind, "matchKey" from "ContactPoint"
      where "shopId" = ${shop.id} and "customerId" = any(${theirs}) and kind in ('phone', 'email')
      limit 20
    )
    select other."customerId", other.kind, other.value
    from mine cross join lateral (
      select few.*, count(*) over () as holders from (
        select p."customerId", p.kind, p.value
        from "ContactPoint" p join "Customer" c on c."shopId" = ${shop.id} and c.id = p."customerId"
        where p."shopId" = ${shop.id} and p.kind = mine.kind and p."matchKey" = mine."matchKey"
          and c."deletedAt" is null and p."customerId" <> all(${theirs})
          and not exists (${dismissed(theirs)})
        limit ${SHARED_BY_MANY + 1}) few) other
    where other.holders <= ${SHARED_BY_MANY}
    order by other.kind, other.value, other."customerId"`;
  return byPerson(shop, rows);
}

const dismissed = (theirs: string[]) => Prisma.sql`
  select from "MergeDismissal" d where d."shopId" = p."shopId"
    and ((d."oneId" = p."customerId" and d."otherId" = any(${theirs}))
      or (d."otherId" = p."customerId" and d."oneId" = any(${theirs})))`;

async function byPerson(
  shop: Reader,
  rows: { customerId: string; kind: string; value: string }[],
): Promise<Suggestion[]> {
  const found = new Map<string, Suggestion>();
  for (const { customerId, ...point } of rows) {
    const personId = await personOf(shop, customerId);
    const known = found.get(personId) ?? { personId, customerId, shared: [] };
    if (!known.shared.some(({ kind, value }) => kind === point.kind && value === point.value))
      known.shared.push(point);
    found.set(personId, known);
  }
  return [...found.values()].slice(0, MOST);
}

/** Staff say that these two, or the persons they stand for, are two: it is not suggested again. */
export async function dismissSuggestion(
  shop: Shop,
  { oneId, otherId, by }: { oneId: string; otherId: string; by: string },
): Promise<void> {
  const [smaller, larger] = [oneId, otherId].sort();
  await shop.sql`
    insert into "MergeDismissal" ("shopId", "oneId", "otherId", "byId", at)
    values (${shop.id}, ${smaller}, ${larger}, ${by}, ${shop.at}) on conflict do nothing`;
}
