import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js";

/** Any spelling of a number → E.164, or null. `country` (ISO 3166) reads numbers without a country code. */
export function normalisePhone(spelling: string | null | undefined, country?: string | null): string | null {
  if (!spelling) return null;
  const home = country?.toUpperCase();
  const parsed = parsePhoneNumberFromString(
    home === "MX" ? spelling.replace(MEXICAN_PREFIX, "") : spelling,
    home && isSupportedCountry(home) ? (home as CountryCode) : undefined,
  );
  if (!parsed) return null;
  return parsed.isPossible() || FORMER_MEXICAN_MOBILE.test(parsed.number) ? parsed.number : null;
}

/** Dialled before a mobile at home until August 2019 (IFT), and still written. */
const MEXICAN_PREFIX = /^\s*0(?:1|44|45)[\s-]+/;

/** Impossible to libphonenumber by now, but what older address books and WhatsApp hold: match-key.ts knows its other form. */
const FORMER_MEXICAN_MOBILE = /^\+521\d{10}$/;
