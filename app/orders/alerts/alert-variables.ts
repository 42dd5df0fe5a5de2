/** What a merchant's words for an alert may name. Empty text where it is not known, so that `{% if %}` can ask. */
export const ALERT_VARIABLES = {
  shop: "Your shop's name",
  order: "The order's name, as in #1001",
  items: "What is in the parcel",
  carrier: "The carrier",
  number: "The tracking number",
  expected: "The day it is expected",
  days_late: "How many days late it is",
  link: "The parcel's tracking page",
} as const;
export type AlertVariable = keyof typeof ALERT_VARIABLES;
export type AlertValues = Record<AlertVariable, string>;
