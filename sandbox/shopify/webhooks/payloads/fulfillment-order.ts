import { gid } from "../../store/ids.ts";
import type { FulfillmentOrder } from "../../store/order-types.ts";
import { type Rendering, restInstant } from "./rest.ts";

type Detail = { [key: string]: unknown };

/** Fulfilment order payloads say which one and its status; the app reads the rest through GraphQL. */
export function fulfillmentOrderPayload(
  topic: string,
  it: FulfillmentOrder,
  detail: Detail,
  rendering: Rendering,
) {
  const [, event] = topic.split("/");
  if (event === "placed_on_hold") return { fulfillment_order: head(it), ...hold(it, detail) };
  if (event === "moved") return moved(it, detail);
  if (event === "split") return split(it, detail);
  if (event === "rescheduled")
    return { fulfillment_order: { ...head(it), fulfill_at: restInstant(it.fulfillAt, rendering) } };
  return { fulfillment_order: head(it) };
}

function head(it: { id: number; status: string }) {
  return { id: gid("FulfillmentOrder", it.id), status: it.status.toLowerCase() };
}

function hold(it: FulfillmentOrder, detail: Detail) {
  const made = it.holds.find((one) => one.id === detail.holdId) ?? it.holds.at(-1);
  return {
    created_fulfillment_hold: made ? { id: gid("FulfillmentHold", made.id) } : null,
    held_fulfillment_order_line_items: lines(it),
    remaining_fulfillment_order: null,
  };
}

function moved(it: FulfillmentOrder, detail: Detail) {
  return {
    original_fulfillment_order: head(it),
    moved_fulfillment_order: head(it),
    source_location:
      typeof detail.sourceLocationId === "number" ? { id: gid("Location", detail.sourceLocationId) } : null,
    destination_location_id: gid("Location", it.assignedLocationId),
    fulfillment_order_line_items_requested: lines(it),
  };
}

function split(it: FulfillmentOrder, detail: Detail) {
  const made = typeof detail.madeId === "number" ? { id: detail.madeId, status: it.status } : null;
  return {
    fulfillment_order: head(it),
    remaining_fulfillment_order: made && head(made),
    replacement_fulfillment_order: null,
  };
}

function lines(it: FulfillmentOrder) {
  return it.lineItems.map((line) => ({
    id: gid("FulfillmentOrderLineItem", line.id),
    quantity: line.remainingQuantity,
  }));
}
