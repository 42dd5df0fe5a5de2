import type { OrderQuery, Page } from "../store/contract.ts";
import { instant } from "../store/instants.ts";
import type { Order } from "../store/order-types.ts";
import { type Arguments, badRequest, type Call, notImplemented, text } from "./call.ts";
import { pageOf, pagingOf } from "./connection.ts";
import {
  type Comparator,
  fieldsOf,
  isConjunction,
  isFound,
  isInstant,
  isNumber,
  isText,
  parseSearch,
  requiredTerms,
  type Search,
  type Term,
} from "./search-query.ts";

const SORT_KEYS = new Set(["ID", "CREATED_AT", "UPDATED_AT", "PROCESSED_AT", "ORDER_NUMBER"]);
const INSTANTS = new Set(["created_at", "updated_at", "processed_at", "cancelled_at", "closed_at"]);

type Field = (order: Order, term: Term, call: Call) => boolean;

/** The search fields of orders: https://shopify.dev/docs/api/admin-graphql/latest/queries/orders */
const FIELDS: Record<string, Field> = {
  id: (order, term) => isNumber(order.id, term),
  name: (order, term, call) =>
    spellings(term.value, call).some((one) => isText(order.name, { ...term, value: one })),
  email: (order, term) => isText(order.email, term),
  phone: (order, term) => isText(order.phone, term) || isText(order.shippingAddress?.phone, term),
  customer_id: (order, term) => isNumber(order.customerId, term),
  created_at: (order, term) => isInstant(order.createdAt, term),
  updated_at: (order, term) => isInstant(order.updatedAt, term),
  processed_at: (order, term) => isInstant(order.processedAt, term),
  cancelled_at: (order, term) => isInstant(order.cancelledAt, term),
  closed_at: (order, term) => isInstant(order.closedAt, term),
  status: (order, term) => hasStatus(order, term.value.toLowerCase()),
  financial_status: (order, term) => isOneOf(order.financialStatus, term),
  fulfillment_status: (order, term) => hasFulfillmentStatus(order, term),
  return_status: (order, term) => isOneOf(order.returnStatus, term),
  tag: (order, term) => order.tags.some((tag) => isText(tag, term)),
  tag_not: (order, term) => !order.tags.some((tag) => isText(tag, term)),
  confirmation_number: (order, term) => isText(order.confirmationNumber, term),
  po_number: (order, term) => isText(order.poNumber, term),
  sku: (order, term) => order.lineItems.some((line) => isText(line.sku, term)),
  source_name: (order, term) => isText(order.sourceName, term),
  discount_code: (order, term) => order.discountCodes.some((code) => isText(code, term)),
  cart_token: (order, term) => isText(order.cartToken, term),
  checkout_token: (order, term) => isText(order.checkoutToken, term),
  gateway: (order, term) => order.paymentGatewayNames.some((name) => isText(name, term)),
  location_id: (order, term) => isNumber(order.locationId, term),
  test: (order, term) => String(order.test) === term.value.toLowerCase(),
};

/** Orders by Shopify's search syntax, as far back as the app may see. */
export function findOrders(args: Arguments, call: Call, within: Partial<OrderQuery> = {}): Page<Order> {
  const search = checkedSearch(text(args.query) ?? "");
  const sortKey = String(args.sortKey ?? "ID");
  const query = { ...within, ...orderQuery(search, call, within) };
  if (SORT_KEYS.has(sortKey))
    return call.store.orders({
      ...query,
      ...pagingOf(args),
      sortKey: sortKey as NonNullable<OrderQuery["sortKey"]>,
    });
  if (sortKey === "RELEVANCE") return call.store.orders({ ...query, ...pagingOf(args), sortKey: "ID" });
  const total =
    sortKey === "TOTAL_PRICE" ? (order: Order) => Number(order.totals.originalTotal.shopMoney.amount) : null;
  if (!total) throw notImplemented(`orders sorted by ${sortKey}`);
  const all = call.store.orders({ ...query, first: Number.MAX_SAFE_INTEGER }).edges.map((edge) => edge.node);
  return pageOf(
    all.sort((left, right) => total(left) - total(right)),
    args,
    (order) => order.id,
  );
}

export function countOrders(query: string | null, call: Call): number {
  return call.store.countOrders(orderQuery(checkedSearch(query ?? ""), call, {}));
}

/** What an index can answer goes into the query; what it cannot is judged on each order that comes back. */
function orderQuery(search: Search, call: Call, within: Partial<OrderQuery>): OrderQuery {
  const query: OrderQuery = {};
  const answered = requiredTerms(search).map((term) => narrow(query, term, call));
  const from = [call.ordersFrom, query.createdMin].filter((one) => one != null).sort();
  if (from.length) query.createdMin = from.at(-1)!;
  const isAnswered = isConjunction(search) && answered.every(Boolean);
  if (!isAnswered)
    query.where = (order) =>
      (within.where?.(order) ?? true) && isFound(search, (term) => matches(order, term, call));
  return query;
}

/** Whether the query says all that the term asks for. */
function narrow(query: OrderQuery, { field, value, comparator, isPrefix }: Term, call: Call): boolean {
  if (isPrefix) return false;
  if (field === "status") return value.toLowerCase() === "any";
  if (field === "created_at" || field === "updated_at")
    return bound(query, field === "created_at" ? "created" : "updated", comparator, Date.parse(value));
  if (field === "id" && comparator === ":") query.ids = [Number(value.replace(/^gid:.*\//, ""))];
  if (field === "name")
    query.ids = spellings(value, call).flatMap((name) => call.store.orderByName(name)?.id ?? []);
  if (field === "email") query.email = value;
  if (field === "customer_id") query.customerId = Number(value);
  return false;
}

/** Instants are whole seconds, so "after" is from the next second on. */
function bound(query: OrderQuery, of: "created" | "updated", comparator: Comparator, at: number): boolean {
  const second = 1_000;
  const min =
    comparator === ":>" ? Math.floor(at / second) * second + second : Math.ceil(at / second) * second;
  const max =
    comparator === ":<" ? Math.ceil(at / second) * second - second : Math.floor(at / second) * second;
  const isMin = comparator.includes(">");
  const name = `${of}${isMin ? "Min" : "Max"}` as const;
  // A second bound of the same side is judged on each order.
  if (comparator === ":" || query[name] !== undefined) return false;
  query[name] = instant(isMin ? min : max);
  return true;
}

function matches(order: Order, term: Term, call: Call): boolean {
  if (term.field !== null) return FIELDS[term.field]!(order, term, call);
  const lines = order.lineItems.some((line) => isText(line.sku, term));
  return lines || FIELDS.name!(order, term, call) || isText(order.email, term) || isText(order.phone, term);
}

function checkedSearch(query: string): Search {
  const search = parseSearch(query);
  for (const field of fieldsOf(search))
    if (!FIELDS[field]) throw notImplemented(`search field ${field} of orders`);
  for (const term of requiredTerms(search))
    if (INSTANTS.has(term.field ?? "") && Number.isNaN(Date.parse(term.value)))
      throw badRequest(`Invalid timestamp for query filter \`${term.field}\`.`);
  return search;
}

/** `name:1001` finds "#1001" too. */
function spellings(value: string, call: Call): string[] {
  const { orderNumberPrefix: prefix, orderNumberSuffix: suffix } = call.store.shop();
  return [...new Set([value, `${prefix}${value}${suffix}`])];
}

function hasStatus(order: Order, status: string) {
  if (status === "any") return true;
  if (status === "cancelled") return order.cancelledAt !== null;
  if (status === "closed") return order.closedAt !== null && order.cancelledAt === null;
  if (status === "open") return order.closedAt === null && order.cancelledAt === null;
  return status === "not_closed" && order.closedAt === null;
}

function hasFulfillmentStatus(order: Order, term: Term) {
  const wanted = term.value.toLowerCase();
  if (wanted === "shipped") return order.fulfillmentStatus === "FULFILLED";
  if (wanted === "partial") return order.fulfillmentStatus === "PARTIALLY_FULFILLED";
  if (wanted === "unshipped") return order.fulfillmentStatus === "UNFULFILLED";
  return isOneOf(order.fulfillmentStatus, term);
}

function isOneOf(found: string, term: Term) {
  return term.value.split(",").some((value) => isText(found, { ...term, value: value.trim() }));
}
