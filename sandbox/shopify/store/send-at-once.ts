import { cents } from "./money.ts";
import { childId, lineOf } from "./order-children.ts";
import type { Fulfillment, Order } from "./order-types.ts";
import { putInParcel } from "./parcels.ts";
import { isActive } from "./settle-order.ts";
import type { Instant } from "./types.ts";

/** Gift cards and files leave by themselves as soon as they are paid; what is sold over the counter is gone. */
export function sendAtOnce(domain: string, order: Order, at: Instant): Fulfillment[] {
  const isPaid = order.financialStatus === "PAID";
  const ready = order.fulfillmentOrders.filter(
    (work) =>
      isActive(work) &&
      ((work.deliveryMethod?.methodType === "NONE" && isPaid) ||
        work.deliveryMethod?.methodType === "RETAIL"),
  );
  return ready.map((work) => {
    const sent = putInParcel(domain, order, work, {
      at,
      carrier: null,
      number: null,
      url: null,
      estimatedDeliveryAt: null,
      locationId: null,
    });
    issueGiftCards(domain, order, sent);
    return sent;
  });
}

function issueGiftCards(domain: string, order: Order, sent: Fulfillment): void {
  for (const part of sent.lineItems) {
    const line = lineOf(order, part.lineItemId);
    if (!line?.isGiftCard) continue;
    for (let i = 0; i < part.quantity; i++) {
      const id = childId(domain, order);
      order.giftCards.push({
        id,
        lastCharacters: (cents(line.unitPrice.shopMoney.amount) + id).toString(36).slice(-4),
        initialValue: line.unitPrice.shopMoney,
        lineItemId: line.id,
      });
    }
  }
}
