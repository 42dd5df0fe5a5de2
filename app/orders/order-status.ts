import { groupPart } from "#app/orders/group-part.ts";
import type { LiveAddress, LiveOrder } from "#app/orders/live-order.ts";
import { isZero, type Money } from "#app/money.ts";
import { parcelPart } from "#app/orders/parcel-part.ts";
import { type Shared, shareOut } from "#app/orders/share-out.ts";
import type { Part, PartContext } from "#app/orders/status-part.ts";

export interface OrderStatus {
  orderId: string;
  name: string;
  at: Date;
  timeZone: string;
  placedAt: Date;
  cancelled: { at: Date; reason: string | null } | null;
  payment: Payment;
  total: Money;
  received: Money;
  refund: { amount: Money; isFull: boolean } | null;
  /** What is in the shopper's hands, on its way or waited for: each parcel and each waiting group apart. */
  parts: Part[];
  /** Ordered in exchange for what comes back: asked for, or sent already as part of the order. */
  exchanges: { title: string; quantity: number; isSent: boolean }[];
  openReturns: { title: string; quantity: number }[];
  isEdited: boolean;
  company: { name: string | null; poNumber: string | null } | null;
  /** Null where the asker may not hear it. */
  address: LiveAddress | null;
  statusPageUrl: string | null;
}

export type Payment =
  | { as: "paid" }
  | { as: "pending" | "part-paid" | "reserved"; open: Money; by: Date | null }
  | { as: "not-completed" };

export interface Telling {
  at: Date;
  /** The shopper's language; the facts are the same in every one. */
  locale?: string;
  show: "full" | "no-address";
}

/**
 * What is true of an order at a moment, part by part, by current quantities. Pure: says nothing that the live read
 * does not hold, and in "no-address" nothing that tells where the shopper lives.
 */
export function orderStatus(order: LiveOrder, { at, show }: Telling): OrderStatus {
  const isFull = show === "full";
  const shared = shareOut(order);
  return {
    orderId: order.id,
    name: order.name,
    at,
    timeZone: order.timeZone,
    placedAt: order.placedAt,
    cancelled: order.cancelledAt && { at: order.cancelledAt, reason: order.cancelReason },
    payment: readPayment(order),
    total: order.total,
    received: order.received,
    refund: readRefund(order),
    parts: partsOf(order, shared, { at, mayTellPlaces: isFull }),
    exchanges: order.exchanges.map(({ title, quantity, lineId }) => ({
      title,
      quantity,
      isSent: lineId !== null,
    })),
    openReturns: order.openReturns,
    isEdited: order.isEdited,
    company:
      order.companyName || order.poNumber ? { name: order.companyName, poNumber: order.poNumber } : null,
    address: isFull ? order.shippingAddress : null,
    statusPageUrl: isFull ? order.statusPageUrl : null,
  };
}

function partsOf(order: LiveOrder, shared: Shared, context: PartContext): Part[] {
  const parcels = shared.parcels.map(({ parcel, items }) => parcelPart(order, parcel, items, context));
  const waiting = shared.groups.map(({ group, items }) => groupPart(order, group, items, context));
  const physical = [...parcels, ...waiting].filter((part) => part !== null);
  return [...physical.sort((one, other) => rank(one) - rank(other)), ...nothingToShip(shared)];
}

/** What the shopper waits for stands first. */
function rank(part: Part): number {
  if (part.kind === "waiting") return 1;
  return part.kind === "parcel" && part.state !== "delivered" && part.state !== "picked-up" ? 0 : 2;
}

function nothingToShip({ giftCards, digital }: Shared): Part[] {
  const parts: Part[] = [];
  if (giftCards.length) parts.push({ kind: "gift-card", items: giftCards });
  if (digital.length) parts.push({ kind: "digital", items: digital });
  return parts;
}

function readPayment(order: LiveOrder): Payment {
  const open = order.outstanding;
  const status = order.financialStatus ?? "";
  if (status === "VOIDED" || status === "EXPIRED") return { as: "not-completed" };
  if (status === "AUTHORIZED") return { as: "reserved", open: order.total, by: null };
  if (isZero(open) || order.cancelledAt) return { as: "paid" };
  return { as: isZero(order.received) ? "pending" : "part-paid", open, by: order.payBy };
}

function readRefund(order: LiveOrder): OrderStatus["refund"] {
  if (isZero(order.refunded)) return null;
  const isFull = order.financialStatus === "REFUNDED" || sameAmount(order.refunded, order.received);
  return { amount: order.refunded, isFull };
}

const sameAmount = (one: Money, other: Money): boolean =>
  one.currency === other.currency && Number(one.amount) === Number(other.amount);
