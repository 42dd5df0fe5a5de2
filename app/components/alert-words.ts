import type { AlertKind } from "#app/orders/alerts/alert-kind.ts";

/** How staff read each kind of alert. */
export const ALERT_NAMES: Record<AlertKind, { name: string; when: string }> = {
  shipped: { name: "Shipped", when: "When a parcel leaves your shop" },
  "out-for-delivery": { name: "Out for delivery", when: "When the courier has it in the van" },
  delivered: { name: "Delivered", when: "When the carrier says it was delivered" },
  delayed: { name: "Delayed", when: "When the carrier reports a delay, or the promised day has passed" },
  attempted: { name: "Delivery attempted", when: "When the courier rang in vain" },
  "ready-for-pickup": { name: "Ready for pick-up", when: "When it waits in your shop or at a pick-up point" },
  stuck: { name: "Stuck", when: "When a carrier that scans has been silent for days" },
};

/** Why an alert was not sent. */
export function sayWithheld(reason: string | null): string {
  return (reason && WHY[reason]) || "It was not sent.";
}

const WHY: Record<string, string> = {
  late: "We heard of it too late to be of use.",
  over: "Something newer had happened by then.",
  "no-contact": "The order has no phone or email of its own on a channel that you use.",
  promotion: "Its words advertise, or cannot be read. Correct them on its page.",
};
