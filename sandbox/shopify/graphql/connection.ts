import type { Page } from "../store/contract.ts";
import { badRequest, type Arguments, type TypeFields } from "./call.ts";

/** Most records a page may hold (Shopify, "API limits"). */
const LARGEST_PAGE = 250;

interface Paging {
  first?: number;
  last?: number;
  after?: string | null;
  before?: string | null;
  reverse?: boolean;
}

/** The paging arguments of a connection, refused as Shopify refuses them. */
export function pagingOf(args: Arguments): Paging {
  const { first, last, after, before, reverse } = args as Paging;
  if (first == null && last == null) throw badRequest("you must provide one of first or last");
  if (first != null && last != null) throw badRequest("providing both first and last is not supported");
  const size = first ?? last ?? 0;
  if (size < 0) throw badRequest(`${first == null ? "last" : "first"} must be positive`);
  // Bulk operations ask for the whole list, which no GraphQL Int can.
  if (size > LARGEST_PAGE && size !== Number.POSITIVE_INFINITY)
    throw badRequest(`${first == null ? "last" : "first"} must be at most ${LARGEST_PAGE}`);
  return {
    ...(first == null ? { last: last! } : { first }),
    after: after ?? null,
    before: before ?? null,
    reverse: reverse ?? false,
  };
}

/** One page of a list that is held whole. Cursors are the record's key, so they hold while the list grows. */
export function pageOf<Node>(
  all: Node[],
  args: Arguments,
  keyOf: (node: Node) => string | number,
): Page<Node> {
  const { first, last, after, before, reverse } = pagingOf(args);
  const edges = all.map((node) => ({ node, cursor: cursorOf(keyOf(node)) }));
  if (reverse) edges.reverse();
  const from = after == null ? 0 : placeOf(after, edges) + 1;
  const to = before == null ? edges.length : placeOf(before, edges);
  const window = edges.slice(from, Math.max(from, to));
  const shown = first == null ? window.slice(Math.max(0, window.length - last!)) : window.slice(0, first);
  return {
    edges: shown,
    hasNextPage: first == null ? to < edges.length : shown.length < window.length,
    hasPreviousPage: first == null ? shown.length < window.length : from > 0,
  };
}

/** The page with each node put into another form. */
export function mapPage<From, To>(page: Page<From>, form: (node: From) => To): Page<To> {
  return { ...page, edges: page.edges.map(({ node, cursor }) => ({ node: form(node), cursor })) };
}

/** Connections, edges, page information, payloads and their errors are alike for every type. */
export function sharedFields(typeName: string): TypeFields[string] | undefined {
  if (typeName.endsWith("Connection"))
    return {
      edges: (page: Page<unknown>) => page.edges,
      nodes: (page: Page<unknown>) => page.edges.map((edge) => edge.node),
      pageInfo: (page: Page<unknown>) => page,
    };
  if (typeName.endsWith("Edge"))
    return {
      node: (edge: { node: unknown }) => edge.node,
      cursor: (edge: { cursor: string }) => edge.cursor,
    };
  if (typeName === "PageInfo")
    return {
      hasNextPage: (page: Page<unknown>) => page.hasNextPage,
      hasPreviousPage: (page: Page<unknown>) => page.hasPreviousPage,
      startCursor: (page: Page<unknown>) => page.edges[0]?.cursor ?? null,
      endCursor: (page: Page<unknown>) => page.edges.at(-1)?.cursor ?? null,
    };
  return undefined;
}

/** A mutation's payload and its errors hold their fields by name. */
export function ownField(typeName: string, source: unknown, field: string): { value: unknown } | null {
  if (!/(Payload|Error)$/.test(typeName) || typeof source !== "object" || source === null) return null;
  return field in source ? { value: (source as { [field: string]: unknown })[field] } : null;
}

function cursorOf(key: string | number) {
  return Buffer.from(JSON.stringify({ last_id: key, last_value: String(key) })).toString("base64");
}

function placeOf(cursor: string, edges: { cursor: string }[]) {
  const place = edges.findIndex((edge) => edge.cursor === cursor);
  if (place < 0) throw badRequest("Invalid cursor for current pagination sort.");
  return place;
}
