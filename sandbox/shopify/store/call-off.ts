import { childId } from "./order-children.ts";
import { giveBack } from "./money-back.ts";
import type { CancelReason, Order, Refund } from "./order-types.ts";
import { touch } from "./parcels.ts";
import { isActive, settleOrder } from "./settle-order.ts";
import type { Instant } from "./types.ts";

export interface CallOff {
  at: Instant;
  reason: CancelReason;
  refund: boolean;
  restock: boolean;
  staffNote: string | null;
}

/** Cancels an order of which nothing has left the house; answers the refund if money went back. */
export function callOff(domain: string, order: Order, how: CallOff): Refund | null {
  order.cancelledAt = how.at;
  order.cancelReason = how.reason;
  order.cancelStaffNote = how.staffNote;
  order.closedAt = how.at;
  const open = order.lineItems.filter((line) => line.currentQuantity > 0);
  const wasPaid = Number(order.totals.netPayment.shopMoney.amount) > 0;
  const refund = giveBack(domain, order, {
    at: how.at,
    lines: open.map((line) => ({
      lineItemId: line.id,
      quantity: line.currentQuantity,
      restockType: how.restock ? "CANCEL" : "NO_RESTOCK",
    })),
    shipping: wasPaid && how.refund,
    extra: null,
    note: null,
    returnId: null,
    pays: wasPaid && how.refund,
  });
  voidAuthorization(domain, order, how.at);
  for (const work of order.fulfillmentOrders.filter(isActive)) work.status = "CANCELLED";
  touch(order, how.at);
  settleOrder(order);
  return wasPaid && how.refund ? refund : null;
}

function voidAuthorization(domain: string, order: Order, at: Instant): void {
  const open = order.transactions.find(
    (transaction) => transaction.kind === "AUTHORIZATION" || transaction.status === "PENDING",
  );
  if (!open) return;
  order.transactions.push({
    ...open,
    id: childId(domain, order),
    kind: "VOID",
    status: "SUCCESS",
    parentId: open.id,
    createdAt: at,
    processedAt: at,
  });
}
