import type { Town } from "../../../town-types.ts";
import type { Store } from "../contract.ts";
import { ms } from "../instants.ts";
import type { Order } from "../order-types.ts";

/** Opens scheduled work (pre-orders) when its day comes, as Shopify does by itself. */
export function openWhenDue(town: Town, store: Store): { watchCast(): void } {
  const watch = (order: Order | null) => {
    for (const work of order?.fulfillmentOrders ?? []) {
      if (work.status !== "SCHEDULED" || !work.fulfillAt) continue;
      town.clock.at(ms(work.fulfillAt), () => openIfDue(store, work.orderId, work.id));
    }
  };
  store.onChange(({ topic, orderId }) => {
    const mayBeScheduled = topic === "orders/create" || topic === "fulfillment_orders/rescheduled";
    if (mayBeScheduled && orderId !== null) watch(store.order(orderId));
  });
  return {
    watchCast() {
      for (const { orderId } of store.cast()) if (orderId !== null) watch(store.order(orderId));
    },
  };
}

// Rescheduled meanwhile, shipped or cancelled: then this alarm is not for it any more.
function openIfDue(store: Store, orderId: number, workId: number): void {
  const work = store.order(orderId)?.fulfillmentOrders.find((one) => one.id === workId);
  if (work?.status === "SCHEDULED" && work.fulfillAt && work.fulfillAt <= store.now())
    store.openScheduled(workId);
}
