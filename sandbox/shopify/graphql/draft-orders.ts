import type { CartLine, DraftOrder } from "../store/cart-types.ts";
import { gid } from "../store/ids.ts";
import { bag, times } from "../store/money.ts";
import { type Arguments, type Call, notImplemented, text, type TypeFields } from "./call.ts";
import { pageOf } from "./connection.ts";
import { findCustomer } from "./customers.ts";
import { idArgument } from "./ids.ts";
import { findOrder } from "./orders.ts";
import { fieldsOf, isFound, isInstant, isNumber, isText, parseSearch, type Term } from "./search-query.ts";

interface Line {
  draft: DraftOrder;
  it: CartLine;
}

export const draftOrderFields: TypeFields = {
  QueryRoot: {
    draftOrder: (_: unknown, args, call) => call.store.draftOrder(idArgument("DraftOrder", args.id)),
    draftOrders: (_: unknown, args, call) => pageOf(find(args, call), args, (one) => one.id),
    draftOrdersCount: (_: unknown, args, call) => find(args, call).length,
  },
  DraftOrder: {
    id: (it: DraftOrder) => gid("DraftOrder", it.id),
    legacyResourceId: (it: DraftOrder) => String(it.id),
    name: (it: DraftOrder) => it.name,
    status: (it: DraftOrder) => it.status,
    ready: () => true,
    email: (it: DraftOrder) => it.email,
    phone: (it: DraftOrder) => it.phone,
    note2: (it: DraftOrder) => it.note,
    tags: (it: DraftOrder) => [...it.tags].sort(),
    poNumber: (it: DraftOrder) => it.poNumber,
    customer: (it: DraftOrder, _, call) =>
      it.customerId === null ? null : findCustomer(it.customerId, call),
    shippingAddress: (it: DraftOrder) => it.shippingAddress,
    billingAddress: (it: DraftOrder) => it.billingAddress,
    invoiceUrl: (it: DraftOrder) => it.invoiceUrl,
    invoiceSentAt: (it: DraftOrder) => it.invoiceSentAt,
    completedAt: (it: DraftOrder) => it.completedAt,
    createdAt: (it: DraftOrder) => it.createdAt,
    updatedAt: (it: DraftOrder) => it.updatedAt,
    order: (it: DraftOrder, _, call) => (it.orderId === null ? null : findOrder(it.orderId, call)),
    currencyCode: (it: DraftOrder) => it.currencyCode,
    subtotalPriceSet: (it: DraftOrder) => it.subtotal,
    totalTaxSet: (it: DraftOrder) => it.totalTax,
    totalPriceSet: (it: DraftOrder) => it.total,
    totalQuantityOfLineItems: (it: DraftOrder) => it.lines.reduce((sum, line) => sum + line.quantity, 0),
    lineItems: (it: DraftOrder, args) =>
      pageOf(
        it.lines.map((line) => ({ draft: it, it: line })),
        args,
        (line) => line.it.id,
      ),
  },
  DraftOrderLineItem: {
    id: ({ it }: Line) => gid("DraftOrderLineItem", it.id),
    quantity: ({ it }: Line) => it.quantity,
    title: ({ it }: Line, _, call) => titleOf(it, call),
    name: ({ it }: Line, _, call) => titleOf(it, call),
    variantTitle: ({ it }: Line, _, call) => call.store.variant(it.variantId)?.title ?? null,
    sku: ({ it }: Line, _, call) => call.store.variant(it.variantId)?.sku ?? null,
    variant: ({ it }: Line, _, call) => call.store.variant(it.variantId),
    originalUnitPriceSet: (line: Line, _, call) => unitPrice(line, call),
    originalTotalSet: (line: Line, _, call) => times(unitPrice(line, call), line.it.quantity),
  },
};

const FIELDS: { [field: string]: (draft: DraftOrder, term: Term) => boolean } = {
  id: (it, term) => isNumber(it.id, term),
  name: (it, term) => isText(it.name, term),
  status: (it, term) => isText(it.status, term),
  customer_id: (it, term) => isNumber(it.customerId, term),
  tag: (it, term) => it.tags.some((tag) => isText(tag, term)),
  created_at: (it, term) => isInstant(it.createdAt, term),
  updated_at: (it, term) => isInstant(it.updatedAt, term),
};

function find(args: Arguments, call: Call): DraftOrder[] {
  if (args.sortKey != null && !["ID", "RELEVANCE"].includes(String(args.sortKey)))
    throw notImplemented(`draftOrders sorted by ${args.sortKey}`);
  const search = parseSearch(text(args.query) ?? "");
  for (const field of fieldsOf(search))
    if (!FIELDS[field]) throw notImplemented(`search field ${field} of draftOrders`);
  return call.store
    .draftOrders()
    .filter((one) => isFound(search, (term) => term.field !== null && FIELDS[term.field]!(one, term)))
    .sort((left, right) => left.id - right.id);
}

function titleOf(line: CartLine, call: Call) {
  const variant = call.store.variant(line.variantId);
  return (variant && call.store.product(variant.productId)?.title) ?? "";
}

function unitPrice({ draft, it }: Line, call: Call) {
  return bag(call.store.variant(it.variantId)?.price ?? "0.00", draft.currencyCode, draft.currencyCode);
}
