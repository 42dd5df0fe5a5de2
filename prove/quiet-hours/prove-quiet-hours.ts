import { recipientOf } from "#app/consent/places.ts";
import { quietHours, type Recipient } from "#app/consent/quiet-hours.ts";
import type { Asked, Outcome, Violation } from "../proof.ts";
import { areaCodes } from "./area-codes.ts";
import { isLawful, type Known, knownOf, numberIn } from "./oracle.ts";

const HOUR = 3_600_000;
/** A leap year: 8,784 hours. */
const FROM = Date.UTC(2028, 0, 1);
const HOURS = 8_784;
/** Days on which the clocks change somewhere: North America, Europe, Australia, New Zealand, Chile. */
const CHANGES = ["03-12", "11-05", "03-26", "10-29", "04-02", "10-01", "09-24", "09-03"];
/** Holidays that a run in short must not miss. */
const HOLIDAYS = ["02-29", "04-24", "07-04", "07-24", "08-14", "11-10", "11-23"];

/** A mobile of each country that has rules or several clocks of its own. */
const ABROAD = [
  ["AU", "+61412345678"],
  ["BR", "+5511961234567"],
  ["CL", "+56221234567"],
  ["DE", "+4915123456789"],
  ["ES", "+34612345678"],
  ["FR", "+33612345678"],
  ["GB", "+447400123456"],
  ["ID", "+62812345678"],
  ["IN", "+918123456789"],
  ["JP", "+819012345678"],
  ["KZ", "+77710009998"],
  ["MX", "+522221234567"],
  ["NZ", "+64211234567"],
  ["PT", "+351912345678"],
  ["RU", "+79123456789"],
];

interface Somebody {
  name: string;
  phone: string;
  known: Known;
}

/**
 * Every area code of the North American plan, and a number of each country above, at every hour of a leap year: no
 * promotion leaves outside the hours that the oracle knows, and what waits is let go inside of them.
 */
export async function proveQuietHours(asked: Asked): Promise<Outcome> {
  const people = everybody().slice(0, asked.n ?? undefined);
  const hours = asked.isQuick ? fewHours() : Array.from({ length: HOURS }, (_, hour) => hour);
  const counters = { areaCodes: areaCodes.size, outside: 0, wrongWait: 0, neverOpen: 0, narrower: 0 };
  const violations: Violation[] = [];
  const judged = new Map<string, Year>();
  let trials = 0;
  for (const { name, phone, known } of people) {
    const recipient = await recipientOf(phone, [], new Date(FROM));
    // Numbers of the same places have the same answers: `quietHours` sees nothing else of them.
    const key = JSON.stringify([recipient, known]);
    const year = judged.get(key) ?? judge(recipient, known, hours);
    judged.set(key, year);
    trials += hours.length;
    counters.narrower += year.narrower;
    for (const what of ["outside", "wrongWait", "neverOpen"] as const) {
      counters[what] += year[what].length;
      if (year[what].length)
        violations.push({ what, name, phone, at: year[what].slice(0, 3), recipient, known });
    }
    if (asked.bug && violations.length) break;
  }
  asked.tell(`${judged.size} different sets of places, ${hours.length} hours each`);
  const isWhole = !asked.isQuick && asked.n === null;
  const bound = isWhole ? "exhaustive" : `${hours.length} of ${HOURS} hours of ${people.length} numbers`;
  return { trials, kills: 0, violations, counters, history: [], bound };
}

/** Every area code has a number that the oracle's library takes for one, or the proof has no ground to stand on. */
function everybody(): Somebody[] {
  const american = [...areaCodes.keys()].map((area) => {
    const phone = numberIn(area);
    return { name: area, phone: phone ?? `+1${area}2345678` };
  });
  return [...american, ...ABROAD.map(([name, phone]) => ({ name: name!, phone: phone! }))].map(
    (somebody) => ({
      ...somebody,
      known: knownOf(somebody.phone),
    }),
  );
}

/** Each hour of the days on which clocks change and of some holidays, and of one day in nineteen. */
function fewHours(): number[] {
  const days = [...CHANGES, ...HOLIDAYS].map((day) => (Date.parse(`2028-${day}T00:00Z`) - FROM) / HOUR / 24);
  for (let day = 0; day < HOURS / 24; day += 19) days.push(day);
  return [...new Set(days)].flatMap((day) => Array.from({ length: 24 }, (_, hour) => day * 24 + hour));
}

interface Year {
  /** Hours at which a promotion left although the oracle forbids it. */
  outside: string[];
  /** Hours whose wait ends in the past, or outside of what the oracle allows. */
  wrongWait: string[];
  neverOpen: string[];
  /** Hours that the oracle allows and the app does not: lawful, and worth a look. */
  narrower: number;
}

function judge(recipient: Recipient, known: Known, hours: number[]): Year {
  const year: Year = { outside: [], wrongWait: [], neverOpen: [], narrower: 0 };
  const waits = new Map<number, boolean>();
  let opened = 0;
  for (const hour of hours) {
    const at = FROM + hour * HOUR;
    const said = quietHours(recipient, "marketing", new Date(at));
    const isAllowed = isLawful(known, at);
    if (said.open) {
      opened++;
      if (!isAllowed) year.outside.push(new Date(at).toISOString());
      continue;
    }
    if (isAllowed) year.narrower++;
    const until = said.until?.getTime() ?? 0;
    // Next year's holidays are not in the oracle's table.
    const isRight = waits.get(until) ?? (until >= FROM + HOURS * HOUR || isLawful(known, until));
    waits.set(until, isRight);
    if (until <= at || !isRight) year.wrongWait.push(new Date(at).toISOString());
  }
  if (!opened) year.neverOpen.push("the whole year");
  return year;
}
