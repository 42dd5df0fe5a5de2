import { gid } from "../store/ids.ts";
import { plus, zeroLike } from "../store/money.ts";
import type { Order, ShippingLine, TimelineEntry } from "../store/order-types.ts";
import type { Attribute } from "../store/types.ts";
import { type Call, isVisible, named, notImplemented, type Part, text, type TypeFields } from "./call.ts";
import { pageOf } from "./connection.ts";
import { countOrders, findOrders } from "./find-orders.ts";
import { idArgument } from "./ids.ts";
import { findCustomer } from "./customers.ts";

export const orderFields: TypeFields = {
  QueryRoot: {
    order: (_: unknown, args, call) => findOrder(idArgument("Order", args.id), call),
    orders: (_: unknown, args, call) => findOrders(args, call),
    ordersCount: (_: unknown, args, call) => countOrders(text(args.query), call),
    orderByIdentifier: (_: unknown, args, call) => {
      const { id } = args.identifier as { id?: string };
      if (id == null) throw notImplemented("orderByIdentifier by customId");
      return findOrder(idArgument("Order", id), call);
    },
  },
  Count: {
    count: (count: number) => count,
    precision: () => "EXACT",
  },
  Order: {
    id: (it: Order) => gid("Order", it.id),
    legacyResourceId: (it: Order) => String(it.id),
    name: (it: Order) => it.name,
    number: (it: Order) => it.number,
    confirmationNumber: (it: Order) => it.confirmationNumber,
    statusPageUrl: (it: Order) => it.statusPageUrl,
    createdAt: (it: Order) => it.createdAt,
    updatedAt: (it: Order) => it.updatedAt,
    processedAt: (it: Order) => it.processedAt,
    closed: (it: Order) => it.closedAt !== null,
    closedAt: (it: Order) => it.closedAt,
    cancelledAt: (it: Order) => it.cancelledAt,
    cancelReason: (it: Order) => it.cancelReason,
    cancellation: (it: Order) => (it.cancelledAt === null ? null : it),
    confirmed: () => true,
    test: (it: Order) => it.test,
    edited: (it: Order) => it.edited,
    email: (it: Order) => it.email,
    phone: (it: Order) => it.phone,
    note: (it: Order) => it.note,
    tags: (it: Order) => [...it.tags].sort(),
    poNumber: (it: Order) => it.poNumber,
    customAttributes: (it: Order) => it.customAttributes,
    customer: (it: Order, _, call) => (it.customerId === null ? null : findCustomer(it.customerId, call)),
    customerLocale: (it: Order) => it.customerLocale,
    purchasingEntity: (it: Order, _, call) => purchaser(it, call),
    shippingAddress: (it: Order) => it.shippingAddress,
    billingAddress: (it: Order) => it.billingAddress,
    displayAddress: (it: Order) => it.shippingAddress ?? it.billingAddress,
    billingAddressMatchesShippingAddress: (it: Order) => it.billingAddress?.id === it.shippingAddress?.id,
    requiresShipping: (it: Order) => it.lineItems.some((line) => line.requiresShipping),
    sourceName: (it: Order) => it.sourceName,
    retailLocation: (it: Order, _, call) =>
      it.locationId === null ? null : call.store.location(it.locationId),
    displayFinancialStatus: (it: Order) => it.financialStatus,
    displayFulfillmentStatus: (it: Order) => it.fulfillmentStatus,
    returnStatus: (it: Order) => it.returnStatus,
    fullyPaid: (it: Order) => Number(it.totals.outstanding.shopMoney.amount) <= 0,
    unpaid: (it: Order) => Number(it.totals.received.shopMoney.amount) === 0,
    refundable: (it: Order) => Number(it.totals.netPayment.shopMoney.amount) > 0,
    paymentGatewayNames: (it: Order) => it.paymentGatewayNames,
    paymentTerms: (it: Order) => it.paymentTerms && { order: it, it: it.paymentTerms },
    cartToken: (it: Order) => it.cartToken,
    checkoutToken: (it: Order) => it.checkoutToken,
    discountCode: (it: Order) => it.discountCodes[0] ?? null,
    discountCodes: (it: Order) => it.discountCodes,
    taxesIncluded: (it: Order) => it.taxesIncluded,
    currencyCode: (it: Order) => it.currencyCode,
    presentmentCurrencyCode: (it: Order) => it.presentmentCurrencyCode,
    subtotalPriceSet: (it: Order) => it.totals.originalSubtotal,
    totalPriceSet: (it: Order) => it.totals.originalTotal,
    originalTotalPriceSet: (it: Order) => it.totals.originalTotal,
    totalTaxSet: (it: Order) => it.totals.originalTax,
    totalShippingPriceSet: (it: Order) => it.totals.originalShipping,
    totalDiscountsSet: (it: Order) => it.totals.originalDiscounts,
    currentSubtotalPriceSet: (it: Order) => it.totals.currentSubtotal,
    currentTotalPriceSet: (it: Order) => it.totals.currentTotal,
    currentTotalTaxSet: (it: Order) => it.totals.currentTax,
    currentShippingPriceSet: (it: Order) => it.totals.currentShipping,
    currentTotalDiscountsSet: (it: Order) => it.totals.currentDiscounts,
    totalReceivedSet: (it: Order) => it.totals.received,
    netPaymentSet: (it: Order) => it.totals.netPayment,
    totalRefundedSet: (it: Order) => it.totals.refunded,
    totalRefundedShippingSet: (it: Order) =>
      plus(zeroLike(it.totals.refunded), ...it.refunds.map((one) => one.shipping)),
    totalOutstandingSet: (it: Order) => it.totals.outstanding,
    totalTipReceivedSet: (it: Order) => zeroLike(it.totals.received),
    subtotalLineItemsQuantity: (it: Order) => total(it.lineItems, (line) => line.quantity),
    currentSubtotalLineItemsQuantity: (it: Order) => total(it.lineItems, (line) => line.currentQuantity),
    totalWeight: (it: Order) => String(total(it.lineItems, (line) => line.grams * line.quantity)),
    currentTotalWeight: (it: Order) =>
      String(total(it.lineItems, (line) => line.grams * line.currentQuantity)),
    shippingLine: (it: Order) => it.shippingLine,
    shippingLines: (it: Order, args) =>
      pageOf(it.shippingLine ? [it.shippingLine] : [], args, (one) => one.id),
    lineItems: (it: Order, args) => parts(it, it.lineItems, args),
    nonFulfillableLineItems: (it: Order, args) =>
      parts(
        it,
        it.lineItems.filter((line) => line.unfulfilledQuantity === 0),
        args,
      ),
    fulfillments: (it: Order, args) =>
      it.fulfillments
        .slice(0, (args.first as number | null) ?? undefined)
        .map((one) => ({ order: it, it: one })),
    fulfillmentsCount: (it: Order) => it.fulfillments.length,
    fulfillmentOrders: (it: Order, args) => parts(it, it.fulfillmentOrders, args),
    transactions: (it: Order, args) =>
      it.transactions
        .slice(0, (args.first as number | null) ?? undefined)
        .map((one) => ({ order: it, it: one })),
    transactionsCount: (it: Order) => it.transactions.length,
    refunds: (it: Order, args) =>
      it.refunds.slice(0, (args.first as number | null) ?? undefined).map((one) => ({ order: it, it: one })),
    returns: (it: Order, args) => parts(it, it.returns, args),
    events: (it: Order, args) =>
      pageOf(
        it.timeline.map((one) => named("BasicEvent", { order: it, it: one })),
        args,
        ({ it: one }) => one.id,
      ),
    metafield: (it: Order, args, call) => metafieldOf(gid("Order", it.id), args, call),
  },
  OrderCancellation: { staffNote: (it: Order) => it.cancelStaffNote },
  Attribute: {
    key: (it: Attribute) => it.key,
    value: (it: Attribute) => it.value,
  },
  BasicEvent: {
    id: (part: Part<TimelineEntry>) => gid("BasicEvent", part.it.id),
    createdAt: (part: Part<TimelineEntry>) => part.it.at,
    message: (part: Part<TimelineEntry>) => part.it.message,
    subjectId: (part: Part<TimelineEntry>) => gid("Order", part.order.id),
    subjectType: () => "ORDER",
    attributeToApp: () => false,
    attributeToUser: () => false,
    criticalAlert: () => false,
  },
  ShippingLine: {
    id: (it: ShippingLine) => gid("ShippingLine", it.id),
    title: (it: ShippingLine) => it.title,
    code: (it: ShippingLine) => it.code,
    carrierIdentifier: (it: ShippingLine) => it.carrierIdentifier,
    originalPriceSet: (it: ShippingLine) => it.price,
    discountedPriceSet: (it: ShippingLine) => it.price,
    currentDiscountedPriceSet: (it: ShippingLine) => it.price,
    custom: () => false,
    isRemoved: () => false,
  },
  PurchasingCompany: {
    company: (it: NonNullable<Order["company"]>) => it,
    location: (it: NonNullable<Order["company"]>) => it,
  },
  Company: {
    id: (it: NonNullable<Order["company"]>) => gid("Company", it.companyId),
    name: (it: NonNullable<Order["company"]>) => it.companyName,
  },
  CompanyLocation: { name: (it: NonNullable<Order["company"]>) => it.locationName },
  PaymentTerms: {
    id: ({ it }: Part<Terms>) => gid("PaymentTerms", it.id),
    paymentTermsName: ({ it }: Part<Terms>) => it.name,
    translatedName: ({ it }: Part<Terms>) => it.name,
    paymentTermsType: ({ it }: Part<Terms>) => it.type,
    dueInDays: ({ it }: Part<Terms>) => it.dueInDays,
    overdue: ({ it }: Part<Terms>, _, call) => it.dueAt !== null && it.dueAt < call.store.now(),
    paymentSchedules: (part: Part<Terms>, args) => pageOf([part], args, ({ it }) => it.id),
  },
  PaymentSchedule: {
    id: ({ it }: Part<Terms>) => gid("PaymentSchedule", it.id),
    dueAt: ({ it }: Part<Terms>) => it.dueAt,
    completedAt: ({ order }: Part<Terms>) =>
      Number(order.totals.outstanding.shopMoney.amount) > 0 ? null : order.updatedAt,
    balanceDue: ({ order }: Part<Terms>) => order.totals.outstanding.presentmentMoney,
    totalBalance: ({ order }: Part<Terms>) => order.totals.outstanding.presentmentMoney,
  },
};

type Terms = NonNullable<Order["paymentTerms"]>;

/** The order, unless it does not exist for this app. */
export function findOrder(id: number, call: Call): Order | null {
  const order = call.store.order(id);
  return order && isVisible(order, call) ? named("Order", order) : null;
}

/** A page of an order's parts, each with its order. */
export function parts<Record extends { id: number }>(
  order: Order,
  records: Record[],
  args: Parameters<typeof pageOf>[1],
) {
  return pageOf(
    records.map((it) => ({ order, it })),
    args,
    (part) => part.it.id,
  );
}

/** A metafield this app wrote, or null. */
export function metafieldOf(ownerId: string, args: { [name: string]: unknown }, call: Call) {
  const namespace = text(args.namespace) ?? "$app";
  const mine = call.installation.metafields;
  const found = mine.find(
    (one) => one.ownerId === ownerId && one.namespace === namespace && one.key === args.key,
  );
  return found ?? null;
}

function purchaser(order: Order, call: Call) {
  if (order.company) return named("PurchasingCompany", { ...order.company });
  return order.customerId === null ? null : findCustomer(order.customerId, call);
}

function total<Item>(items: Item[], of: (item: Item) => number) {
  return items.reduce((sum, item) => sum + of(item), 0);
}
