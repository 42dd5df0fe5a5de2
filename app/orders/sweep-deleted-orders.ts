import { ordersInSight } from "#app/orders/orders-in-sight.ts";
import { type Deletions, sweepOfGone } from "#app/shop/sweeps/sweep-gone.ts";

/** Orders that Shopify no longer has. `remove` lies above: returns go with their order. */
export const sweepOfDeletedOrders = (remove: Deletions["remove"]) =>
  sweepOfGone({
    kind: "deleted-orders",
    topic: "orders/delete",
    type: "Order",
    known: ordersInSight,
    remove,
  });
