import { isZero } from "#app/money.ts";
import { duePart } from "#app/orders/due-part.ts";
import type { LiveGroup, LiveOrder } from "#app/orders/live-order.ts";
import type { Due, PartContext, PartItem, WaitingPart, WaitingWhy } from "#app/orders/status-part.ts";
import { deliveryPromise } from "#app/orders/tracking/delivery-promise.ts";

/** What waits to be sent, and why. Notes that staff wrote on a hold are theirs and are not told. */
export function groupPart(
  order: LiveOrder,
  group: LiveGroup,
  items: PartItem[],
  context: PartContext,
): WaitingPart {
  const why = whyOf(group, context.at);
  return {
    kind: "waiting",
    why,
    items,
    from: why === "pre-order" ? group.fulfillAt : null,
    due: hasDate(order, why) ? dueOf(order, group, context) : null,
    place: group.method === "PICK_UP" ? group.location : null,
  };
}

// "Risk of fraud" is the shop's affair: the shopper hears that the order is being checked.
const HOLDS: Record<string, WaitingWhy> = {
  AWAITING_PAYMENT: "hold-payment",
  AWAITING_RETURN_ITEMS: "hold-return",
  HIGH_RISK_OF_FRAUD: "hold-check",
  INCORRECT_ADDRESS: "hold-address",
  INVENTORY_OUT_OF_STOCK: "hold-stock",
  ONLINE_STORE_POST_PURCHASE_CROSS_SELL: "preparing",
  UNKNOWN_DELIVERY_DATE: "hold-date",
};

/** Of several holds, the one the shopper can do something about is told. */
const HOLDS_IN_TURN = [
  "hold-address",
  "hold-payment",
  "hold-return",
  "hold-stock",
  "hold-date",
  "hold-check",
];

function whyOf(group: LiveGroup, at: Date): WaitingWhy {
  if (group.status === "ON_HOLD" || group.holds.length) return holdOf(group);
  if (group.status === "SCHEDULED") return "pre-order";
  if (group.status === "OPEN" && group.fulfillAt && group.fulfillAt > at) return "pre-order";
  if (group.status === "INCOMPLETE") return "incomplete";
  if (group.method === "PICK_UP") return group.isPrepared ? "pickup-ready" : "pickup-preparing";
  if (group.method === "LOCAL") return group.isPrepared ? "local-packed" : "local-preparing";
  if (group.requestStatus === "SUBMITTED" || group.requestStatus === "ACCEPTED") return "warehouse";
  // "In progress" is also what remains of a group of which some has left.
  const isWhole = group.items.every(({ total, remaining }) => remaining === total);
  return group.status === "IN_PROGRESS" && isWhole ? "packing" : "preparing";
}

function holdOf({ holds }: LiveGroup): WaitingWhy {
  const told = holds.map((reason) => HOLDS[reason] ?? "hold-other");
  return told.toSorted((one, other) => turn(one) - turn(other))[0] ?? "hold-other";
}

const turn = (why: WaitingWhy): number => (HOLDS_IN_TURN.includes(why) ? HOLDS_IN_TURN.indexOf(why) : 99);

/** While something else must happen first, the date of the checkout says nothing any more. */
function hasDate(order: LiveOrder, why: WaitingWhy): boolean {
  const waitsForMoney = order.financialStatus === "PENDING" && !isZero(order.outstanding) && !order.payBy;
  return !why.startsWith("hold-") && why !== "incomplete" && why !== "pickup-ready" && !waitsForMoney;
}

function dueOf(order: LiveOrder, group: LiveGroup, { at }: PartContext): Due | null {
  const { promisedFrom: from, promisedBy: by } = group;
  const facts = {
    checkout: by && { from, by },
    estimate: null,
    lane: null,
    shippedAt: null,
    arrivedAt: null,
    wouldKnow: true,
    isStuck: false,
  };
  return duePart(deliveryPromise(facts, { at, timeZone: order.timeZone }));
}
