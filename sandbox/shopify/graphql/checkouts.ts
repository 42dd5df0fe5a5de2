import type { AbandonedCheckout, CartLine } from "../store/cart-types.ts";
import { gid } from "../store/ids.ts";
import { bag, times, zeroLike } from "../store/money.ts";
import type { MoneyBag } from "../store/types.ts";
import { type Arguments, type Call, notImplemented, text, type TypeFields } from "./call.ts";
import { pageOf } from "./connection.ts";
import { findCustomer } from "./customers.ts";
import { pictureOf } from "./products.ts";
import { fieldsOf, isFound, isInstant, isNumber, parseSearch, type Term } from "./search-query.ts";

interface Line {
  checkout: AbandonedCheckout;
  it: CartLine;
}

/** An abandoned checkout has no email, phone or token here: contact comes through customer and addresses. */
export const checkoutFields: TypeFields = {
  QueryRoot: {
    abandonedCheckouts: (_: unknown, args, call) => pageOf(find(args, call), args, (one) => one.id),
    abandonedCheckoutsCount: (_: unknown, args, call) => find(args, call).length,
  },
  AbandonedCheckout: {
    id: (it: AbandonedCheckout) => gid("AbandonedCheckout", it.id),
    name: (it: AbandonedCheckout) => it.name,
    abandonedCheckoutUrl: (it: AbandonedCheckout) => it.abandonedCheckoutUrl,
    createdAt: (it: AbandonedCheckout) => it.createdAt,
    updatedAt: (it: AbandonedCheckout) => it.updatedAt,
    completedAt: (it: AbandonedCheckout) => it.completedAt,
    discountCodes: (it: AbandonedCheckout) => it.discountCodes,
    note: (it: AbandonedCheckout) => it.note ?? "",
    customAttributes: () => [],
    customer: (it: AbandonedCheckout, _, call) =>
      it.customerId === null ? null : findCustomer(it.customerId, call),
    shippingAddress: (it: AbandonedCheckout) => it.shippingAddress,
    billingAddress: (it: AbandonedCheckout) => it.billingAddress,
    taxesIncluded: (_: AbandonedCheckout, __, call) => call.store.shop().taxesIncluded,
    subtotalPriceSet: (it: AbandonedCheckout) => it.subtotal,
    totalLineItemsPriceSet: (it: AbandonedCheckout) => it.subtotal,
    totalDiscountSet: (it: AbandonedCheckout) => zeroLike(it.subtotal),
    totalTaxSet: (it: AbandonedCheckout) => it.totalTax,
    totalPriceSet: (it: AbandonedCheckout) => it.total,
    lineItemsQuantity: (it: AbandonedCheckout) => it.lines.reduce((sum, line) => sum + line.quantity, 0),
    lineItems: (it: AbandonedCheckout, args) =>
      pageOf(
        it.lines.map((line) => ({ checkout: it, it: line })),
        args,
        (line) => line.it.id,
      ),
  },
  AbandonedCheckoutLineItem: {
    id: ({ it }: Line) => gid("AbandonedCheckoutLineItem", it.id),
    quantity: ({ it }: Line) => it.quantity,
    title: ({ it }: Line, _, call) => productOf(it, call)?.title ?? null,
    variantTitle: ({ it }: Line, _, call) => call.store.variant(it.variantId)?.title ?? null,
    sku: ({ it }: Line, _, call) => call.store.variant(it.variantId)?.sku ?? null,
    variant: ({ it }: Line, _, call) => call.store.variant(it.variantId),
    product: ({ it }: Line, _, call) => productOf(it, call),
    image: ({ it }: Line, _, call) => {
      const product = productOf(it, call);
      return product && pictureOf(product);
    },
    customAttributes: ({ it }: Line) => it.properties,
    originalUnitPriceSet: (line: Line, _, call) => unitPrice(line, call),
    discountedUnitPriceSet: (line: Line, _, call) => unitPrice(line, call),
    originalTotalPriceSet: (line: Line, _, call) => times(unitPrice(line, call), line.it.quantity),
    discountedTotalPriceSet: (line: Line, _, call) => times(unitPrice(line, call), line.it.quantity),
  },
};

const FIELDS: { [field: string]: (checkout: AbandonedCheckout, term: Term) => boolean } = {
  id: (it, term) => isNumber(it.id, term),
  created_at: (it, term) => isInstant(it.createdAt, term),
  updated_at: (it, term) => isInstant(it.updatedAt, term),
  recovery_state: (it, term) =>
    (it.completedAt === null ? "not_recovered" : "recovered") === term.value.toLowerCase(),
  status: (it, term) => (it.completedAt === null ? "open" : "closed") === term.value.toLowerCase(),
};

/** Shopify lists a checkout until it becomes an order. */
function find(args: Arguments, call: Call): AbandonedCheckout[] {
  if (args.sortKey != null && !["ID", "CREATED_AT"].includes(String(args.sortKey)))
    throw notImplemented(`abandonedCheckouts sorted by ${args.sortKey}`);
  const search = parseSearch(text(args.query) ?? "");
  for (const field of fieldsOf(search))
    if (!FIELDS[field]) throw notImplemented(`search field ${field} of abandonedCheckouts`);
  return call.store
    .checkouts()
    .filter((one) => isFound(search, (term) => term.field !== null && FIELDS[term.field]!(one, term)))
    .sort((left, right) => left.createdAt.localeCompare(right.createdAt) || left.id - right.id);
}

function productOf(line: CartLine, call: Call) {
  const variant = call.store.variant(line.variantId);
  return variant && call.store.product(variant.productId);
}

function unitPrice({ checkout, it }: Line, call: Call): MoneyBag {
  const price = call.store.variant(it.variantId)?.price ?? "0.00";
  return bag(price, checkout.currencyCode, checkout.presentmentCurrencyCode);
}
