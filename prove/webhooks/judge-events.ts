import { readShop } from "#app/db.server.ts";
import type { Violation } from "../proof.ts";
import type { OrderFacts } from "./orders-as-they-are.ts";

interface Row {
  name: string;
  orderId: string;
  fulfillmentId: string | null;
  times: number;
}

/** Told for every scan of its kind, and no more often. */
const BY_SCAN: Record<string, string> = {
  OUT_FOR_DELIVERY: "parcel.out-for-delivery",
  ATTEMPTED_DELIVERY: "parcel.attempted",
  DELAYED: "parcel.delayed",
};

/** What happened to each order was told as often as it happened: once. */
export async function judgeEvents(
  shopId: string,
  orders: OrderFacts[],
): Promise<Record<"untold" | "toldTwice", Violation[]>> {
  const times = await timesTold(shopId);
  const untold: Violation[] = [];
  const toldTwice: Violation[] = [];
  for (const order of orders)
    for (const [about, happened] of expectedOf(order)) {
      const told = times.get(about) ?? 0;
      if (told < happened) untold.push({ what: "not told", about, happened, told });
      if (told > happened) toldTwice.push({ what: "told too often", about, happened, told });
    }
  return { untold, toldTwice };
}

function expectedOf({ id, cancelledAt, parcels }: OrderFacts): [about: string, happened: number][] {
  return [
    [`order.placed ${id}`, 1],
    [`order.cancelled ${id}`, cancelledAt ? 1 : 0],
    ...parcels.flatMap((parcel): [string, number][] => [
      [`order.fulfilled ${parcel.id}`, 1],
      [`parcel.delivered ${parcel.id}`, parcel.isDelivered ? 1 : 0],
      ...Object.entries(BY_SCAN).map(([status, name]): [string, number] => [
        `${name} ${parcel.id}`,
        parcel.scans.filter((scan) => scan.status === status).length,
      ]),
    ]),
  ];
}

/** By what it is about and never by its key: the key is what is under trial. */
async function timesTold(shopId: string): Promise<Map<string, number>> {
  const rows = await readShop(
    shopId,
    ({ sql }) => sql<Row>`
    select name, payload->>'orderId' "orderId", payload->>'fulfillmentId' "fulfillmentId", count(*)::int times
    from "DomainEvent" where "shopId" = ${shopId} and payload ? 'orderId' group by 1, 2, 3`,
  );
  return new Map(
    rows.map(({ name, orderId, fulfillmentId, times }) => [`${name} ${fulfillmentId ?? orderId}`, times]),
  );
}
