import { DAY, earlier } from "#app/clock.ts";
import { inShop, readShop, type Reader } from "#app/db.server.ts";
import { Prisma } from "#app/generated/prisma/client.ts";
import { enqueue } from "#app/jobs/enqueue.ts";
import { QUIET_DAYS } from "#app/orders/tracking/parcel-state.ts";
import { installedShops } from "#app/shop/installed-shops.server.ts";

/** No parcel travels longer; what is older was lost or never scanned. */
const LONGEST_DAYS = 60;
const AT_ONCE = 500;

/**
 * Job `watchParcels`, by schedule: silence and a day that passed wake nobody, so they are looked for. Whoever may be
 * stuck or late since yesterday is judged like every other parcel (raise-alerts.ts).
 */
export async function watchParcels(): Promise<void> {
  for await (const shopId of installedShops()) await watchShop(shopId);
}

async function watchShop(shopId: string): Promise<void> {
  let after: string | null = (await readShop(shopId, (shop) => findWatched(shop))) ? "" : null;
  while (after !== null) {
    const from: string = after;
    after = await inShop(shopId, async (shop) => {
      const troubled = await findTroubled(shop, from);
      const jobs = troubled.map(({ id }) => ({
        task: "alertParcel",
        payload: { fulfillmentId: id },
        key: `watch:${shop.id}:${id}`,
        priority: 5,
      }));
      await enqueue(shop, jobs);
      return troubled.length < AT_ONCE ? null : troubled.at(-1)!.id;
    });
  }
}

async function findWatched(shop: Reader): Promise<boolean> {
  const [on] = await shop.sql`
    select 1 from "AlertSetting"
    where "shopId" = ${shop.id} and kind in ('delayed', 'stuck') and "onSince" is not null
    union all select 1 from "ParcelFollow" where "shopId" = ${shop.id} limit 1`;
  return on !== undefined;
}

/**
 * Parcels under way that became silent, or late, within the last two days, and of which that was not decided yet; by
 * keyset. Wider than the rule: the rule itself is asked for each.
 */
export async function findTroubled(shop: Reader, after: string): Promise<{ id: string }[]> {
  const lately = earlier(shop.at, 2 * DAY);
  return shop.sql<{ id: string }>`
    with scanning as (
      select carrier from "CarrierLane" where "shopId" = ${shop.id} and origin = '' and country = '' and region = ''
        and scanned > 0
    )
    select f.id from "Fulfillment" f join "Order" o on o."shopId" = f."shopId" and o.id = f."orderId"
    left join lateral (
      select max(l."medianDays") as "medianDays", max(l."p95Days") as "p95Days" from "CarrierLane" l
      where l."shopId" = f."shopId" and l.carrier = f.carrier and l.country = o."toCountry") lane on true
    cross join lateral (select
      greatest(coalesce(f."lastScanAt", f."shippedAt") + make_interval(days => ${QUIET_DAYS}),
        f."shippedAt" + make_interval(secs => coalesce(lane."medianDays", 0) * 86400)) as "stuckAt",
      coalesce(o."dueAt", f."estimatedDeliveryAt", f."shippedAt" + make_interval(secs => lane."p95Days" * 86400)) as "dueAt"
    ) when_
    where f."shopId" = ${shop.id} and f."deliveredAt" is null and f."shippedAt" > ${earlier(shop.at, LONGEST_DAYS * DAY)}
      and f.status = 'SUCCESS' and o."cancelledAt" is null and f.id > ${after}
      and (f."lastScanAt" is not null or f.carrier in (select carrier from scanning))
      and ((when_."stuckAt" between ${lately} and ${shop.at} and ${undecided("stuck")})
        or ((when_."dueAt" between ${lately} and ${shop.at} or f."estimatedDeliveryAt" > o."dueAt")
          and ${undecided("delayed")}))
    order by f.id limit ${AT_ONCE}`;
}

const undecided = (kind: string) => Prisma.sql`not exists (
  select from "ParcelAlert" a where a."shopId" = f."shopId" and a."parcelId" = f.id and a.kind = ${kind})`;
