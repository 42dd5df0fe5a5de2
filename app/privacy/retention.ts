/** What a merchant may set a period for. */
export type RetentionKind = "conversations" | "orders" | "accesses";

/** Days; null: until the customer or the shop is forgotten. */
export type RetentionDays = number | null;
export type Retention = Record<RetentionKind, RetentionDays>;

interface Rule {
  kind: RetentionKind;
  choices: RetentionDays[];
  standard: RetentionDays;
}

const [MONTHS_3, MONTHS_6, YEAR, YEARS_2, YEARS_3] = [90, 180, 365, 730, 1_095];

/**
 * Counted from the last thing that happened: the last message of a conversation, the last change of an order, the
 * look at a customer. Shopify asks of every app that sees protected customer data that it keeps it for stated periods
 * (shopify.dev, protected-customer-data, level 1); the access log is its proof and kept for a year at the least.
 */
export const RETENTION: Rule[] = [
  { kind: "conversations", choices: [MONTHS_6, YEAR, YEARS_2, YEARS_3, null], standard: YEARS_2 },
  { kind: "orders", choices: [MONTHS_3, MONTHS_6, YEAR, YEARS_2, null], standard: YEARS_2 },
  { kind: "accesses", choices: [YEAR, YEARS_2, YEARS_3], standard: YEAR },
];

/** Every kind's period: what the merchant set where it is one of the choices, else the standard. */
export function retentionOf(set: { kind: string; days: RetentionDays }[]): Retention {
  const periods = RETENTION.map(({ kind, choices, standard }) => {
    const own = set.find((one) => one.kind === kind);
    return [kind, own && choices.includes(own.days) ? own.days : standard];
  });
  return Object.fromEntries(periods) as Retention;
}

/** The kinds that would be kept for less time than now. */
export const shortened = (before: Retention, after: Retention): RetentionKind[] =>
  RETENTION.map(({ kind }) => kind).filter(
    (kind) => (after[kind] ?? Number.POSITIVE_INFINITY) < (before[kind] ?? Number.POSITIVE_INFINITY),
  );

/** The periods as one word, by which a merchant's yes is known to mean these and no others. */
export const inOneWord = (periods: Retention): string =>
  RETENTION.map(({ kind }) => `${kind}:${periods[kind] ?? "kept"}`).join(" ");
