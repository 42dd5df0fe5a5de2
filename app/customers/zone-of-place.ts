import { DateTime } from "luxon";
import { zonesOfCountry } from "#app/customers/zones-of-country.ts";

/**
 * The clock that a customer of this country and province most likely lives by; null where a country has several and
 * the province does not say which. For showing only: quiet hours go by every zone that a number may be in
 * (consent/places.ts).
 */
export function zoneOfPlace(country: string | null, province: string | null, at: Date): string | null {
  if (!country || !/^[A-Z]{2}$/.test(country)) return null;
  const byProvince = PROVINCES[country];
  if (byProvince) return (province && byProvince[province]) || byProvince.else || null;
  const zones = zonesOfCountry(country);
  const offsets = new Set(zones.map((zone) => DateTime.fromJSDate(at, { zone }).offset));
  return offsets.size === 1 ? zones[0]! : null;
}

const EAST = "America/New_York";
const CENTRAL = "America/Chicago";
const MOUNTAIN = "America/Denver";
const WEST = "America/Los_Angeles";

/** Where most of a state's or province's people live, for countries of several zones; `else`, where there is a rest. */
const PROVINCES: Record<string, Record<string, string>> = {
  US: {
    ...inZone(EAST, "CT DC DE FL GA IN KY MA MD ME MI NC NH NJ NY OH PA RI SC VA VT WV"),
    ...inZone(CENTRAL, "AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI"),
    ...inZone(MOUNTAIN, "CO ID MT NM UT WY"),
    ...inZone(WEST, "CA NV OR WA"),
    AZ: "America/Phoenix",
    AK: "America/Anchorage",
    HI: "Pacific/Honolulu",
    PR: "America/Puerto_Rico",
  },
  CA: {
    ...inZone("America/Toronto", "ON QC"),
    ...inZone("America/Halifax", "NB NS PE"),
    AB: "America/Edmonton",
    BC: "America/Vancouver",
    MB: "America/Winnipeg",
    NL: "America/St_Johns",
    NT: "America/Edmonton",
    SK: "America/Regina",
    YT: "America/Whitehorse",
  },
  AU: {
    ...inZone("Australia/Sydney", "ACT NSW"),
    NT: "Australia/Darwin",
    QLD: "Australia/Brisbane",
    SA: "Australia/Adelaide",
    TAS: "Australia/Hobart",
    VIC: "Australia/Melbourne",
    WA: "Australia/Perth",
  },
  ES: { ...inZone("Atlantic/Canary", "GC TF"), else: "Europe/Madrid" },
  PT: { "PT-20": "Atlantic/Azores", "PT-30": "Atlantic/Madeira", else: "Europe/Lisbon" },
  NZ: { else: "Pacific/Auckland" },
};

function inZone(zone: string, provinces: string): Record<string, string> {
  return Object.fromEntries(provinces.split(" ").map((province) => [province, zone]));
}
