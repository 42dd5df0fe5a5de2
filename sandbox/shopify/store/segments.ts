import { idRange } from "./ids.ts";
import { DAY, instant } from "./instants.ts";
import type { Customer, Stamped } from "./types.ts";

/** A group of customers by a rule, in ShopifyQL. */
export interface Segment extends Stamped {
  name: string;
  query: string;
}

/** The tag that a rule asks for. The town knows this one kind of rule; null for any other. */
export const tagOf = (query: string): string | null =>
  /^customer_tags CONTAINS '([^']+)'$/.exec(query.trim())?.[1] ?? null;

export function isMember(segment: Segment, customer: Customer | null): boolean {
  const tag = tagOf(segment.query)?.toLowerCase();
  return customer?.tags.some((one) => one.toLowerCase() === tag) ?? false;
}

/** The one segment of the opening state. */
export function makeSegments(ground: { domain: string; openedAt: number }): Segment[] {
  const at = instant(ground.openedAt - 100 * DAY);
  const id = idRange(ground.domain, "Catalog") + 810_001;
  return [{ id, createdAt: at, updatedAt: at, name: "VIP customers", query: "customer_tags CONTAINS 'vip'" }];
}
