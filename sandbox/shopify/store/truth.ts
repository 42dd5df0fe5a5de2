import type { Desk } from "./desk.ts";
import { DAY, ms } from "./instants.ts";
import { lineOf } from "./order-children.ts";
import type { Fulfillment, FulfillmentOrder, LineItem, Order } from "./order-types.ts";
import { isActive } from "./settle-order.ts";
import type { OrderTruth } from "./truth-types.ts";
import type { Instant } from "./types.ts";

/** The facts of one order as the shop knows them now, for a judge that shares no code with the judged. */
export function tellTruth(desk: Desk, order: Order): OrderTruth {
  const now = desk.now();
  const sent = order.fulfillments.filter((parcel) => parcel.status === "SUCCESS");
  const { totals } = order;
  return {
    orderId: order.id,
    name: order.name,
    now,
    placedAt: order.createdAt,
    cancelledAt: order.cancelledAt,
    cancelReason: order.cancelReason,
    financialStatus: order.financialStatus,
    fulfillmentStatus: order.fulfillmentStatus,
    returnStatus: order.returnStatus,
    isPaid: order.financialStatus === "PAID" || order.financialStatus.includes("REFUNDED"),
    outstanding: totals.outstanding.presentmentMoney,
    total: totals.currentTotal.presentmentMoney,
    refunded: totals.refunded.presentmentMoney,
    originalTotal: totals.originalTotal.presentmentMoney,
    email: order.email,
    phone: order.phone ?? order.shippingAddress?.phone ?? null,
    poNumber: order.poNumber,
    source: order.sourceName,
    isEdited: order.edited,
    lines: order.lineItems.map((line) => lineTruth(line, sent)),
    parcels: sent.map((parcel) => parcelTruth(order, parcel, now)),
    waiting: order.fulfillmentOrders.filter(isActive).map((work) => waitingTruth(desk, order, work)),
    refunds: order.refunds
      .filter((refund) => refund.transactionIds.length > 0)
      .map((refund) => ({
        at: refund.createdAt,
        amount: refund.total.presentmentMoney,
        items: itemsOf(order, refund.lines),
      })),
    returns: order.returns.map((one) => ({
      name: one.name,
      status: one.status,
      items: itemsOf(order, one.lines).map((item) => item.title),
      exchangeItems: one.exchangeLines.map((line) => desk.variants.get(line.variantId)?.sku ?? ""),
    })),
  };
}

function lineTruth(line: LineItem, sent: Fulfillment[]): OrderTruth["lines"][number] {
  const inParcels = (parcels: Fulfillment[]) =>
    parcels
      .flatMap((parcel) => parcel.lineItems)
      .filter((part) => part.lineItemId === line.id)
      .reduce((sum, part) => sum + part.quantity, 0);
  return {
    title: line.title,
    variantTitle: line.variantTitle,
    ordered: line.quantity,
    current: line.currentQuantity,
    shipped: inParcels(sent),
    delivered: inParcels(sent.filter((parcel) => parcel.deliveredAt !== null)),
    waiting: line.unfulfilledQuantity,
    requiresShipping: line.requiresShipping,
    isGiftCard: line.isGiftCard,
    presaleShipsOn: line.presaleShipsOn,
  };
}

function parcelTruth(order: Order, parcel: Fulfillment, now: Instant): OrderTruth["parcels"][number] {
  const inTurn = parcel.events.toSorted((a, b) => a.happenedAt.localeCompare(b.happenedAt) || a.id - b.id);
  const last = inTurn.at(-1);
  const promised = parcel.estimatedDeliveryAt;
  const late = promised ? Math.floor((ms(parcel.deliveredAt ?? now) - ms(promised)) / DAY) : -1;
  const isLate = promised !== null && ms(parcel.deliveredAt ?? now) > ms(promised);
  const tracking = parcel.trackingInfo[0];
  return {
    fulfillmentId: parcel.id,
    name: parcel.name,
    company: tracking?.company ?? null,
    number: tracking?.number ?? null,
    url: tracking?.url ?? null,
    shippedAt: parcel.createdAt,
    displayStatus: parcel.displayStatus,
    hasScans: parcel.events.length > 0,
    lastScan: last
      ? {
          status: last.status,
          at: last.happenedAt,
          city: last.city,
          country: last.country,
          message: last.message,
        }
      : null,
    estimatedDeliveryAt: promised,
    deliveredAt: parcel.deliveredAt,
    attemptedAt: inTurn.findLast((event) => event.status === "ATTEMPTED_DELIVERY")?.happenedAt ?? null,
    lateByDays: isLate ? late : null,
    items: itemsOf(order, parcel.lineItems),
  };
}

function waitingTruth(desk: Desk, order: Order, work: FulfillmentOrder): OrderTruth["waiting"][number] {
  const open = work.lineItems.filter((part) => part.remainingQuantity > 0);
  const isPrepared = open.length > 0 && open.every((part) => part.preparedQuantity >= part.remainingQuantity);
  const methodType = work.deliveryMethod?.methodType ?? null;
  return {
    fulfillmentOrderId: work.id,
    status: work.status,
    methodType,
    fulfillAt: work.fulfillAt,
    fulfillBy: work.fulfillBy,
    promisedFrom: work.deliveryMethod?.minDeliveryDateTime ?? null,
    promisedBy: work.deliveryMethod?.maxDeliveryDateTime ?? null,
    holdReasons: work.holds.map((hold) => hold.reason),
    location: desk.locations.find((location) => location.id === work.assignedLocationId)?.name ?? "",
    isReadyForPickup: methodType === "PICK_UP" && isPrepared,
    isPackedForLocalDelivery: methodType === "LOCAL" && isPrepared,
    items: open.map((part) => ({
      title: lineOf(order, part.lineItemId)?.title ?? "",
      quantity: part.remainingQuantity,
    })),
  };
}

function itemsOf(order: Order, parts: { lineItemId: number; quantity: number }[]) {
  return parts.map((part) => ({
    title: lineOf(order, part.lineItemId)?.title ?? "",
    quantity: part.quantity,
  }));
}
