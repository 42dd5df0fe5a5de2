import { DAY, earlier } from "#app/clock.ts";

/**
 * A part of the past by the root's `created_at`, as `from..to` in ISO times: from it on, and before the other. Either
 * may be absent; `..` is all of it.
 */
export const ALL_OF_IT = "..";

/** As Shopify's search has it; null where nothing is left out. */
export function searchOf(window: string): string | null {
  const [from, to] = window.split("..");
  const terms = [from && `created_at:>='${from}'`, to && `created_at:<'${to}'`].filter(Boolean);
  return terms.length ? terms.join(" ") : null;
}

/** The newer part and the older one. A window without a beginning is cut further back each time. */
export function halvesOf(window: string, at: Date): [newer: string, older: string] {
  const [from, to] = window.split("..");
  const end = to ? new Date(to) : at;
  const ago = at.getTime() - end.getTime();
  const cut = from
    ? new Date((new Date(from).getTime() + end.getTime()) / 2)
    : earlier(end, Math.max(ago, FIRST_CUT));
  const middle = `${cut.toISOString().slice(0, 19)}Z`;
  return [`${middle}..${to ?? ""}`, `${from ?? ""}..${middle}`];
}

/** Half of the sixty days that may be read without scope read_all_orders. */
const FIRST_CUT = 30 * DAY;
