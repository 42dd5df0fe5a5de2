import type { Answer } from "../town-types.ts";

const HTTP: Record<number, number> = { 20003: 401, 20404: 404, 20429: 429, 20500: 500 };

/** Twilio's error body; every code that is not listed above is an HTTP 400. */
export function twilioError(code: number, message: string): Answer {
  const status = HTTP[code] ?? 400;
  return {
    status,
    body: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status },
  };
}

export const authenticate = () => twilioError(20003, "Authenticate");
export const tooMany = () => twilioError(20429, "Too Many Requests");
export const notFound = (path: string) => twilioError(20404, `The requested resource ${path} was not found`);

/** Twilio's documented magic numbers, kept from its test credentials. */
const MAGIC_TO: Record<string, (to: string, from: string) => [number, string]> = {
  "+15005550001": (to) => [21211, `The 'To' number ${to} is not a valid phone number.`],
  "+15005550002": (to, from) => [
    21612,
    `The 'To' phone number: ${to}, is not currently reachable using the 'From' phone number: ${from} via SMS.`,
  ],
  "+15005550003": (to) => [
    21408,
    `Permission to send an SMS has not been enabled for the region indicated by the 'To' number: ${to}.`,
  ],
  "+15005550004": () => [21610, "Attempt to send to unsubscribed recipient"],
  "+15005550009": (to) => [21614, `'To' number is not a valid mobile number: ${to}`],
};
const MAGIC_FROM: Record<string, (from: string) => [number, string]> = {
  "+15005550001": (from) => [
    21212,
    `The 'From' number ${from} is not a valid phone number, shortcode, or alphanumeric sender ID.`,
  ],
  "+15005550007": (from) => [
    21606,
    `The 'From' phone number provided (${from}) is not a valid message-capable Twilio phone number for this destination/account`,
  ],
  "+15005550008": () => [21611, "This 'From' number has exceeded the maximum number of queued messages"],
};

export function magicError(to: string, from: string): Answer | null {
  const found = MAGIC_FROM[from]?.(from) ?? MAGIC_TO[to]?.(to, from);
  return found ? twilioError(...found) : null;
}
