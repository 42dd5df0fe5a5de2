import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { DAY, HOUR, later, MINUTE, now, pause } from "#app/clock.ts";

export type MomentStyle = "short" | "full" | "day" | "date" | "time";

/** A moment in the reader's own clock. The server does not know that, so the browser fills in the words. */
export function Moment({ at, style = "short" }: { at: string; style?: MomentStyle }) {
  const [{ words, whole }, setSaid] = useState({ words: "", whole: "" });
  const minute = useMinute();
  useEffect(() => {
    const moment = new Date(at);
    if (minute >= 0) setSaid({ words: sayMoment(moment, now(), style), whole: sayWhole(moment) });
  }, [at, style, minute]);
  return (
    <time dateTime={at} title={whole || undefined} suppressHydrationWarning>
      {words || "\u00a0"}
    </time>
  );
}

/** `short` says how long ago while that is easier to read than a date. */
export function sayMoment(at: Date, today: Date, style: MomentStyle): string {
  if (style === "time") return format(at, { hour: "2-digit", minute: "2-digit" });
  if (style === "day") return sayDay(at, today);
  if (style === "date") return format(at, { day: "numeric", month: "short" });
  if (style === "full") return format(at, { dateStyle: "medium", timeStyle: "short" });
  const ago = today.getTime() - at.getTime();
  if (ago < MINUTE) return "now";
  if (ago < HOUR) return `${Math.floor(ago / MINUTE)} min`;
  if (ago < DAY && at.getDate() === today.getDate())
    return format(at, { hour: "2-digit", minute: "2-digit" });
  if (ago < 6 * DAY) return format(at, { weekday: "short" });
  return format(at, { day: "numeric", month: "short" });
}

/** With its year, seconds and time zone, for who points at it. */
const sayWhole = (at: Date): string => format(at, { dateStyle: "full", timeStyle: "long" });

function sayDay(at: Date, today: Date): string {
  const days = Math.round((midnight(today) - midnight(at)) / DAY);
  if (days === 0) return "Today";
  if (days === 1) return "Yesterday";
  return format(at, {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(days > 300 && { year: "numeric" }),
  });
}

const midnight = (at: Date) => new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
/** In the reader's own way where that is English, as the pages are. */
const format = (at: Date, options: Intl.DateTimeFormatOptions) => {
  // Browsers say their language as they like: a "C" locale reads "en-US@posix", which Intl refuses.
  const locale = /^en(-[A-Za-z]{2})?/.exec(navigator.language)?.[0] ?? "en-GB";
  return new Intl.DateTimeFormat(locale, options).format(at);
};

/** What the clock shows where somebody is, e.g. "14:05 (Europe/Berlin)". */
export function LocalTime({ zone }: { zone: string }) {
  const [words, setWords] = useState("");
  const minute = useMinute();
  useEffect(() => {
    if (minute >= 0)
      setWords(format(now(), { hour: "2-digit", minute: "2-digit", weekday: "short", timeZone: zone }));
  }, [zone, minute]);
  return (
    <span suppressHydrationWarning>
      {words || "\u00a0"} ({zone.replaceAll("_", " ")})
    </span>
  );
}

const clocks = new Set<() => void>();
let minutes = 0;

/** Rises once a minute, for everything on the page that says how long ago; one loop while anything listens. */
function useMinute(): number {
  return useSyncExternalStore(
    listen,
    () => minutes,
    () => 0,
  );
}

function listen(hear: () => void): () => void {
  clocks.add(hear);
  if (clocks.size === 1) void tick();
  return () => void clocks.delete(hear);
}

let isTicking = false;

async function tick() {
  if (isTicking) return;
  isTicking = true;
  while (clocks.size) {
    await pause(MINUTE);
    minutes++;
    for (const hear of clocks) hear();
  }
  isTicking = false;
}

/**
 * Now, by the clock of whoever read something `at` a moment, moved on each minute: a rule that the server asks too must
 * not hang on how the reader's clock is set.
 */
export function useTimeSince(at: string): Date {
  const read = useRef({ at, seen: 0 });
  const [passed, setPassed] = useState(0);
  const minute = useMinute();
  useEffect(() => {
    if (read.current.at !== at || !read.current.seen) read.current = { at, seen: now().getTime() };
    if (minute >= 0) setPassed(now().getTime() - read.current.seen);
  }, [at, minute]);
  return later(new Date(at), passed);
}

/** False on the server and in the first rendering, which must agree; true once the reader's own clock may be used. */
export function useIsHere(): boolean {
  return useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
}
