import type { Ground } from "./desk.ts";
import { childId } from "./order-children.ts";
import type { OrderPlan } from "./order-plan.ts";
import type { DeliveryMethodType, FulfillmentOrder, LineItem, Order } from "./order-types.ts";
import type { Instant } from "./types.ts";

/** One piece of work for goods to send, one for each pre-order date, one for what needs no sending. */
export function makeFulfillmentOrders(ground: Ground, plan: OrderPlan, order: Order): FulfillmentOrder[] {
  const groups = new Map<string, LineItem[]>();
  for (const [i, line] of order.lineItems.entries()) {
    const isPresale = line.presaleShipsOn !== null || plan.lines[i]?.presaleShipsOn === null;
    const key = !line.requiresShipping
      ? "none"
      : isPresale
        ? `presale ${line.presaleShipsOn ?? ""}`
        : "goods";
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return [...groups].map(([key, lines]) => {
    const work = makeFulfillmentOrder(ground, order, lines, {
      methodType: key === "none" ? "NONE" : plan.methodType,
      presentedName: plan.presentedName,
      locationId: plan.locationId,
      at: plan.at,
    });
    if (key === "goods" && work.deliveryMethod) {
      work.deliveryMethod.minDeliveryDateTime = plan.promisedFrom;
      work.deliveryMethod.maxDeliveryDateTime = plan.promisedBy;
      work.fulfillBy = plan.fulfillBy;
    }
    if (key.startsWith("presale")) {
      work.status = "SCHEDULED";
      work.fulfillAt = lines[0]!.presaleShipsOn;
    }
    return work;
  });
}

export function makeFulfillmentOrder(
  ground: { domain: string },
  order: Order,
  lines: { id: number; currentQuantity: number }[],
  way: { methodType: DeliveryMethodType; presentedName: string | null; locationId: number; at: Instant },
): FulfillmentOrder {
  const isSent = way.methodType === "SHIPPING" || way.methodType === "LOCAL";
  return {
    id: childId(ground.domain, order),
    createdAt: way.at,
    updatedAt: way.at,
    orderId: order.id,
    status: "OPEN",
    requestStatus: "UNSUBMITTED",
    assignedLocationId: way.locationId,
    fulfillAt: way.at,
    fulfillBy: null,
    holds: [],
    deliveryMethod: {
      id: childId(ground.domain, order),
      methodType: way.methodType,
      presentedName: way.methodType === "NONE" ? null : way.presentedName,
      minDeliveryDateTime: null,
      maxDeliveryDateTime: null,
    },
    destination: isSent ? order.shippingAddress : null,
    lineItems: lines.map((line) => ({
      id: childId(ground.domain, order),
      lineItemId: line.id,
      totalQuantity: line.currentQuantity,
      remainingQuantity: line.currentQuantity,
      preparedQuantity: 0,
    })),
    supportedActions: [],
  };
}
