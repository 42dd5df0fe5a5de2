import type { OrderTruth } from "#sandbox/shopify/store/truth-types.ts";

/**
 * Judges an English answer by the town's own facts of the order. It shares no code with the product: it knows the
 * store's facts and what an honest sentence must hold, and lists what is missing or wrong.
 */
export function judge(
  truth: OrderTruth,
  said: string,
  seen: { channel: "chat" | "sms"; home: string[] },
): string[] {
  const complaints: string[] = [];
  const must = (what: string, holds: boolean) => void (holds || complaints.push(what));
  must(`names the order ${truth.name}`, said.includes(truth.name));
  judgeMoney(truth, said, must);
  if (truth.cancelledAt) {
    must(
      "says that it is cancelled, and when",
      /cancelled/i.test(said) && tellsDay(said, truth.cancelledAt, truth),
    );
  } else {
    for (const parcel of truth.parcels) judgeParcel(truth, parcel, said, seen.channel, must);
    for (const group of truth.waiting) judgeWaiting(truth, group, said, must);
    judgeItems(truth, said, seen.channel, must);
  }
  must("calls nothing late that is not", !/\blate\b/i.test(said) || mayBeLate(truth));
  must("calls nothing stuck or lost", !/stuck|lost|missing/i.test(said));
  if (seen.channel === "sms") {
    for (const part of seen.home) must(`keeps the address to itself (${part})`, !said.includes(part));
    must("is a short text", truth.parcels.length + truth.waiting.length > 1 || said.length <= 306);
    must("is written in plain letters", /^[\x20-\x7e\n€£äöüÄÖÜßéèàùìòÇñÑåÅæÆøØ]*$/.test(said));
  }
  return complaints;
}

type Must = (what: string, holds: boolean) => void;
type Parcel = OrderTruth["parcels"][number];
type Group = OrderTruth["waiting"][number];

function judgeMoney(truth: OrderTruth, said: string, must: Must): void {
  const { refunded, outstanding } = truth;
  if (Number(refunded.amount) > 0)
    must(`says what was refunded: ${refunded.amount}`, tellsMoney(said, refunded));
  if (!truth.cancelledAt && Number(outstanding.amount) > 0) {
    must(
      `says what is to be paid: ${outstanding.amount}`,
      tellsMoney(said, outstanding) && /paid/i.test(said),
    );
  } else if (truth.financialStatus === "PAID") {
    must("says that it is paid", /\bPaid: /.test(said));
  }
  const others = ["EUR", "USD", "GBP"].filter((code) => code !== truth.total.currencyCode);
  for (const code of others) must(`speaks of no ${code}`, !said.includes(SIGNS[code]!));
}

const SIGNS: Record<string, string> = { EUR: "€", USD: "US$", GBP: "£" };
const tellsMoney = (said: string, { amount, currencyCode }: OrderTruth["total"]): boolean =>
  said.includes(`${SIGNS[currencyCode]}${Number(amount).toFixed(2)}`);

const STATES: Record<string, RegExp> = {
  ATTEMPTED_DELIVERY: /tried to deliver/i,
  CARRIER_PICKED_UP: /on its way/i,
  CONFIRMED: /announced/i,
  DELAYED: /delay/i,
  DELIVERED: /delivered/i,
  FAILURE: /could not deliver/i,
  FULFILLED: /sent|picked up|taken along|left/i,
  IN_TRANSIT: /on its way/i,
  LABEL_PRINTED: /announced/i,
  LABEL_PURCHASED: /announced/i,
  MARKED_AS_FULFILLED: /sent/i,
  OUT_FOR_DELIVERY: /out for delivery/i,
  PICKED_UP: /picked up/i,
  READY_FOR_PICKUP: /ready/i,
};

function judgeParcel(truth: OrderTruth, parcel: Parcel, said: string, channel: string, must: Must): void {
  const lines = truth.lines.filter((line) => parcel.items.some(({ title }) => title === line.title));
  const isBack = lines.some((line) => line.current === 0 && line.delivered > 0);
  if (isBack || lines.every((line) => line.current === 0 || !line.requiresShipping)) return;
  const who = `${parcel.name} (${parcel.displayStatus})`;
  must(`says where ${who} stands`, (STATES[parcel.displayStatus] ?? /./).test(said));
  if (parcel.deliveredAt) {
    must(`says when ${who} was delivered`, tellsDay(said, parcel.deliveredAt, truth));
    return;
  }
  if (parcel.company && truth.source !== "pos")
    must(`names the carrier of ${who}`, said.includes(parcel.company));
  judgeScan(truth, parcel, said, channel, must);
  const isOpen = !["ATTEMPTED_DELIVERY", "FAILURE", "READY_FOR_PICKUP"].includes(parcel.displayStatus);
  if (isOpen && parcel.estimatedDeliveryAt)
    must(`says when ${who} is or was due`, tellsDay(said, parcel.estimatedDeliveryAt, truth));
  const days = parcel.lateByDays ?? 0;
  if (isOpen && parcel.hasScans && days > 0)
    must(
      `says that ${who} is ${days} days late`,
      [days, days + 1].some((n) => said.includes(`${n} day`)),
    );
  if (!parcel.hasScans) must(`calls ${who} neither late nor delayed`, !/\blate\b|delay|overdue/i.test(said));
}

function judgeScan(
  truth: OrderTruth,
  { lastScan, displayStatus, name }: Parcel,
  said: string,
  channel: string,
  must: Must,
) {
  if (!lastScan || displayStatus === "LABEL_PRINTED" || displayStatus === "LABEL_PURCHASED") return;
  must(`says when ${name} was scanned last`, tellsDay(said, lastScan.at, truth));
  const isLastMile = ["OUT_FOR_DELIVERY", "ATTEMPTED_DELIVERY", "FAILURE"].includes(displayStatus);
  if (lastScan.city && channel === "chat" && !isLastMile)
    must(`says where ${name} was scanned last: ${lastScan.city}`, said.includes(lastScan.city));
}

const HOLDS: Record<string, RegExp> = {
  AWAITING_PAYMENT: /until the payment/i,
  AWAITING_RETURN_ITEMS: /until the items you return/i,
  HIGH_RISK_OF_FRAUD: /being checked/i,
  INCORRECT_ADDRESS: /address seems to be incorrect/i,
  INVENTORY_OUT_OF_STOCK: /out of stock/i,
  UNKNOWN_DELIVERY_DATE: /date is not known/i,
  OTHER: /on hold/i,
};

function judgeWaiting(truth: OrderTruth, group: Group, said: string, must: Must): void {
  const titles = group.items.map(({ title }) => title);
  const ships = truth.lines.some(
    (line) => titles.includes(line.title) && line.requiresShipping && line.current > 0,
  );
  const what = `${titles.join(", ")} (${group.status})`;
  if (ships) must(`says the truth of ${what}`, tellsWaiting(truth, group, said));
}

function tellsWaiting(truth: OrderTruth, group: Group, said: string): boolean {
  if (group.status === "ON_HOLD") return group.holdReasons.some((reason) => HOLDS[reason]!.test(said));
  if (group.status === "SCHEDULED") {
    const isDated = group.fulfillAt ? tellsDay(said, group.fulfillAt, truth) : /no date/.test(said);
    return /pre-order/i.test(said) && isDated;
  }
  if (group.methodType === "PICK_UP") {
    const ready = group.isReadyForPickup ? /ready to be picked up/i : /not ready/i;
    return ready.test(said) && said.includes(group.location);
  }
  return (group.methodType === "LOCAL" ? /local delivery/i : /not sent yet/i).test(said);
}

/** Everything the shopper still gets is named where there is room, and nothing else is counted. */
function judgeItems(truth: OrderTruth, said: string, channel: string, must: Must): void {
  for (const line of truth.lines) {
    const counted = [...said.matchAll(new RegExp(`(\\d+) x ${escaped(line.title)}`, "g"))];
    const sum = counted.reduce((total, [, quantity]) => total + Number(quantity), 0);
    const same = truth.lines.filter(({ title }) => title === line.title);
    const current = same.reduce((total, one) => total + one.current, 0);
    must(`counts no more of ${line.title} than ${current}`, sum <= Math.max(current, 0));
    if (channel === "chat" && line.current > 0) must(`names ${line.title}`, said.includes(line.title));
  }
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const mayBeLate = (truth: OrderTruth): boolean =>
  truth.parcels.some(
    (parcel) => (parcel.lateByDays !== null || parcel.estimatedDeliveryAt !== null) && parcel.hasScans,
  ) || truth.waiting.some(({ promisedBy }) => promisedBy !== null && promisedBy < truth.now);

/** Any honest way of saying a day in English, on the shop's own calendar. */
export function tellsDay(said: string, instant: string, { now }: { now: string }): boolean {
  const berlin = (at: number) => new Date(at).toLocaleDateString("sv-SE", { timeZone: "Europe/Berlin" });
  const [, month, day] = berlin(Date.parse(instant)).split("-").map(Number);
  const apart = Math.round(
    (Date.parse(berlin(Date.parse(instant))) - Date.parse(berlin(Date.parse(now)))) / 86_400_000,
  );
  const near = { "-1": "yesterday", "0": "today", "1": "tomorrow" }[String(apart)];
  const dated = new RegExp(`\\b${day} (?:${MONTHS[month! - 1]}|${MONTHS[month! - 1]!.slice(0, 3)})`, "i");
  return dated.test(said) || (near !== undefined && said.toLowerCase().includes(near));
}

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
