import type { Link } from "#app/conversations/message.ts";
import type { ParcelPart, Part, PartItem, WaitingPart } from "#app/orders/status-part.ts";
import { type DayStyle, sayDay, sayOnDay, sayTime } from "#app/words/say-day.ts";
import { say } from "#app/words/say.ts";

/** One part's sentences, most important first. */
export function sayPart(part: Part, style: DayStyle): string[] {
  if (part.kind === "parcel") return sayParcel(part, style);
  if (part.kind === "waiting") return sayWaiting(part, style);
  return [say(style.locale, `nothing.${part.kind}`, { items: sayItems(part.items, style.locale) })];
}

/** "2 x Mug, Plate and 3 more": the first few titles, shortened. */
export function sayItems(items: PartItem[], locale: string, most = 3): string {
  const said = items.slice(0, most).map(({ title, quantity }) => {
    const short = title.length > 60 ? `${title.slice(0, 57)}...` : title;
    return quantity === 1 ? short : say(locale, "items.some", { quantity, title: short });
  });
  const rest = items.slice(most).reduce((sum, { quantity }) => sum + quantity, 0);
  const listed = said.join(", ");
  return rest ? say(locale, "items.more", { items: listed, count: rest }) : listed;
}

/** "Parcel 2", counted among parcels only. */
export function partName({ parts }: { parts: Part[] }, index: number, locale: string): string {
  if (parts[index]!.kind !== "parcel") return say(locale, "part.waiting");
  const number = parts.slice(0, index + 1).filter(({ kind }) => kind === "parcel").length;
  return say(locale, "part.parcel", { number });
}

export function trackLink(part: ParcelPart, locale: string): Link | null {
  if (!part.trackingUrl) return null;
  const carrier = part.carrier ?? say(locale, "carrier.unknown");
  return { url: part.trackingUrl, label: say(locale, "link.track", { carrier }) };
}

function sayParcel(part: ParcelPart, style: DayStyle): string[] {
  return [sayState(part, style), ...sayScan(part, style), ...sayDue(part, style)];
}

function sayState(part: ParcelPart, style: DayStyle): string {
  const { locale } = style;
  const since = part.since ?? part.shippedAt;
  const values = {
    carrier: part.carrier ?? say(locale, "carrier.unknown"),
    day: sayOnDay(since, style),
    time: sayTime(since, style),
    place: part.place ?? "",
  };
  const word = `parcel.${part.state}` as const;
  if (part.state === "delivered" && part.place) return capital(say(locale, "parcel.delivered-in", values));
  if (part.state === "taken" && part.place) return capital(say(locale, "parcel.taken-at", values));
  if (part.state === "shipped")
    return capital(say(locale, word, { ...values, day: sayOnDay(part.shippedAt, style) }));
  return capital(say(locale, word, values));
}

// A sentence may begin with a carrier we have no name for.
const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

const TELLS_ITS_SCAN = new Set([
  "delivered",
  "out-for-delivery",
  "attempted",
  "failed",
  "ready-at-point",
  "taken",
]);

function sayScan(part: ParcelPart, style: DayStyle): string[] {
  if (part.state === "shipped") {
    return [say(style.locale, part.trackingUrl ? "parcel.no-scans" : "parcel.no-scans-at-all")];
  }
  if (!part.lastScan || TELLS_ITS_SCAN.has(part.state)) return [];
  const { at, place } = part.lastScan;
  const time = sayTime(at, style);
  return [place ? say(style.locale, "scan.in", { place, time }) : say(style.locale, "scan.at", { time })];
}

function sayDue({ due, ...part }: ParcelPart | WaitingPart, style: DayStyle): string[] {
  if (!due) return [];
  const { locale, at } = style;
  const isPast = due.by < at && sayDay(due.by, style) !== sayDay(at, style);
  const values = { bare: sayDay(due.by, style), days: due.daysLate ?? 0 };
  if (due.daysLate && due.promised) {
    const promised = sayDay(due.promised, style);
    return [
      isPast
        ? say(locale, "due.late", { ...values, bare: promised })
        : say(locale, "due.later", { ...values, promised }),
    ];
  }
  if (isPast) return "lastScan" in part && !part.lastScan ? [say(locale, "due.was", values)] : [];
  const from = due.from && due.from > at ? sayDay(due.from, style) : null;
  return from && from !== values.bare
    ? [say(locale, "due.between", { ...values, from })]
    : [say(locale, "due.by", values)];
}

function sayWaiting(part: WaitingPart, style: DayStyle): string[] {
  const { locale } = style;
  const place = part.place ?? say(locale, "place.shop");
  if (part.why === "pre-order" && !part.from) {
    return [say(locale, "waiting.pre-order-no-date"), ...sayDue(part, style)];
  }
  const day = part.from ? sayOnDay(part.from, style) : "";
  return [say(locale, `waiting.${part.why}`, { place, day }), ...sayDue(part, style)];
}
