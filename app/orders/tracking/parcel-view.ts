import type { Link } from "#app/conversations/message.ts";
import type { OrderStatus } from "#app/orders/order-status.ts";
import { partName, sayItems, sayPart, trackLink } from "#app/orders/say-part.ts";
import type { ParcelPart, ParcelState, Part, Scan } from "#app/orders/status-part.ts";
import { type DayStyle, sayTime } from "#app/words/say-day.ts";
import { say } from "#app/words/say.ts";

/** One part of an order in the shopper's words: a parcel, or what waits to be sent. Nothing in it is personal. */
export interface PartView {
  /** Null for what is not a parcel. */
  fulfillmentId: string | null;
  /** "Parcel 2"; empty where the part speaks for itself. */
  title: string;
  /** Where it stands, in one sentence, and what else is known. */
  state: string;
  lines: string[];
  verdict: { is: "good" | "bad" | "quiet"; says: string } | null;
  /** The stations of a parcel's way; empty for what goes no such way. */
  steps: { label: string; isDone: boolean; isNow: boolean }[];
  scans: { at: string; time: string; what: string; place: string | null }[];
  /** Titles with their quantities, one each. */
  items: string[];
  trackingNumber: string | null;
  /** To the carrier. */
  link: Link | null;
}

/** Every part of an order, what the shopper waits for first. */
export const partViews = (status: OrderStatus, style: DayStyle): PartView[] =>
  status.parts.map((part, index) => partView(status, part, index, style));

function partView(status: OrderStatus, part: Part, index: number, style: DayStyle): PartView {
  const { locale } = style;
  const [state = "", ...lines] = sayPart(part, style);
  const isNamed = part.kind === "parcel" || part.kind === "waiting";
  const common = {
    title: isNamed ? partName(status, index, locale) : "",
    state,
    lines,
    items: part.items.map((item) => sayItems([item], locale)),
  };
  if (part.kind !== "parcel") return { ...NO_PARCEL, ...common };
  return {
    ...common,
    fulfillmentId: part.fulfillmentId,
    verdict: verdictOf(part, locale),
    steps: stepsOf(part, locale),
    scans: part.scans.slice(0, MOST_SCANS).map((scan) => sayScan(scan, style)),
    trackingNumber: part.trackingNumber,
    link: safeLink(trackLink(part, locale)),
  };
}

/** Even a parcel round the world has fewer; a carrier that repeats itself must not fill a page. */
const MOST_SCANS = 40;

const NO_PARCEL = {
  fulfillmentId: null,
  verdict: null,
  steps: [],
  scans: [],
  trackingNumber: null,
  link: null,
};

function verdictOf({ verdict, lastScan, state }: ParcelPart, locale: string): PartView["verdict"] {
  if (verdict.is === "late") return { is: "bad", says: say(locale, "track.late", { days: verdict.days }) };
  if (verdict.is === "stuck") return { is: "bad", says: say(locale, "track.stuck") };
  // Silence of the carrier is no promise kept: a date that nobody watches over is told without a verdict.
  if (!lastScan && WATCHED.has(state)) return { is: "quiet", says: say(locale, "track.not-told") };
  return verdict.is === "on-time" ? { is: "good", says: say(locale, "track.on-time") } : null;
}

/** States in which a carrier would tell something, if it told anything. */
const WATCHED: ReadonlySet<ParcelState> = new Set(["announced", "shipped"]);

const STATIONS = ["shipped", "in-transit", "out-for-delivery", "delivered"] as const;
/** How many of the stations lie behind, the present one included. What is left out goes another way. */
const REACHED: Partial<Record<ParcelState, number>> = {
  announced: 0,
  shipped: 1,
  "on-its-way": 2,
  delayed: 2,
  "out-for-delivery": 3,
  attempted: 3,
  delivered: 4,
};

function stepsOf({ state }: ParcelPart, locale: string): PartView["steps"] {
  const reached = REACHED[state];
  if (reached === undefined) return [];
  return STATIONS.map((station, index) => ({
    label: say(locale, `step.${station}`),
    isDone: index < reached,
    isNow: index === reached - 1,
  }));
}

const sayScan = ({ at, step, place }: Scan, style: DayStyle) => ({
  at: at.toISOString(),
  time: sayTime(at, style),
  what: say(style.locale, `step.${step}`),
  place,
});

/** A shop may write anything into a tracking address; a page of ours links to the web only. */
function safeLink(link: Link | null): Link | null {
  return link && /^https?:$/.test(URL.parse(link.url)?.protocol ?? "") ? link : null;
}
