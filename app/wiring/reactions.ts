import { reactions } from "#app/jobs/events.ts";

/** Event → jobs it wakes, by their names in wiring/jobs.ts. */
export function wireReactions(): void {
  for (const [event, jobs] of Object.entries(TABLE)) reactions.set(event, jobs);
}

const TABLE: Record<string, string[]> = {
  "message.received": ["answerMessage"],
  "cancel.texted": ["askAboutCancel"],
  "order.fulfilled": ["alertParcel"],
  "order.prepared": ["alertGroup"],
  "parcel.moved": ["alertParcel"],
  "parcel.out-for-delivery": ["alertParcel"],
  "parcel.attempted": ["alertParcel"],
  "parcel.delayed": ["alertParcel"],
  "parcel.ready-for-pickup": ["alertParcel"],
  "parcel.delivered": ["alertParcel"],
  "staff.removed": ["letGoOfThreads"],
  "staff.role-changed": ["letGoOfThreads"],
  "shop.scopes-changed": ["subscribeTopics"],
  "shop.installed": ["subscribeTopics", "readNewestOrders", "startFirstSync", "readDiscounts"],
  "import.finished": ["measureImported"],
  "sync.finished": ["noteFirstSync"],
};
