import { matchKey } from "#app/customers/match-key.ts";
import type { Reader } from "#app/db.server.ts";

interface Named {
  channel: string;
  address: string;
}

/**
 * Every name that whoever writes from there is sure to have on this channel. WhatsApp's people have a number, an id that
 * hides it, or both (customers/contact-kind.ts): what is said from one is said from the other.
 */
export async function namesOn(
  shop: Pick<Reader, "id" | "sql">,
  { channel, address }: Named,
): Promise<string[]> {
  if (channel !== "whatsapp") return [address];
  const rows = await shop.sql<{ value: string }>`
    select q.value from "ContactPoint" p
    join "ContactPoint" q on q."shopId" = p."shopId" and q."customerId" = p."customerId"
      and q.kind in ('whatsapp', 'whatsapp-user') and q."verifiedAt" is not null
    where p."shopId" = ${shop.id} and p.kind = ${kindOf(address)} and p."matchKey" = ${keyOf(address)}
      and p."verifiedAt" is not null
    order by q."createdAt" limit 20`;
  return [...new Set([address, ...rows.map(({ value }) => value)])];
}

/**
 * The same for many at once, each in its place and itself first, with the names of all who are one person to staff: a
 * number and an id may have been two profiles before they were shown to be one. What they say yes to is not shared so.
 */
export async function namesOfPersons(shop: Pick<Reader, "id" | "sql">, all: Named[]): Promise<string[][]> {
  const asked = all.flatMap(({ channel, address }, n) =>
    channel === "whatsapp" ? [{ n, kind: kindOf(address), key: keyOf(address) }] : [],
  );
  const rows = asked.length
    ? await shop.sql<{ n: number; value: string }>`
    with recursive asked as (
      select * from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) asked(n int, kind text, key text)
    ), up(n, id, next, depth) as (
      select asked.n, c.id, coalesce(c."mergedIntoId", c."partOfId"), 0 from asked
      join "ContactPoint" p on p."shopId" = ${shop.id} and p.kind = asked.kind and p."matchKey" = asked.key
        and p."verifiedAt" is not null
      join "Customer" c on c."shopId" = p."shopId" and c.id = p."customerId"
      union all
      select up.n, c.id, coalesce(c."mergedIntoId", c."partOfId"), depth + 1 from up
      join "Customer" c on c."shopId" = ${shop.id} and c.id = up.next
      where depth < 20
    ), theirs(n, id, depth) as (
      select n, id, 0 from up where next is null
      union
      select theirs.n, c.id, theirs.depth + 1 from theirs
      join "Customer" c on c."shopId" = ${shop.id}
        and (c."mergedIntoId" = theirs.id or (c."partOfId" = theirs.id and c."mergedIntoId" is null))
      where theirs.depth < 20
    )
    select distinct theirs.n, q.value from theirs
    join "ContactPoint" q on q."shopId" = ${shop.id} and q."customerId" = theirs.id
      and q.kind in ('whatsapp', 'whatsapp-user') and q."verifiedAt" is not null`
    : [];
  const found = Map.groupBy(rows, ({ n }) => n);
  return all.map(({ address }, n) => [
    ...new Set([address, ...(found.get(n) ?? []).map(({ value }) => value)]),
  ]);
}

const kindOf = (address: string) => (address.startsWith("+") ? "whatsapp" : "whatsapp-user");
const keyOf = (address: string) => matchKey(kindOf(address), address);
