import { DateTime } from "luxon";

interface ZoneChoice {
  value: string;
  label: string;
}

interface Asked {
  /** The shop's own zone, which holds where none is chosen. */
  shops: string;
  /** The zone that holds now. */
  chosen: string;
  /** When offsets are told: they change with summer time. */
  at: Date;
}

/** The shop's own zone, then every zone by region, a city with its offset each: typing a city's first letters finds it. */
export function zoneChoices({ shops, chosen, at }: Asked): {
  own: string;
  options: (ZoneChoice | { title: string; options: ZoneChoice[] })[];
} {
  const own = chosen === shops ? "" : chosen;
  const known = Intl.supportedValuesOf("timeZone");
  // An older name of a zone is a zone as well.
  const zones = own && !known.includes(own) ? [...known, own].sort() : known;
  const regions = Map.groupBy(zones, (zone) => zone.split("/")[0]!);
  const groups = [...regions].map(([title, among]) => ({
    title,
    options: among.map((zone) => ({ value: zone, label: labelOf(zone, at) })),
  }));
  return { own, options: [{ value: "", label: `As your shop: ${labelOf(shops, at)}` }, ...groups] };
}

/** `America/Argentina/Buenos_Aires` → "Buenos Aires, Argentina (UTC-3)". */
function labelOf(zone: string, at: Date): string {
  const [city = zone, ...wider] = zone.split("/").slice(1).reverse();
  const place = [city, ...wider].join(", ").replaceAll("_", " ");
  return `${place} (${DateTime.fromJSDate(at, { zone }).toFormat("'UTC'Z")})`;
}
