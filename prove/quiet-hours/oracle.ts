import phones from "google-libphonenumber";
import moment from "moment-timezone";
import { areaCodes } from "./area-codes.ts";

/** Where a number is, as the oracle has it: the table's line, and every clock there. */
export interface Known {
  line: string;
  zones: string[];
}

/**
 * Whether a promotion may reach that number at that moment: the rule of reliability R23 written again from its sources,
 * with clocks, numbers and tables of its own. The tables are for 2028.
 */
export function isLawful({ line, zones }: Known, at: number): boolean {
  return zones.every((zone) => {
    const { date, weekday, hour } = onClock(zone, at);
    if (SHUT[line]?.split(" ").includes(date)) return false;
    const hours = (HOURS[line] ?? [ORDINARY, ORDINARY, ORDINARY])[weekday === 0 ? 2 : weekday === 6 ? 1 : 0]!;
    return hour >= hours[0] && hour < hours[1];
  });
}

interface Local {
  date: string;
  weekday: number;
  hour: number;
}

/** Zone → moment → what its clocks show: many numbers share them. */
const shown = new Map<string, Map<number, Local>>();

function onClock(zone: string, at: number): Local {
  const ofZone = shown.get(zone) ?? new Map<number, Local>();
  shown.set(zone, ofZone);
  const kept = ofZone.get(at);
  if (kept) return kept;
  const local = moment.tz(at, zone);
  const read = { date: local.format("M/D"), weekday: local.day(), hour: local.hour() };
  ofZone.set(at, read);
  return read;
}

/** By the number alone, as google-libphonenumber reads it. */
export function knownOf(phone: string): Known {
  const util = phones.PhoneNumberUtil.getInstance();
  const number = util.parse(phone);
  const country = util.getRegionCodeForNumber(number) ?? "";
  if (number.getCountryCode() !== 1) return { line: country, zones: moment.tz.zonesForCountry(country) };
  const area = phone.slice(2, 5);
  const state = Object.keys(AREAS).find((name) => AREAS[name]!.split(" ").includes(area));
  return { line: country === "US" ? `US-${state ?? "any"}` : country, zones: areaCodes.get(area) ?? [] };
}

/** A number of this area code that is one: not every exchange is in use everywhere. */
export function numberIn(area: string): string | null {
  const util = phones.PhoneNumberUtil.getInstance();
  const tried = ["234", "542", "520", "555", "667", "939"].map((exchange) => `+1${area}${exchange}5678`);
  return tried.find((phone) => util.isValidNumber(util.parse(phone))) ?? null;
}

type Span = [from: number, to: number];
const ORDINARY: Span = [9, 20];
const NEVER: Span = [0, 0];
const same = (span: Span): Span[] => [span, span, span];

/** On workdays, Saturdays and Sundays, where that is less than nine to eight. */
const HOURS: Record<string, Span[]> = {
  "US-AL": [ORDINARY, ORDINARY, NEVER],
  "US-KY": same([10, 20]),
  "US-LA": [ORDINARY, ORDINARY, NEVER],
  "US-MS": [ORDINARY, ORDINARY, NEVER],
  "US-RI": [
    [9, 18],
    [10, 17],
    [10, 17],
  ],
  "US-TX": [ORDINARY, ORDINARY, [12, 20]],
  "US-UT": [ORDINARY, ORDINARY, NEVER],
  AU: [ORDINARY, [9, 17], NEVER],
  CA: [ORDINARY, [10, 18], [10, 18]],
  FR: [ORDINARY, [10, 19], NEVER],
  IN: same([10, 20]),
};

const FEDERAL = "1/1 1/17 2/21 5/29 6/19 7/4 9/4 10/9 11/10 11/11 11/23 12/25";
/** Holidays of 2028; 11 November is a Saturday, and is kept on the Friday. */
const SHUT: Record<string, string> = {
  "US-AL": `${FEDERAL} 4/24 6/5`,
  "US-LA": `${FEDERAL} 2/29 4/14 11/7`,
  "US-MS": `${FEDERAL} 4/24`,
  "US-PA": FEDERAL,
  "US-RI": `${FEDERAL} 8/14`,
  "US-UT": `${FEDERAL} 7/24`,
  AU: "1/1 1/3 1/26 4/14 4/15 4/16 4/17 4/25 12/25 12/26",
  FR: "1/1 4/17 5/1 5/8 5/25 6/5 7/14 8/15 11/1 11/11 12/25",
};

/** Area codes of the states that have a line above (NANPA, 2026). */
const AREAS: Record<string, string> = {
  AL: "205 251 256 334 659 938",
  KY: "270 364 502 606 859",
  LA: "225 318 337 504 985",
  MS: "228 601 662 769",
  PA: "215 223 267 272 412 445 484 570 582 610 717 724 814 835 878",
  RI: "401",
  TX: "210 214 254 281 325 346 361 409 430 432 469 512 682 713 726 737 806 817 830 832 903 915 936 940 945 956 972 979",
  UT: "385 435 801",
};
