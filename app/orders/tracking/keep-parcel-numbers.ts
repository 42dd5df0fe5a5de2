import { DAY, earlier } from "#app/clock.ts";
import type { Shop } from "#app/db.server.ts";
import { enqueue } from "#app/jobs/enqueue.ts";

/**
 * Keeps the numbers of these parcels (ids as in the mirror) in the spelling they are looked for by: capitals, without
 * spaces and hyphens (compactNumber). One statement for as many parcels as there are. Where a scan feed is connected,
 * what is still under way is given to it, too.
 */
export async function keepParcelNumbers(shop: Shop, fulfillmentIds: string[]): Promise<void> {
  if (!fulfillmentIds.length) return;
  const [asked] = await shop.sql<{ count: number }>`
    with told as (
      select distinct f.id, upper(regexp_replace(number, '[\\s-]', '', 'g')) number,
        f.status = 'SUCCESS' and f."deliveredAt" is null
          and f."shippedAt" > ${earlier(shop.at, FOLLOWED_DAYS * DAY)} "isUnderWay"
      from "Fulfillment" f, unnest(f."trackingNumbers") number
      where f."shopId" = ${shop.id} and f.id = any(${fulfillmentIds})
    ), gone as (
      delete from "ParcelNumber" known where "shopId" = ${shop.id} and "fulfillmentId" = any(${fulfillmentIds})
        and not exists (select from told where told.id = known."fulfillmentId" and told.number = known.number)
    ), kept as (
      insert into "ParcelNumber" ("shopId", number, "fulfillmentId")
      select ${shop.id}, number, id from told where length(number) between 4 and ${LONGEST}
      on conflict do nothing
    ), asked as (
      insert into "ScanTracker" ("shopId", "fulfillmentId", number, feed, state, "stateAt")
      select ${shop.id}, told.id, told.number, account.channel, 'waiting', ${shop.at}::timestamptz
      from told join "ChannelAccount" account on account."shopId" = ${shop.id} and account.channel = 'easypost'
        and account."removedAt" is null
      where told."isUnderWay" and length(told.number) between 4 and ${LONGEST}
      on conflict do nothing
      returning number
    )
    select count(*)::int count from asked`;
  if (asked?.count) await enqueue(shop, [followJob(shop)]);
}

/** The job that gives what waits to the feed; one at a time is enough. */
export const followJob = (shop: Shop) => ({
  task: "followParcels",
  key: `followParcels:${shop.id}`,
  priority: 10,
});

/** A parcel that left longer ago is not followed any more. */
export const FOLLOWED_DAYS = 30;
/** No carrier's number is longer; what is, is a note that somebody wrote into the field. */
const LONGEST = 64;
