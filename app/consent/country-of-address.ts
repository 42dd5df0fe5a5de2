import { countryOfNumber } from "#app/channels/number-country.ts";

/** Where the owner of this address is taken to be: a number says it, an email address does not. */
export const countryOfAddress = (address: string): string | null =>
  address.startsWith("+") ? countryOfNumber(address) : null;
