import type { Reader } from "#app/db.server.ts";

export interface CarrierCoverage {
  carrier: string;
  /** Of the last half year. */
  parcels: number;
  scanned: number;
  /** A lane's median over every destination; null where nothing of theirs arrived. */
  medianDays: number | null;
}

/**
 * How many of each carrier's parcels were ever scanned, busiest first; null where nothing was counted yet. Shown
 * before alerts are switched on: a carrier that sends no scans can give no news.
 */
export async function readCoverage(shop: Reader): Promise<{ carriers: CarrierCoverage[]; at: Date } | null> {
  const rows = await shop.sql<CarrierCoverage & { measuredAt: Date }>`
    select carrier, parcels, scanned, "medianDays", "measuredAt" from "CarrierLane"
    where "shopId" = ${shop.id} and origin = '' and country = '' and region = ''
    order by parcels desc, carrier limit 20`;
  const [first] = rows;
  return first ? { carriers: rows.map(({ measuredAt: _, ...row }) => row), at: first.measuredAt } : null;
}
