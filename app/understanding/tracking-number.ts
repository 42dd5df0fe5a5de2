import { luhn } from "#app/understanding/check-digits.ts";
import {
  CARRIERS,
  type Carrier,
  type CarrierId,
  FORMATS,
  POSTS,
  type TrackingFormat,
} from "#app/understanding/tracking-formats.ts";
import { callsItTracking } from "#app/understanding/tracking-words.ts";

export interface TrackingNumber {
  /** As it was written, spaces and all. */
  value: string;
  start: number;
  end: number;
  /** Compact and in capitals: what to look up. */
  number: string;
  /** Whose it can be: one format's check digit may fit another's number. Never empty. */
  carriers: TrackingCarrier[];
}

export interface TrackingCarrier {
  carrier: CarrierId;
  name: string;
  format: string;
  /** The parcel's page at the carrier; null where it has none that takes a number. */
  url: string | null;
}

/**
 * The tracking numbers a message names, in any spacing. A number that could as well be an order, a telephone or a
 * date is one only where the words beside it say so; what looks like a payment card never is.
 */
export function findTrackingNumbers(text: string): TrackingNumber[] {
  const found: TrackingNumber[] = [];
  for (const spot of spotsOf(text)) {
    const isFree = !found.some(({ start, end }) => spot.start < end && spot.end > start);
    const carriers = isFree ? carriersAt(text, spot) : [];
    const number = compactNumber(spot.value);
    if (carriers.length) found.push({ ...spot, number, carriers: namedFirst(text, carriers) });
  }
  return found.sort((one, other) => one.start - other.start);
}

/**
 * A number that was meant for a parcel's and is none: of a form that nothing else has, with a wrong check digit; or one
 * that the words beside it call so. Null where there is none, or where a right one stands too.
 */
export function findMistypedNumber(text: string): string | null {
  if (findTrackingNumbers(text).length) return null;
  const meant = spotsOf(text).find(({ value, start, end }) => {
    const number = compactNumber(value);
    if (!/\d{4}/.test(number) || number.length < 8 || matchesOf(number).length || isDate(value, number))
      return false;
    if (FORMATS.some(({ isSure, check, pattern }) => isSure && check && pattern.test(number))) return true;
    return !CARD.test(number) && !isTelephone(value) && callsItTracking(text, start, end);
  });
  return meant ? meant.value : null;
}

/** Every carrier whose format and check digit a number fits, whatever stands around it. */
export function carriersOf(value: string): TrackingCarrier[] {
  const number = compactNumber(value);
  return matchesOf(number).map((format) => carrierOf(format, number));
}

/** One spelling for comparing: capitals, without spaces and hyphens. */
export const compactNumber = (value: string): string => value.replace(/[\s-]/g, "").toUpperCase();

interface Spot {
  value: string;
  start: number;
  end: number;
}

/** Where a number can stand, the longest first: groups of signs in a row, then each word for itself. */
function spotsOf(text: string): Spot[] {
  const words = [...text.matchAll(/[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*/g)].map((match) => ({
    value: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
  const runs = runsOf(text, words).flatMap((run) => [run, trimmed(run)]);
  const joined = runs
    .filter((run) => run.length > 1)
    .map((run) => ({ start: run[0]!.start, end: run.at(-1)!.end }))
    .map(({ start, end }) => ({ value: text.slice(start, end), start, end }));
  return [...joined, ...words].filter(({ value }) => /\d/.test(value) && value.length < LONGEST_TYPED);
}

/** The longest number with a space between any two signs. */
const LONGEST_TYPED = 90;

/** Words in a row that hold a digit, or few capitals only, with nothing but spaces between. */
function runsOf(text: string, words: Spot[]): Spot[][] {
  const runs: Spot[][] = [];
  let before: Spot | null = null;
  for (const word of words) {
    const isCode = /\d|^[A-Z]{1,4}$/.test(word.value);
    const goesOn = before && /^[^\S\n]{1,3}(?:-[^\S\n]{1,3})?$/.test(text.slice(before.end, word.start));
    if (isCode && goesOn) runs.at(-1)!.push(word);
    else if (isCode) runs.push([word]);
    before = isCode ? word : null;
  }
  return runs;
}

/** In a message all in capitals, the words about a number look like its first and last group. */
function trimmed(run: Spot[]): Spot[] {
  const hasDigit = ({ value }: Spot) => /\d/.test(value);
  return run.slice(run.findIndex(hasDigit), run.findLastIndex(hasDigit) + 1);
}

function carriersAt(text: string, { value, start, end }: Spot): TrackingCarrier[] {
  const number = compactNumber(value);
  const formats = matchesOf(number);
  if (!formats.length || isCard(number)) return [];
  const carriers = formats.map((format) => carrierOf(format, number));
  if (formats.some(({ isSure }) => isSure)) return carriers;
  if (
    isDate(value, number) ||
    isTelephone(value) ||
    /[+(#]\s?$/.test(text.slice(Math.max(0, start - 2), start))
  )
    return [];
  // So long a number with its check digit right, and nothing else said: no order is numbered so.
  const standsAlone = number.length >= 15 && text.trim() === value && !CARD.test(number);
  return standsAlone || callsItTracking(text, start, end) ? carriers : [];
}

function matchesOf(number: string): TrackingFormat[] {
  const fits = FORMATS.filter(({ pattern, check }) => {
    const groups = pattern.exec(number);
    return groups !== null && (!check || check(groups.groups!.serial!, groups.groups!.check!));
  });
  return fits.filter(({ format }, index) => fits.findIndex((other) => other.format === format) === index);
}

function carrierOf({ carrier, format }: TrackingFormat, number: string): TrackingCarrier {
  const post: Carrier | undefined = carrier === "s10" ? POSTS[number.slice(-2)] : undefined;
  const { name, url }: Carrier = post ?? CARRIERS[carrier];
  return { carrier, name, format, url: url?.replace("%s", encodeURIComponent(number)) ?? null };
}

/** Where several fit, the one whose name the shopper says. */
function namedFirst(text: string, carriers: TrackingCarrier[]): TrackingCarrier[] {
  const said = text.toLowerCase();
  const turn = ({ name }: TrackingCarrier) => (said.includes(name.toLowerCase()) ? 0 : 1);
  return carriers.toSorted((one, other) => turn(one) - turn(other));
}

// Visa, Mastercard, Discover, American Express: such a number is not to be repeated into a link.
const CARD = /^(?:4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}|2[2-7]\d{14}|6(?:011|5\d{2})\d{12}|3[47]\d{13})$/;

const isCard = (number: string): boolean => CARD.test(number) && luhn(number.slice(0, -1), number.slice(-1));

/** `2026-11-21 10 30`, `21-11-2026`, `20261121103045`. */
function isDate(value: string, number: string): boolean {
  const day = /(?<!\d)(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}-\d{1,2}-\d{2,4})(?!\d)/;
  const stamp =
    /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?)?$/;
  return day.test(value) || stamp.test(number);
}

/** As North America groups them; DHL's ten digits are grouped otherwise. */
const isTelephone = (value: string): boolean => /^(?:1[ -])?\d{3}[ -]\d{3}[ -]\d{4}$/.test(value);
