import type { LiveOrder } from "#app/orders/live-order.ts";

/** The order as if it were this parcel alone: for who asks after a message about it. The order itself where it is gone. */
export function onlyParcel(order: LiveOrder, parcelId: string): LiveOrder {
  const parcel = order.parcels.find(({ id }) => id === parcelId);
  if (!parcel) return order;
  const has = (lineId: string) => parcel.items.some((item) => item.lineId === lineId);
  return {
    ...order,
    parcels: [parcel],
    // Its own group says what checkout promised; what else waits there is not asked for.
    groups: order.groups.map((group) => ({
      ...group,
      items: group.items.map((item) => ({ ...item, remaining: 0 })),
    })),
    lines: order.lines.filter(({ id }) => has(id)),
    exchanges: [],
    openReturns: [],
  };
}
