import { parsePhoneNumberFromString } from "libphonenumber-js";
import { geocoder, timezones } from "libphonenumber-geo-carrier";
import { STATE_NAMES, TWO_ZONE_AREAS, TWO_ZONE_STATES } from "#app/consent/place-names.ts";
import type { Place, Recipient } from "#app/consent/quiet-hours.ts";
import { zoneOfPlace } from "#app/customers/zone-of-place.ts";

const NOWHERE: Place = { zones: [], country: null, region: null };

/**
 * Where a number may be: every time zone of its area code in North America and of its country elsewhere (a mobile's
 * digits say no more), and in the USA the state of its area code. What is not known stays null or empty, which quiet
 * hours read as "anywhere in that country".
 */
export async function placesOf(phone: string): Promise<Place> {
  const number = parsePhoneNumberFromString(phone);
  if (!number?.country) return NOWHERE;
  const { country, countryCallingCode, nationalNumber } = number;
  const prefix = countryCallingCode === "1" ? `1${nationalNumber.slice(0, 3)}` : countryCallingCode;
  const kept = known.get(`${country} ${prefix}`);
  if (kept) return kept;
  // The library's maps are files that it reads anew each time; there are no more prefixes than area codes and countries.
  const found = countryCallingCode === "1" ? await inAmerica(number) : await inCountry(number);
  known.set(`${country} ${prefix}`, found);
  return found;
}

const known = new Map<string, Place>();

type Parsed = NonNullable<ReturnType<typeof parsePhoneNumberFromString>>;

async function inAmerica(number: Parsed): Promise<Place> {
  const country = number.country ?? null;
  const area = number.nationalNumber.slice(0, 3);
  const zones = TWO_ZONE_AREAS[area]?.split(" ") ?? (await timezones(number)) ?? [];
  const name = country === "US" ? await geocoder(number) : null;
  // A toll-free number, and an area code newer than the maps, have the whole plan's zones: that is none.
  const isOnMap = zones.length <= MOST_OF_AN_AREA;
  return { zones: isOnMap ? zones : [], country, region: name && stateOf(name) };
}

const MOST_OF_AN_AREA = 6;

async function inCountry(number: Parsed): Promise<Place> {
  // The map is asked for the calling code alone.
  const whole = Object.assign(number, { number: `+${number.countryCallingCode}` as Parsed["number"] });
  return { zones: (await timezones(whole)) ?? [], country: number.country ?? null, region: null };
}

/** "Philadelphia, PA" → `PA`; "Rhode Island" → `RI`; a name that is no state's says nothing of any. */
const stateOf = (name: string): string | null => /, ([A-Z]{2})$/.exec(name)?.[1] ?? STATE_NAMES[name] ?? null;

/**
 * Everywhere the holder of a number with those addresses may be: outside of North America in all of its country, too. An
 * address that names no state adds nothing to a number of the same country.
 */
export async function recipientOf(
  phone: string,
  addresses: Pick<Place, "country" | "region">[],
  at: Date,
): Promise<Recipient> {
  const number = await placesOf(phone);
  const anywhere = { ...NOWHERE, country: number.country };
  const byNumber = phone.startsWith("+1") ? [number] : [number, anywhere];
  const byAddress = addresses.flatMap(({ country, region }) =>
    !country || (!region && country === number.country)
      ? []
      : [{ country, region, zones: zonesOf(country, region, at) }],
  );
  return [...byNumber, ...byAddress];
}

function zonesOf(country: string, region: string | null, at: Date): string[] {
  const usual = region && zoneOfPlace(country, region, at);
  return (region && TWO_ZONE_STATES[country]?.[region]?.split(" ")) || (usual ? [usual] : []);
}
