import type { Customer } from "../../shopify/store/types.ts";

/** The name an admin shows: whatever there is of the person. */
export function customerName(customer: Pick<Customer, "firstName" | "lastName" | "email"> | null): string {
  if (!customer) return "No customer";
  return [customer.firstName, customer.lastName].filter(Boolean).join(" ") || customer.email || "No name";
}

export function priceWords(amount: string, currencyCode: string): string {
  return new Intl.NumberFormat("en", { style: "currency", currency: currencyCode }).format(Number(amount));
}

/** "PARTIALLY_REFUNDED" → "Partially refunded". */
export function statusWords(status: string): string {
  const words = status.toLowerCase().replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function dateWords(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short", timeZone }).format(
    new Date(instant),
  );
}

/** The colour of a status: what is done is quiet, what waits is loud. */
export function toneOf(status: string): string {
  if (/^(PAID|FULFILLED|DELIVERED|SUCCESS|COMPLETED|CLOSED)$/.test(status)) return "quiet";
  if (/UNFULFILLED|PENDING|ON_HOLD|SCHEDULED|OPEN|AUTHORIZED|ATTEMPTED|DELAYED/.test(status))
    return "warning";
  if (/FAILURE|EXPIRED|VOIDED|CANCEL/.test(status)) return "critical";
  return "info";
}
