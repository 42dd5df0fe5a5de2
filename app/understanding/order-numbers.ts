export interface OrderNumber {
  /** As it was written: `#1001`, `EU-10023-X`. */
  value: string;
  start: number;
  end: number;
}

/**
 * The order numbers a message names, in any spelling: with `#`, with a shop's prefix and suffix, or a bare number
 * after a word for "order". A phone number, a date, a price, a tracking number or a code is none.
 */
export function findOrderNumbers(text: string): OrderNumber[] {
  const found: OrderNumber[] = [];
  for (const { pattern, group } of PATTERNS)
    for (const match of text.matchAll(pattern)) {
      const value = match[group]!.replace(/[.,;:!?]+$/, "");
      const start = match.index + match[0].indexOf(match[group]!);
      const number = { value, start, end: start + value.length };
      if (looksLikeOrder(value) && !isSomethingElse(text, number) && !overlaps(found, number))
        found.push(number);
    }
  return found.sort((a, b) => a.start - b.start);
}

/** A message that is nothing but a number: an answer to "which order?". */
export function bareOrderNumber(text: string): string | null {
  const said = text.trim();
  return /^#?[A-Za-z]{0,6}[-/ ]?\d{3,15}(?:[-/ ]?[A-Za-z0-9]{1,4})?$/.test(said) ? said : null;
}

const NUMBER = String.raw`(?:[A-Z]{1,4}#|#)?[A-Z]{0,6}[-/]?\d{2,15}[A-Z]{0,5}(?:[-/](?:\d{1,8}|[A-Z]{1,4}))*`;
const ORDER_WORD = [
  "order",
  "purchase",
  "po",
  "commande",
  "bestellung",
  "auftrag",
  "pedido",
  "orden",
  "compra",
  "ordine",
  "acquisto",
  "encomenda",
  "bestelling",
  "注文",
].join("|");

const PATTERNS = [
  // #1001, #EU-10023-X
  {
    pattern: /(?<![\w&])(#\s?[A-Za-z]{0,6}[-/]?\d{2,15}(?:[-/](?:\d{1,8}|[A-Za-z]{1,4}))*)(?!\w)/g,
    group: 1,
  },
  // order 1001, order number EN1001-A, Bestellung Nr. 1001, commande n° 1001
  {
    pattern: new RegExp(
      String.raw`(?:${ORDER_WORD})[\s:]*(?:(?:numbers?|num|no|nr|nro|núm|numero|número|numéro|nummer|id|is|was|番号)\b[\s.:]*|[#n]°\s*|:\s*)*(${NUMBER})(?!\w)`,
      "giu",
    ),
    group: 1,
  },
  // EU-10023-X, ABC-70810-A: capitals, hyphen, digits; nothing else is written so.
  { pattern: /(?<![\w-])([A-Z]{2,6}-\d{4,8}(?:-[A-Z0-9]{1,3})?)(?![\w-])/g, group: 1 },
  // EN1001-A
  { pattern: /(?<![\w-])([A-Z]{1,4}\d{4,8}-[A-Z])(?![\w-])/g, group: 1 },
];

const looksLikeOrder = (value: string) => value.replace(/\D/g, "").length >= 2;

/** What stands around a number can say that it is a price, a time span or a telephone number. */
function isSomethingElse(text: string, { start, end }: OrderNumber): boolean {
  const before = text.slice(Math.max(0, start - 12), start);
  const after = text.slice(end, end + 10);
  if (/[$€£¥]\s?$/.test(before) || /\b(?:code|pin|zip|tracking)\s*(?:is|:|#)?\s*$/i.test(before)) return true;
  return /^\s?(?:[$€£¥%]|(?:eur|usd|gbp|dollars?|euros?|days?|hours?|weeks?|minutes?|items?|pieces?)\b)/i.test(
    after,
  );
}

const overlaps = (found: OrderNumber[], { start, end }: OrderNumber) =>
  found.some((other) => start < other.end && end > other.start);
