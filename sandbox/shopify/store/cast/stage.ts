import type { DraftOrder } from "../cart-types.ts";
import type { Desk } from "../desk.ts";
import { DAY, instant } from "../instants.ts";
import type { Fulfillment, FulfillmentEventStatus, Order } from "../order-types.ts";
import type { Instant } from "../types.ts";
import type { Outcome, PlaceOrder, ShipOrder } from "../verb-types.ts";
import { placeOrder } from "../verbs/place-order.ts";
import { recordFulfillmentEvent, shipOrder } from "../verbs/ship-order.ts";
import type { Shopper } from "./people.ts";

/** One role: who plays it, what is true of it, and how it came to be. */
export interface Role {
  role: string;
  shopper: Shopper | null;
  says: string;
  play: (stage: Stage) => { order: Order } | { draft: DraftOrder };
}

export interface Stage {
  customerId: number | null;
  /** The shop as it was that many days before the opening; negative days are ahead of it. */
  on(daysAgo: number): Desk;
  day(daysAgo: number): Instant;
  place(daysAgo: number, lines: Wanted[], more?: Partial<PlaceOrder>): Order;
  ship(daysAgo: number, order: Order, input?: ShipOrder): Fulfillment;
  scan(
    daysAgo: number,
    parcel: Fulfillment,
    status: FulfillmentEventStatus,
    city: string,
    message?: string,
    estimatedDeliveryAt?: Instant,
  ): void;
  variant(title: string, option?: string): number;
  /** The order as it stands now. */
  now(order: Order): Order;
}
export type Wanted = [title: string, option: string | null, quantity: number];

export function setStage(desk: Desk, customerId: number | null): Stage {
  const day = (daysAgo: number) => instant(desk.openedAt - daysAgo * DAY);
  const on = (daysAgo: number): Desk => ({ ...desk, now: () => day(daysAgo) });
  const customer = customerId === null ? null : desk.customers.get(customerId);
  const variant = (title: string, option: string | null = null) => {
    const product = [...desk.products.values()].find((one) => one.title.startsWith(title));
    const found = product?.variants.find((one) => option === null || one.title === option);
    if (!found) throw new Error(`the cast wants an unknown article: ${title} ${option ?? ""}`);
    return found.id;
  };
  return {
    customerId,
    on,
    day,
    variant: (title, option) => variant(title, option ?? null),
    place: (daysAgo, lines, more = {}) =>
      must(
        placeOrder(on(daysAgo), {
          customerId,
          phone: customer?.phone ?? null,
          lines: lines.map(([title, option, quantity]) => ({ variantId: variant(title, option), quantity })),
          promisedFrom: day(daysAgo - 3),
          promisedBy: day(daysAgo - 7),
          ...more,
        }),
      ),
    ship: (daysAgo, order, input = {}) => must(shipOrder(on(daysAgo), order.id, input)),
    scan(daysAgo, parcel, status, city, message, estimatedDeliveryAt) {
      const desk = on(daysAgo);
      must(
        recordFulfillmentEvent(desk, parcel.id, {
          status,
          city,
          message: message ?? null,
          estimatedDeliveryAt,
        }),
      );
    },
    now: (order) => desk.orders.get(order.id)!,
  };
}

/** The cast never does what the shop would refuse. */
export function must<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`the cast did something illegal: ${JSON.stringify(outcome.userErrors)}`);
  return outcome.value;
}
