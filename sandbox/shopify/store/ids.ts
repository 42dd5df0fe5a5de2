import { hash32 } from "./randomness.ts";

/** gid://shopify/Order/5400000000001 */
export function gid(kind: string, id: number): string {
  return `gid://shopify/${kind}/${id}`;
}

/** The numeric id of a gid of that kind (query parameters allowed), or null. */
export function idOf(kind: string, value: string): number | null {
  const found = /^gid:\/\/shopify\/([A-Za-z]+)\/(\d{1,15})(?:\?.*)?$/.exec(value);
  return found && found[1] === kind ? Number(found[2]) : null;
}

export type IdKind = "Order" | "OrderChild" | "Customer" | "CustomerChild" | "Catalog" | "Cart" | "Place";

const ranges = new Map<string, number>();

/** Ids of each shop and kind lie in a range of their own, so that another shop's id is never found by accident. */
export function idRange(domain: string, kind: IdKind): number {
  const name = `${domain}/${kind}`;
  const known = ranges.get(name);
  if (known !== undefined) return known;
  const start = (1_000 + (hash32(name) % 8_000)) * 1_000_000_000;
  ranges.set(name, start);
  return start;
}

/** Room for the children of one order (lines, transactions, parcels …), counted together. */
export const CHILDREN_PER_ORDER = 512;
