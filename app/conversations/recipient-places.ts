import { DAY, earlier } from "#app/clock.ts";
import type { Place } from "#app/consent/quiet-hours.ts";
import type { Shop } from "#app/db.server.ts";

export type AddressPlace = Pick<Place, "country" | "region">;

/** A promotion, and where it goes: `forms` are those of its number. */
interface Going {
  id: string;
  conversationId: string;
  forms: string[];
}

/** So long somebody may still be where an order of theirs was sent; of many the newest. */
const YEAR_MS = 365 * DAY;
const MOST_ORDERS = 50;

/**
 * Where the people of these threads may be beside what their numbers say (R23), by message: the addresses of all who are
 * one person to staff, and where their orders and those with that number were sent. Orders stand in an area above; told
 * down here with each order, every place would have to be merged, forgotten and swept a second time.
 */
export async function recipientPlaces(shop: Shop, going: Going[]): Promise<Map<string, AddressPlace[]>> {
  const since = earlier(shop.at, YEAR_MS);
  const rows = await shop.sql<AddressPlace & { id: string }>`
    with recursive asked as (
      select asked.id, asked.forms, thread."customerId"
      from jsonb_to_recordset(${JSON.stringify(going)}::jsonb) asked(id text, "conversationId" text, forms text[])
      join "Conversation" thread on thread."shopId" = ${shop.id} and thread.id = asked."conversationId"
        and thread.id = any(${going.map(({ conversationId }) => conversationId)})
    ), up(message, id, "shopifyId", country, province, next, depth) as (
      select asked.id, c.id, c."shopifyId", c.country, c.province, coalesce(c."mergedIntoId", c."partOfId"), 0 from asked
      join "Customer" c on c."shopId" = ${shop.id} and c.id = asked."customerId"
      union all
      select up.message, c.id, c."shopifyId", c.country, c.province, coalesce(c."mergedIntoId", c."partOfId"), depth + 1
      from up join "Customer" c on c."shopId" = ${shop.id} and c.id = up.next
      where depth < 20
    ), theirs(message, id, "shopifyId", country, province, depth) as (
      select message, id, "shopifyId", country, province, 0 from up
      union
      select theirs.message, c.id, c."shopifyId", c.country, c.province, theirs.depth + 1 from theirs
      join "Customer" c on c."shopId" = ${shop.id}
        and (c."mergedIntoId" = theirs.id or (c."partOfId" = theirs.id and c."mergedIntoId" is null))
      where theirs.depth < 20
    ), people as (
      -- Carried along and not joined again: of how many a recursion finds the planner knows nothing, and reads them all.
      select distinct message, "shopifyId", country, province from theirs
    )
    select message as id, country, province as region from people where country is not null
    union
    select people.message, sent."toCountry", sent."toRegion" from people cross join lateral (
      select "toCountry", "toRegion" from "Order" o
      where o."shopId" = ${shop.id} and o."customerShopifyId" = people."shopifyId" and o."placedAt" > ${since}
      order by o."placedAt" desc limit ${MOST_ORDERS}) sent
    where sent."toCountry" is not null
    union
    select asked.id, sent."toCountry", sent."toRegion" from asked cross join lateral (
      select "toCountry", "toRegion" from "Order" o
      where o."shopId" = ${shop.id} and o.phone = any(asked.forms) and o."placedAt" > ${since}
      order by o."placedAt" desc limit ${MOST_ORDERS}) sent
    where sent."toCountry" is not null`;
  const found = Map.groupBy(rows, ({ id }) => id);
  return new Map(going.map(({ id }) => [id, found.get(id) ?? []]));
}
