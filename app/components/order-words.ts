import type { TagTone } from "./tag.tsx";

interface Words {
  words: string;
  tone: TagTone;
}

/** Shopify's display status of an order's goods, as its admin says it. An unknown word is shown as it is. */
export function sayFulfillment(status: string | null): Words {
  return known(FULFILLMENT, status) ?? { words: readable(status) ?? "Unfulfilled", tone: "attention" };
}

/** The same for its money; null while Shopify says nothing. */
export function sayFinancial(status: string | null): Words | null {
  return status ? (known(FINANCIAL, status) ?? { words: readable(status)!, tone: "plain" }) : null;
}

/** Where a parcel is, by the carrier's last word. */
export function sayParcel(status: string | null): string {
  return known(PARCEL, status) ?? readable(status) ?? "No scan from the carrier yet";
}

const FULFILLMENT: Record<string, Words> = {
  FULFILLED: { words: "Fulfilled", tone: "good" },
  PARTIAL: { words: "Partly fulfilled", tone: "attention" },
  PARTIALLY_FULFILLED: { words: "Partly fulfilled", tone: "attention" },
  UNFULFILLED: { words: "Unfulfilled", tone: "attention" },
  ON_HOLD: { words: "On hold", tone: "attention" },
  SCHEDULED: { words: "Scheduled", tone: "info" },
  IN_PROGRESS: { words: "In progress", tone: "info" },
};

const FINANCIAL: Record<string, Words> = {
  PAID: { words: "Paid", tone: "plain" },
  PENDING: { words: "Payment pending", tone: "attention" },
  AUTHORIZED: { words: "Authorised", tone: "attention" },
  PARTIALLY_PAID: { words: "Partly paid", tone: "attention" },
  REFUNDED: { words: "Refunded", tone: "plain" },
  PARTIALLY_REFUNDED: { words: "Partly refunded", tone: "plain" },
  VOIDED: { words: "Voided", tone: "plain" },
  EXPIRED: { words: "Payment expired", tone: "bad" },
};

const PARCEL: Record<string, string> = {
  LABEL_PRINTED: "Label printed",
  LABEL_PURCHASED: "Label bought",
  CONFIRMED: "Announced to the carrier",
  CARRIER_PICKED_UP: "With the carrier",
  IN_TRANSIT: "On its way",
  OUT_FOR_DELIVERY: "Out for delivery",
  ATTEMPTED_DELIVERY: "Delivery was tried",
  DELAYED: "Delayed by the carrier",
  DELIVERED: "Delivered",
  FAILURE: "Could not be delivered",
  READY_FOR_PICKUP: "Ready to be picked up",
};

const readable = (status: string | null) =>
  status ? status.charAt(0) + status.slice(1).toLowerCase().replaceAll("_", " ") : null;

/** A word from outside may be the name of something every object has. */
const known = <T>(table: Record<string, T>, word: string | null): T | null =>
  word !== null && Object.hasOwn(table, word) ? table[word]! : null;
