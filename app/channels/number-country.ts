import { parsePhoneNumberFromString } from "libphonenumber-js";

/** The country a number in E.164 belongs to, or null where that cannot be said (a toll-free number is of no one country). */
export const countryOfNumber = (number: string): string | null =>
  parsePhoneNumberFromString(number)?.country ?? null;
