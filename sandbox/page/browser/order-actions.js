import { townNow } from "./clock.js";
import { act, el, post, SHOP } from "./town.js";

const CITIES = ["Hamburg", "Hannover", "Leipzig", "Cologne", "Lyon", "Madrid"];
const DAY = 86_400_000;

/** Buttons for what may happen to an order now; the town refuses what it may not. */
export function orderActions(order, truth, drawn) {
  const button = (words, work) =>
    el(
      "button",
      {
        type: "button",
        onclick: act(async () => {
          await work();
          await drawn();
        }),
      },
      words,
    );
  const verb = (name, input) => () => post(`${SHOP}/orders/${order.id}/${name}`, input);
  const isWaiting = truth.waiting.length > 0 && truth.cancelledAt === null;
  const isHeld = truth.waiting.some((work) => work.status === "ON_HOLD");
  const isPickup = truth.waiting.some((work) => work.methodType === "PICK_UP");
  return el(
    "div",
    { class: "actions" },
    isWaiting && !isHeld && !isPickup && button("Ship it", () => ship(order, truth)),
    isWaiting && isPickup && button("Ready for pick-up", verb("ready-for-pickup")),
    isHeld
      ? button("Release the hold", verb("release-hold"))
      : isWaiting && button("Hold", verb("hold", { reason: "OTHER" })),
    ...truth.parcels
      .filter((parcel) => !parcel.deliveredAt)
      .flatMap((parcel) => parcelButtons(parcel, button)),
    !truth.isPaid && button("Pay", verb("pay")),
    truth.isPaid && truth.cancelledAt === null && button("Refund", verb("refund")),
    truth.cancelledAt === null &&
      isWaiting &&
      button("Cancel", verb("cancel", { reason: "CUSTOMER", refund: true })),
  );
}

function ship(order, { parcels }) {
  const number = `JD0146${String(order.id).slice(-8)}${parcels.length}`;
  const estimatedDeliveryAt = new Date(townNow().getTime() + 3 * DAY).toISOString();
  return post(`${SHOP}/orders/${order.id}/ship`, { carrier: "DHL Express", number, estimatedDeliveryAt });
}

function parcelButtons(parcel, button) {
  const event = (status, more = {}) =>
    post(`${SHOP}/fulfillments/${parcel.fulfillmentId}/events`, { status, ...more });
  const city = CITIES[Math.floor(townNow().getTime() / 60_000) % CITIES.length];
  const later = new Date(
    Math.max(Date.parse(parcel.estimatedDeliveryAt ?? 0), townNow().getTime()) + 3 * DAY,
  );
  return [
    button("Move it on", () => event("IN_TRANSIT", { city, message: `Arrived at the depot in ${city}` })),
    button("Delay 3 days", () =>
      event("DELAYED", { estimatedDeliveryAt: later.toISOString(), message: "Delayed" }),
    ),
    button("Out for delivery", () => event("OUT_FOR_DELIVERY", { city })),
    button("Nobody in", () => event("ATTEMPTED_DELIVERY", { city })),
    button("Delivered", () => event("DELIVERED", { city })),
  ];
}
