import type { Shop } from "#app/db.server.ts";

/**
 * Keeps the numbers of these parcels (ids as in the mirror) in the spelling they are looked for by: capitals, without
 * spaces and hyphens (compactNumber). One statement for as many parcels as there are.
 */
export async function keepParcelNumbers(shop: Shop, fulfillmentIds: string[]): Promise<void> {
  if (!fulfillmentIds.length) return;
  await shop.sql`
    with told as (
      select distinct f.id, upper(regexp_replace(number, '[\\s-]', '', 'g')) number
      from "Fulfillment" f, unnest(f."trackingNumbers") number
      where f."shopId" = ${shop.id} and f.id = any(${fulfillmentIds})
    ), gone as (
      delete from "ParcelNumber" known where "shopId" = ${shop.id} and "fulfillmentId" = any(${fulfillmentIds})
        and not exists (select from told where told.id = known."fulfillmentId" and told.number = known.number)
    )
    insert into "ParcelNumber" ("shopId", number, "fulfillmentId")
    select ${shop.id}, number, id from told where length(number) between 4 and ${LONGEST}
    on conflict do nothing`;
}

/** No carrier's is longer; what is, is a note that somebody wrote into the field. */
const LONGEST = 64;
