import type { Page } from "../store/contract.ts";
import type { FulfillmentOrder, Order } from "../store/order-types.ts";
import { type Arguments, badRequest, type Call, notImplemented, type Part, text } from "./call.ts";
import { pageOf, pagingOf } from "./connection.ts";
import { fieldsOf, isFound, isInstant, isNumber, isText, parseSearch, type Term } from "./search-query.ts";

export type Work = Part<FulfillmentOrder>;

const FIELDS: Record<string, (work: Work, term: Term) => boolean> = {
  id: ({ it }, term) => isNumber(it.id, term),
  status: ({ it }, term) => isText(it.status, term),
  updated_at: ({ it }, term) => isInstant(it.updatedAt, term),
  assigned_location_id: ({ it }, term) => isNumber(it.assignedLocationId, term),
  order_id: ({ order }, term) => isNumber(order.id, term),
};
const ORDERS_AT_ONCE = 50;

/** Fulfilment orders of the orders in sight. Forwards they are found page by page; backwards all are looked through. */
export function findFulfillmentOrders(args: Arguments, call: Call): Page<Work> {
  const search = parseSearch(text(args.query) ?? "");
  for (const field of fieldsOf(search))
    if (!FIELDS[field]) throw notImplemented(`search field ${field} of fulfillmentOrders`);
  const isWanted = (work: Work) =>
    (args.includeClosed === true || work.it.status !== "CLOSED") &&
    isFound(search, (term) => term.field !== null && FIELDS[term.field]!(work, term));
  const { first, before, reverse } = pagingOf(args);
  if (first !== undefined && before == null && !reverse) return onwards(args, first, call, isWanted);
  const all = [...walk(call, null)].map(({ work }) => work).filter(isWanted);
  return pageOf(all, args, ({ it }) => it.id);
}

interface Step {
  work: Work;
  /** The store's cursor of the order before, from where this one is found again. */
  before: string | null;
}

function onwards(args: Arguments, first: number, call: Call, isWanted: (work: Work) => boolean): Page<Work> {
  const after = args.after == null ? null : placeOf(String(args.after));
  const edges: Page<Work>["edges"] = [];
  let hasNextPage = false;
  for (const { work, before } of walk(call, after?.before ?? null)) {
    if ((after && work.it.id <= after.id) || !isWanted(work)) continue;
    hasNextPage = edges.length === first;
    if (hasNextPage) break;
    edges.push({ node: work, cursor: cursorOf(before, work.it.id) });
  }
  return { edges, hasNextPage, hasPreviousPage: after !== null };
}

/** The work of a shop of a million orders is never held at once. */
function* walk(call: Call, from: string | null): Generator<Step> {
  let before = from;
  let page: Page<Order>;
  do {
    page = call.store.orders({
      first: ORDERS_AT_ONCE,
      after: before,
      ...(call.ordersFrom && { createdMin: call.ordersFrom }),
    });
    for (const { node: order, cursor } of page.edges) {
      const inOrder = order.fulfillmentOrders.toSorted((one, other) => one.id - other.id);
      for (const it of inOrder) yield { work: { order, it }, before };
      before = cursor;
    }
  } while (page.hasNextPage);
}

function cursorOf(before: string | null, id: number): string {
  return Buffer.from(JSON.stringify([before, id])).toString("base64url");
}

function placeOf(cursor: string): { before: string | null; id: number } {
  const found = /^\[(null|"[\w-]+"),(\d+)\]$/.exec(Buffer.from(cursor, "base64url").toString("utf8"));
  if (!found) throw badRequest("Invalid cursor for current pagination sort.");
  return { before: JSON.parse(found[1]!) as string | null, id: Number(found[2]) };
}
