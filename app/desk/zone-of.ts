import { placesOf } from "#app/consent/places.ts";
import { zoneOfPlace } from "#app/customers/zone-of-place.ts";

export interface ZoneView {
  /** IANA, e.g. Europe/Berlin. */
  name: string;
  by: "place" | "phone";
}

interface Whereabouts {
  country: string | null;
  province: string | null;
  phones: string[];
}

/** The clock that a person most likely lives by: by the default address, else by a number's only zone. */
export async function zoneOf({ country, province, phones }: Whereabouts, at: Date): Promise<ZoneView | null> {
  const byPlace = zoneOfPlace(country, province, at);
  if (byPlace) return { name: byPlace, by: "place" };
  for (const phone of phones) {
    const { zones } = await placesOf(phone);
    if (zones.length === 1) return { name: zones[0]!, by: "phone" };
  }
  return null;
}
