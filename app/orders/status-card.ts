import type { Card } from "#app/conversations/message.ts";
import type { OrderStatus } from "#app/orders/order-status.ts";
import { money, sayPayment } from "#app/orders/say-money.ts";
import { partName, sayItems, sayPart, trackLink } from "#app/orders/say-part.ts";
import type { Part } from "#app/orders/status-part.ts";
import { type DayStyle, sayDay } from "#app/words/say-day.ts";
import { say } from "#app/words/say.ts";

/** The same facts for a channel that can show them beside the text. */
export function statusCard(status: OrderStatus, style: DayStyle): Card {
  const { locale } = style;
  return {
    kind: "order",
    title: say(locale, "status.title", { name: status.name }),
    lines: cardLines(status, style),
    parcels: status.parts.map((part, index) => cardParcel(status, part, index, style)),
    total: status.total,
  };
}

function cardLines(status: OrderStatus, style: DayStyle): Card["lines"] {
  const { locale } = style;
  const gap = say(locale, "text.gap");
  const payment = sayPayment(status, style).join(gap) || money(status.total, locale);
  const address = status.address;
  const where = [
    address?.name,
    address?.company,
    address?.address1,
    address?.address2,
    address?.zip,
    address?.city,
  ];
  const lines = [
    { label: say(locale, "card.placed"), value: sayDay(status.placedAt, style) },
    { label: say(locale, "card.payment"), value: payment },
    { label: say(locale, "card.address"), value: where.filter(Boolean).join(", ") },
    { label: say(locale, "card.company"), value: status.company?.name ?? "" },
    { label: say(locale, "card.po"), value: status.company?.poNumber ?? "" },
  ];
  return lines.filter(({ value }) => value);
}

function cardParcel(
  status: OrderStatus,
  part: Part,
  index: number,
  style: DayStyle,
): Card["parcels"][number] {
  const { locale } = style;
  const [state = "", ...rest] = sayPart(part, style);
  const items = part.kind === "parcel" || part.kind === "waiting" ? sayItems(part.items, locale, 6) : "";
  return {
    title: part.kind === "parcel" || part.kind === "waiting" ? partName(status, index, locale) : "",
    state,
    lines: [items, ...rest].filter(Boolean),
    link: part.kind === "parcel" ? trackLink(part, locale) : null,
  };
}
