import { morningAfter } from "#app/consent/night-hours.ts";
import { placesOf } from "#app/consent/places.ts";
import type { AlertOrder } from "#app/orders/alerts/alert-parcel.ts";
import type { Recipient } from "#app/orders/alerts/alert-recipient.ts";

/** The morning to wait for where it is night at one of the phones; null where nobody would be woken. */
export async function holdUntil(
  recipients: Recipient[],
  { timeZone }: AlertOrder,
  at: Date,
): Promise<Date | null> {
  const zones = new Set<string>();
  for (const { channel, address } of recipients.filter(({ channel }) => channel === "sms")) {
    const places = channel === "sms" ? await placesOf(address) : null;
    for (const zone of places?.zones.length ? places.zones : [timeZone]) zones.add(zone);
  }
  return zones.size ? morningAfter([...zones], at) : null;
}
