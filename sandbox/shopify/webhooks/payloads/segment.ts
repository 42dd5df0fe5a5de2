import { gid } from "../../store/ids.ts";
import type { Segment } from "../../store/segments.ts";
import type { Customer } from "../../store/types.ts";
import type { Rendering } from "./rest.ts";

/** Of `customer.joined_segment` and `customer.left_segment`: three gids and no time. */
export function segmentNewsPayload(it: Customer, detail: { [key: string]: unknown }, { store }: Rendering) {
  return {
    customer_id: gid("Customer", it.id),
    segment_id: gid("Segment", Number(detail.segmentId)),
    shop_id: gid("Shop", store.shop().id),
  };
}

export const segmentDeletePayload = (it: Segment) => ({ id: it.id });
