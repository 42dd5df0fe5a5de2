import type { Due } from "#app/orders/status-part.ts";
import type { DeliveryPromise } from "#app/orders/tracking/delivery-promise.ts";

/** A promise as an answer tells it; null where there is no day to name. */
export function duePart({ from, by, promisedBy, verdict }: DeliveryPromise): Due | null {
  if (!by) return null;
  const days = verdict.is === "late" ? verdict.days : null;
  return { from, by, promised: days ? promisedBy : null, daysLate: days };
}
