import type { Reader } from "#app/db.server.ts";
import type { LaneHistory } from "#app/orders/tracking/delivery-promise.ts";

export interface Lane {
  history: LaneHistory | null;
  /** Whether this carrier was seen to scan a parcel of this shop: of one that never does, silence says nothing. */
  carrierScans: boolean;
}

/** A 95th percentile of fewer is no more than the slowest of them. */
export const FEWEST_PARCELS = 20;

export const NO_LANE: Lane = { history: null, carrierScans: false };

/**
 * What is known of these parcels' lanes: the narrowest one with enough parcels behind it, from this place to that
 * region, else to that country, else from anywhere. Never narrower than the carrier and the country: days to one
 * country say nothing of another.
 */
export async function lanesOf(shop: Reader, parcelIds: string[]): Promise<Map<string, Lane>> {
  if (!parcelIds.length) return new Map();
  const rows = await shop.sql<Row>`
    select f.id, lane."medianDays", lane."p95Days", coalesce(carrier.scanned, 0) > 0 as "carrierScans"
    from "Fulfillment" f
    join "Order" o on o."shopId" = f."shopId" and o.id = f."orderId"
    left join lateral (
      select l."medianDays", l."p95Days" from "CarrierLane" l
      where l."shopId" = f."shopId" and l.carrier = f.carrier and l.country = o."toCountry"
        and l.origin in (coalesce(f."locationId", '?'), '') and l.region in (coalesce(o."toRegion", '?'), '')
        and l.arrived >= ${FEWEST_PARCELS}
      order by l.origin <> '' desc, l.region <> '' desc limit 1) lane on true
    left join "CarrierLane" carrier on carrier."shopId" = f."shopId" and carrier.carrier = f.carrier
      and carrier.origin = '' and carrier.country = '' and carrier.region = ''
    where f."shopId" = ${shop.id} and f.id = any(${parcelIds})`;
  return new Map(
    rows.map(({ id, medianDays, p95Days, carrierScans }) => [
      id,
      { history: history(medianDays, p95Days), carrierScans },
    ]),
  );
}

interface Row {
  id: string;
  medianDays: number | null;
  p95Days: number | null;
  carrierScans: boolean;
}

const history = (medianDays: number | null, p95Days: number | null): LaneHistory | null =>
  medianDays === null || p95Days === null ? null : { medianDays, p95Days };
