import { z } from "zod";
import type { ParcelEvent } from "#app/orders/tracking/parcel-state.ts";
import { instant, listOf, text } from "#app/payload.ts";

/**
 * What an EasyPost tracker tells, in the words of Shopify's fulfillment events, so that both fold into one state.
 * What tells nothing of the way (`unknown`, `error`, `cancelled`) or has no time is left out.
 */
export function updatesFromEasypost(tracker: unknown): ParcelEvent[] {
  const { id, est_delivery_date, tracking_details } = Tracker.parse(tracker);
  const told = tracking_details.flatMap(({ status, datetime }, index) => {
    const word = WORDS[status ?? ""];
    // The list only grows at its end, so a place in it is a name that stays.
    const place = String(index).padStart(4, "0");
    return word && datetime
      ? [{ id: `${id}:${place}`, status: word, at: datetime, estimatedDeliveryAt: null }]
      : [];
  });
  // The tracker has one date, the newest: it is told with the newest update.
  const newest = told.reduce<ParcelEvent | null>(
    (found, update) => (found && found.at > update.at ? found : update),
    null,
  );
  return told.map((update) =>
    update === newest ? { ...update, estimatedDeliveryAt: est_delivery_date } : update,
  );
}

const Tracker = z.object({
  id: text,
  est_delivery_date: instant,
  tracking_details: listOf(z.object({ status: text, datetime: instant })),
});

const WORDS: Record<string, string> = {
  pre_transit: "LABEL_PURCHASED",
  in_transit: "IN_TRANSIT",
  out_for_delivery: "OUT_FOR_DELIVERY",
  available_for_pickup: "READY_FOR_PICKUP",
  delivered: "DELIVERED",
  return_to_sender: "FAILURE",
  failure: "FAILURE",
};
