import type { StaffMessageView } from "#app/conversations/thread.ts";
import type { CustomerPanel } from "#app/desk/customer-panel.ts";

/** Which parcel a message is about, as staff read it: "order #1001, DHL JD014600003RU". */
export function aboutParcel(
  { orderId, parcelId }: StaffMessageView,
  panel: Pick<CustomerPanel, "orders"> | null,
): string | null {
  if (!orderId) return null;
  const order = panel?.orders.find(({ id }) => id === orderId);
  // Older than those that stand beside the thread.
  if (!order) return "an earlier order";
  const parcel = order.parcels.find(({ id }) => id === parcelId);
  const told = [parcel?.carrier, parcel?.number].filter(Boolean).join(" ");
  return [`order ${order.name}`, told].filter(Boolean).join(", ");
}
