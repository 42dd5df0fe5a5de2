import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js";

/** Any spelling of a number → E.164, or null. `country` (ISO 3166) reads numbers without a country code. */
export function normalisePhone(spelling: string | null | undefined, country?: string | null): string | null {
  if (!spelling) return null;
  const home = country?.toUpperCase();
  const parsed = parsePhoneNumberFromString(
    spelling,
    home && isSupportedCountry(home) ? (home as CountryCode) : undefined,
  );
  return parsed?.isPossible() ? parsed.number : null;
}
