import { z } from "zod";
import { Unreadable } from "#app/letterbox/unreadable.ts";
import type { ParcelEvent } from "#app/orders/tracking/parcel-state.ts";
import { instant, listOf, readJson, text } from "#app/payload.ts";

/** A scan as a feed tells it, with its place. */
export interface FeedUpdate extends ParcelEvent {
  message: string | null;
  city: string | null;
  country: string | null;
}

/**
 * What an EasyPost tracker tells, in the words of Shopify's fulfillment events, so that both fold into one state.
 * What tells nothing of the way (`unknown`, `error`, `cancelled`) or has no time is left out.
 */
export function updatesFromEasypost(tracker: unknown): FeedUpdate[] {
  const { id, est_delivery_date, tracking_details } = Tracker.parse(tracker);
  const told = tracking_details.flatMap(({ status, datetime, message, tracking_location }, index) => {
    const word = WORDS[status ?? ""];
    // The list only grows at its end, so a place in it is a name that stays.
    const place = String(index).padStart(4, "0");
    if (!word || !datetime) return [];
    const where = { city: tracking_location?.city ?? null, country: tracking_location?.country ?? null };
    return [
      { id: `${id}:${place}`, status: word, at: datetime, estimatedDeliveryAt: null, message, ...where },
    ];
  });
  // The tracker has one date, the newest: it is told with the newest update.
  const newest = told.reduce<FeedUpdate | null>(
    (found, update) => (found && found.at > update.at ? found : update),
    null,
  );
  return told.map((update) =>
    update === newest ? { ...update, estimatedDeliveryAt: est_delivery_date } : update,
  );
}

/** What a webhook of EasyPost's is about; `tracker` is null where it is not about a parcel. Throws `Unreadable`. */
export function easypostEvent(body: Buffer): {
  id: string;
  description: string;
  tracker: { number: string; told: unknown } | null;
} {
  const read = Event.safeParse(readJson(body.toString("utf8")));
  if (!read.success) throw new Unreadable("A webhook of EasyPost's has no readable body.");
  const { id, description, result } = read.data;
  const number = result.object === "Tracker" ? result.tracking_code : null;
  return { id, description, tracker: number ? { number, told: result } : null };
}

const Event = z.object({
  id: z.string().min(1).max(200),
  description: z.string().max(200),
  result: z.looseObject({ object: text, tracking_code: text }),
});

const Tracker = z.object({
  id: text,
  est_delivery_date: instant,
  tracking_details: listOf(
    z.object({
      status: text,
      datetime: instant,
      message: text,
      tracking_location: z.object({ city: text, country: text }).nullish().catch(null),
    }),
  ),
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
