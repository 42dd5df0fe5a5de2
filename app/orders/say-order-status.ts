import type { Channel, Choice } from "#app/channels/channel.ts";
import { A_PERSON, NOT_HERE, OTHER_ORDER } from "#app/conversations/choice-ids.ts";
import type { Card, Link } from "#app/conversations/message.ts";
import type { OrderStatus } from "#app/orders/order-status.ts";
import { sayBeside, sayPayment } from "#app/orders/say-money.ts";
import { statusCard } from "#app/orders/status-card.ts";
import { partName, sayItems, sayPart, trackLink } from "#app/orders/say-part.ts";
import type { ParcelPart, Part } from "#app/orders/status-part.ts";
import { plainForSms } from "#app/words/plain-for-sms.ts";
import { type DayStyle, sayOnDay } from "#app/words/say-day.ts";
import { say } from "#app/words/say.ts";

export interface Said {
  text: string;
  card: Card;
  choices: Choice[];
  link: Link | null;
}

interface Saying {
  locale: string;
  channel: Channel;
  /** A page of ours for a parcel, by its id: linked instead of the carrier's, which the card and that page have too. */
  pageOf?: (fulfillmentId: string) => string;
}

/** The facts in the shopper's language and at the channel's length: a text, a card beside it, and what to do next. */
export function sayOrderStatus(status: OrderStatus, { locale, channel, pageOf }: Saying): Said {
  const isSms = channel === "sms";
  const style: DayStyle = { locale, timeZone: status.timeZone, at: status.at, isShort: isSms };
  // What was handed over the counter has no way to follow, and no page shows a cancelled order.
  const linkOf = (part: ParcelPart) =>
    pageOf && !status.cancelled && part.state !== "taken" && part.state !== "picked-up"
      ? { url: pageOf(part.fulfillmentId), label: say(locale, "track.open") }
      : trackLink(part, locale);
  const text = sayText(status, style, channel, linkOf);
  return {
    text: isSms ? plainForSms(text, locale) : text,
    card: statusCard(status, { ...style, isShort: false }),
    choices: nextSteps(status, locale),
    link: mainLink(status, style, linkOf),
  };
}

type LinkOf = (part: ParcelPart) => Link | null;

function sayText(status: OrderStatus, style: DayStyle, channel: Channel, linkOf: LinkOf): string {
  const { locale } = style;
  const gap = say(locale, "text.gap");
  const beside = [...sayBeside(status, style), ...sayPayment(status, style)];
  if (status.parts.length <= 1) {
    const told = [...sayEnding(status, style), ...status.parts.flatMap((part) => sayPart(part, style))];
    if (!told.length && !beside.length) told.push(say(locale, "nothing.left"));
    return say(locale, "status.alone", {
      name: nameAlone(status, locale, channel),
      told: [...told, ...beside].join(gap),
    });
  }
  const head = say(locale, "status.several", { name: status.name, count: status.parts.length });
  const parts = status.parts.map((part, index) => sayListed(status, part, index, style, { channel, linkOf }));
  return [head, ...parts, [...sayEnding(status, style), ...beside].join(gap)].filter(Boolean).join("\n");
}

/** A cancelled order is told as that before all else. */
function sayEnding({ cancelled }: OrderStatus, style: DayStyle): string[] {
  if (!cancelled) return [];
  const reason = cancelled.reason ?? "other";
  return [say(style.locale, "cancelled", { day: sayOnDay(cancelled.at, style), reason })];
}

/** "#1001 (Mug, Plate)": what it is of, where a text has room for it. */
function nameAlone({ name, parts }: OrderStatus, locale: string, channel: Channel): string {
  const [part] = parts;
  if (!part || channel === "sms" || part.kind === "gift-card" || part.kind === "digital") return name;
  const items = sayItems(part.items, locale);
  return items ? `${name} (${items})` : name;
}

function sayListed(
  status: OrderStatus,
  part: Part,
  index: number,
  style: DayStyle,
  { channel, linkOf }: { channel: Channel; linkOf: LinkOf },
): string {
  const { locale } = style;
  const told = sayPart(part, style).join(say(locale, "text.gap"));
  if (part.kind === "gift-card" || part.kind === "digital") return `- ${told}`;
  const items = sayItems(part.items, locale, channel === "sms" ? 2 : 3);
  const name = partName(status, index, locale);
  const line = items
    ? say(locale, "part.named", { part: name, items, told })
    : say(locale, "part.plain", { part: name, told });
  // A text has one button at most, and each parcel a page of its own.
  const isLinked = part.kind === "parcel" && channel !== "chat" && isFollowed(part);
  const url = isLinked && linkOf(part)?.url;
  return `- ${line}${url ? ` ${url}` : ""}`;
}

const DONE = new Set(["delivered", "picked-up", "taken"]);
const isFollowed = (part: ParcelPart): boolean => !DONE.has(part.state);

function mainLink(status: OrderStatus, { locale }: DayStyle, linkOf: LinkOf): Link | null {
  const parcels = status.parts.filter((part) => part.kind === "parcel").filter(linkOf);
  const followed = parcels.find(isFollowed) ?? parcels[0];
  if (followed) return linkOf(followed);
  return status.statusPageUrl ? { url: status.statusPageUrl, label: say(locale, "link.order") } : null;
}

function nextSteps(status: OrderStatus, locale: string): Choice[] {
  const isDelivered = status.parts.some((part) => part.kind === "parcel" && part.state === "delivered");
  const ids = [...(isDelivered ? [NOT_HERE] : []), OTHER_ORDER, A_PERSON] as const;
  return ids.map((id) => ({ id, label: say(locale, `choice.${id}` as "choice.person") }));
}
