import type { Reader } from "#app/db.server.ts";
import { lanesOf, NO_LANE } from "#app/orders/tracking/lane-of-parcel.ts";
import { type MirroredParcel, mirroredColumns, trackMirrored } from "#app/orders/tracking/mirrored-parcel.ts";
import { isAtRest } from "#app/orders/tracking/parcel-state.ts";

/** By how many days those of these parcels are late that are late and still awaited, as the mirror knows it. */
export async function lateParcels(shop: Reader, parcelIds: string[]): Promise<Map<string, number>> {
  if (!parcelIds.length) return new Map();
  const rows = await shop.sql<MirroredParcel & { timeZone: string }>`
    select ${mirroredColumns}, (select coalesce("timeZone", 'UTC') from "Shop" where id = ${shop.id}) as "timeZone"
    from "Fulfillment" f where f."shopId" = ${shop.id} and f.id = any(${parcelIds})`;
  const lanes = await lanesOf(shop, parcelIds);
  return new Map(
    rows.flatMap((row) => {
      const { timeZone } = row;
      const { tracked, promise } = trackMirrored(row, lanes.get(row.id) ?? NO_LANE, {
        at: shop.at,
        timeZone,
      });
      const { verdict } = promise;
      return verdict.is === "late" && !isAtRest(tracked.step) ? [[row.id, verdict.days] as const] : [];
    }),
  );
}
