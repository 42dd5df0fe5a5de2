import { createHash } from "node:crypto";
import { isRecord } from "./topic-of.ts";

const WIPED_TEXT = "example string";
const WIPED_NUMBER = 123;

/** Samples of real deliveries come with every value wiped: recognised by their text. */
export function isWiped(value: unknown): boolean {
  if (value === WIPED_TEXT) return true;
  if (Array.isArray(value)) return value.some(isWiped);
  return isRecord(value) && Object.values(value).some(isWiped);
}

/**
 * Gives a wiped sample values that could be real: an id to each thing (the same in its gid), texts by the name of
 * their field. The same seed fills the same sample alike.
 */
export function fillPlaceholders(value: unknown, seed: string, resource: string): unknown {
  return fill(value, { seed, key: resource, kind: kindOf(resource), id: digits(seed, 13) });
}

/**
 * The samples of some documents have names where values stood: `<WHATSAPP_MESSAGE_ID>`. One name is one value wherever
 * it stands in the text.
 */
export const fillNames = (text: string, seed: string): string =>
  text.replaceAll(/<([A-Z]+(?:_[A-Z]+)*)>/g, (_, name: string) => namedText(name, `${seed}/${name}`));

function namedText(name: string, seed: string): string {
  if (name.includes("PHONE_NUMBER") && !name.endsWith("_ID")) return `1415555${digits(seed, 4)}`;
  if (name.includes("TIMESTAMP")) return String(Date.parse("2026-01-15T10:00:00Z") / 1000);
  return digits(seed, 15);
}

interface Place {
  /** The seed and the path to here. */
  seed: string;
  key: string;
  /** What the object around here is: `Order`, `LineItem`. */
  kind: string;
  /** The id of the object around here. */
  id: string;
}

function fill(value: unknown, place: Place): unknown {
  const { seed, key } = place;
  if (Array.isArray(value))
    return value.map((one, index) => fill(one, { ...place, seed: `${seed}/${index}` }));
  if (isRecord(value)) {
    const id = digits(seed, 13);
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [
        name,
        fill(
          one,
          isRecord(one) || Array.isArray(one)
            ? inside(name, seed)
            : { ...place, id, key: name, seed: `${seed}/${name}` },
        ),
      ]),
    );
  }
  if (value === WIPED_NUMBER && key === "id") return Number(place.id);
  if (value === WIPED_NUMBER && key.endsWith("_id")) return Number(digits(seed, 13));
  if (value === WIPED_TEXT) return textOf(place);
  return value;
}

const inside = (name: string, seed: string): Place => ({
  seed: `${seed}/${name}`,
  key: name,
  kind: kindOf(name),
  id: "",
});

/** First match by the field's name. */
const TEXTS: [field: RegExp, text: (place: Place) => string | null][] = [
  [/^admin_graphql_api_(\w+_)?id$/, ({ kind, id }) => `gid://shopify/${kind}/${id}`],
  [/email/, ({ seed }) => `shopper${digits(seed, 6)}@example.com`],
  [/phone/, ({ seed }) => `+1415555${digits(seed, 4)}`],
  [/currency/, () => "USD"],
  [/(price|amount|total|subtotal|tax|rate)/, ({ seed }) => `${digits(seed, 2)}.50`],
  [/_at$|date/, () => "2026-01-15T10:00:00Z"],
  [/locale/, () => "en"],
  [/timezone/, () => "America/New_York"],
  [/country_code/, () => "US"],
  [/country/, () => "United States"],
  [/province_code/, () => "CA"],
  [/province/, () => "California"],
  [/financial_status/, () => "paid"],
  [/fulfillment_status/, () => "fulfilled"],
  [/shipment_status/, () => "in_transit"],
  [/^status$/, ({ kind }) => (kind === "FulfillmentEvent" ? "in_transit" : "success")],
  [/domain/, () => "shop.example.com"],
  [/url|landing_site|referring_site/, ({ seed }) => `https://shop.example.com/${digits(seed, 6)}`],
  [/token/, ({ seed }) => hash(seed).slice(0, 32)],
  [/^name$/, ({ kind, seed }) => (kind === "Order" ? `#${digits(seed, 4)}` : `Sample ${digits(seed, 3)}`)],
  [/^(zip|sku|.*_number)$/, ({ seed }) => digits(seed, 5)],
];

function textOf(place: Place): string | null {
  const found = TEXTS.find(([field]) => field.test(place.key));
  return found ? found[1](place) : `sample ${place.key.replaceAll("_", " ")}`;
}

/** `line_items` → `LineItem`. */
const kindOf = (resource: string) =>
  resource
    .replace(/\/.*$/, "")
    .replace(/ies$/, "y")
    .replace(/(?<!s)s$/, "")
    .split("_")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");

const hash = (text: string) => createHash("sha256").update(text).digest("hex");

/** As many digits, the first of them no zero. */
const digits = (text: string, count: number) =>
  String((BigInt(`0x${hash(text)}`) % (9n * 10n ** BigInt(count - 1))) + 10n ** BigInt(count - 1));
