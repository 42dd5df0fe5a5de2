import type { Discount } from "./cart-types.ts";
import type { Ground } from "./desk.ts";
import { after, DAY } from "./instants.ts";
import { atLeastZero, bag, cents, decimal, isZero, minus, plus, times, zeroLike } from "./money.ts";
import { childId } from "./order-children.ts";
import type { DeliveryMethodType, FulfillmentOrder, LineItem, Order } from "./order-types.ts";
import { hash32 } from "./randomness.ts";
import { settleOrder } from "./settle-order.ts";
import type { Address, Attribute, Customer, Instant, MoneyBag, Product, Variant } from "./types.ts";

/** All that decides what an order is on its first day. Every legality check has been made before. */
export interface OrderPlan {
  id: number;
  n: number;
  number: number;
  name: string;
  at: Instant;
  customer: Customer | null;
  email: string | null;
  phone: string | null;
  locale: string | null;
  lines: PlannedLine[];
  shippingAddress: Omit<Address, "id"> | null;
  presentmentCurrencyCode: string;
  payment: "paid" | "pending" | "authorized" | "on-terms";
  gateway: string;
  paymentTerms: { type: "NET" | "RECEIPT" | "FIXED" | "FULFILLMENT"; dueInDays: number | null } | null;
  methodType: DeliveryMethodType;
  presentedName: string | null;
  promisedFrom: Instant | null;
  promisedBy: Instant | null;
  fulfillBy: Instant | null;
  locationId: number;
  /** In the shop's currency. */
  shippingPrice: string;
  discount: Discount | null;
  sourceName: Order["sourceName"];
  poNumber: string | null;
  company: Customer["company"];
  note: string | null;
  tags: string[];
  customAttributes: Attribute[];
  cartToken: string | null;
  checkoutToken: string | null;
  draftOrderId: number | null;
}
export interface PlannedLine {
  product: Product;
  variant: Variant;
  quantity: number;
  unitPrice: string;
  properties: Attribute[];
  /** Undefined takes the variant's own date; null is a pre-order whose date nobody knows. */
  presaleShipsOn?: Instant | null;
}

const VAT: { [country: string]: number } = {
  DE: 0.19,
  FR: 0.2,
  NL: 0.21,
  ES: 0.21,
  IT: 0.22,
  PT: 0.23,
  SE: 0.25,
};

export function makeOrder(ground: Ground, plan: OrderPlan): Order {
  const token = tokenOf(`${ground.domain}/${plan.n}/order`);
  const order = emptyOrder(ground, plan, token);
  const price = (amount: string) => bag(amount, ground.currencyCode, plan.presentmentCurrencyCode);
  order.shippingAddress = plan.shippingAddress && {
    id: childId(ground.domain, order),
    ...plan.shippingAddress,
  };
  order.billingAddress = order.shippingAddress && {
    ...order.shippingAddress,
    id: childId(ground.domain, order),
  };
  order.lineItems = plan.lines.map((line) => makeLine(ground, plan, order, line, price(line.unitPrice)));
  applyDiscount(order, plan.discount, price);
  const isSent = ["SHIPPING", "LOCAL", "PICK_UP"].includes(plan.methodType);
  if (isSent && order.lineItems.some((line) => line.requiresShipping)) {
    const free = plan.discount?.kind === "FREE_SHIPPING";
    order.shippingLine = {
      id: childId(ground.domain, order),
      title: plan.presentedName ?? "Standard",
      code: plan.presentedName ?? "Standard",
      price: price(free ? "0" : plan.shippingPrice),
      carrierIdentifier: null,
    };
  }
  order.totals = originalTotals(order, price("0"));
  order.fulfillmentOrders = makeFulfillmentOrders(ground, plan, order);
  addPayment(ground, order, plan);
  settleOrder(order);
  return order;
}

/** 32 hexadecimal digits that follow from the text. */
export function tokenOf(text: string): string {
  return [0, 1, 2, 3].map((i) => hash32(`${text}/${i}`).toString(16).padStart(8, "0")).join("");
}

export function makeLine(
  ground: { domain: string },
  plan: { shippingAddress: { countryCode: string } | null },
  order: Order,
  line: PlannedLine,
  unitPrice: MoneyBag,
): LineItem {
  const { product, variant, quantity } = line;
  const taxRate = variant.taxable ? (VAT[plan.shippingAddress?.countryCode ?? "DE"] ?? 0) : 0;
  const variantTitle = variant.title === "Default Title" ? null : variant.title;
  const gross = times(unitPrice, quantity);
  return {
    id: childId(ground.domain, order),
    productId: product.id,
    variantId: variant.id,
    title: product.title,
    variantTitle,
    name: variantTitle ? `${product.title} - ${variantTitle}` : product.title,
    sku: variant.sku,
    vendor: product.vendor,
    quantity,
    currentQuantity: quantity,
    unfulfilledQuantity: quantity,
    unitPrice,
    totalDiscount: zeroLike(unitPrice),
    tax: times(gross, taxRate / (1 + taxRate)),
    taxRate,
    requiresShipping: variant.requiresShipping,
    isGiftCard: product.isGiftCard,
    taxable: variant.taxable,
    grams: variant.grams,
    presaleShipsOn: line.presaleShipsOn === undefined ? variant.presaleShipsOn : line.presaleShipsOn,
    customAttributes: line.properties,
  };
}

function applyDiscount(order: Order, discount: Discount | null, price: (amount: string) => MoneyBag): void {
  if (!discount) return;
  if (discount.code) order.discountCodes = [discount.code];
  for (const [i, line] of order.lineItems.entries()) {
    const gross = times(line.unitPrice, line.quantity);
    if (discount.kind === "PERCENTAGE") line.totalDiscount = times(gross, discount.value / 100);
    if (discount.kind === "FIXED_AMOUNT" && i === 0) {
      const most = Math.min(discount.value * 100, cents(gross.shopMoney.amount));
      line.totalDiscount = price(decimal(most));
    }
    line.tax = times(minus(gross, line.totalDiscount), line.taxRate / (1 + line.taxRate));
  }
}

function originalTotals(order: Order, none: MoneyBag): Order["totals"] {
  const gross = plus(none, ...order.lineItems.map((line) => times(line.unitPrice, line.quantity)));
  const discounts = plus(none, ...order.lineItems.map((line) => line.totalDiscount));
  const tax = plus(none, ...order.lineItems.map((line) => line.tax));
  const subtotal = atLeastZero(minus(gross, discounts));
  const shipping = order.shippingLine?.price ?? none;
  const total = plus(subtotal, shipping);
  return {
    originalSubtotal: subtotal,
    originalTotal: total,
    originalTax: tax,
    originalShipping: shipping,
    originalDiscounts: discounts,
    currentSubtotal: subtotal,
    currentTotal: total,
    currentTax: tax,
    currentShipping: shipping,
    currentDiscounts: discounts,
    received: none,
    netPayment: none,
    refunded: none,
    outstanding: total,
  };
}

/** One piece of work for goods to send, one for each pre-order date, one for what needs no sending. */
function makeFulfillmentOrders(ground: Ground, plan: OrderPlan, order: Order): FulfillmentOrder[] {
  const groups = new Map<string, LineItem[]>();
  for (const [i, line] of order.lineItems.entries()) {
    const isPresale = line.presaleShipsOn !== null || plan.lines[i]?.presaleShipsOn === null;
    const key = !line.requiresShipping
      ? "none"
      : isPresale
        ? `presale ${line.presaleShipsOn ?? ""}`
        : "goods";
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return [...groups].map(([key, lines]) => {
    const work = makeFulfillmentOrder(ground, order, lines, {
      methodType: key === "none" ? "NONE" : plan.methodType,
      presentedName: plan.presentedName,
      locationId: plan.locationId,
      at: plan.at,
    });
    if (key === "goods" && work.deliveryMethod) {
      work.deliveryMethod.minDeliveryDateTime = plan.promisedFrom;
      work.deliveryMethod.maxDeliveryDateTime = plan.promisedBy;
      work.fulfillBy = plan.fulfillBy;
    }
    if (key.startsWith("presale")) {
      work.status = "SCHEDULED";
      work.fulfillAt = lines[0]!.presaleShipsOn;
    }
    return work;
  });
}

export function makeFulfillmentOrder(
  ground: { domain: string },
  order: Order,
  lines: { id: number; currentQuantity: number }[],
  way: { methodType: DeliveryMethodType; presentedName: string | null; locationId: number; at: Instant },
): FulfillmentOrder {
  const isSent = way.methodType === "SHIPPING" || way.methodType === "LOCAL";
  return {
    id: childId(ground.domain, order),
    createdAt: way.at,
    updatedAt: way.at,
    orderId: order.id,
    status: "OPEN",
    requestStatus: "UNSUBMITTED",
    assignedLocationId: way.locationId,
    fulfillAt: way.at,
    fulfillBy: null,
    holds: [],
    deliveryMethod: {
      id: childId(ground.domain, order),
      methodType: way.methodType,
      presentedName: way.methodType === "NONE" ? null : way.presentedName,
      minDeliveryDateTime: null,
      maxDeliveryDateTime: null,
    },
    destination: isSent ? order.shippingAddress : null,
    lineItems: lines.map((line) => ({
      id: childId(ground.domain, order),
      lineItemId: line.id,
      totalQuantity: line.currentQuantity,
      remainingQuantity: line.currentQuantity,
      preparedQuantity: 0,
    })),
    supportedActions: [],
  };
}

function addPayment(ground: Ground, order: Order, plan: OrderPlan): void {
  if (plan.payment === "on-terms" || isZero(order.totals.originalTotal)) return;
  order.paymentGatewayNames = [plan.gateway];
  order.transactions.push({
    id: childId(ground.domain, order),
    kind: plan.payment === "authorized" ? "AUTHORIZATION" : "SALE",
    status: plan.payment === "pending" ? "PENDING" : "SUCCESS",
    gateway: plan.gateway,
    formattedGateway: plan.gateway.replaceAll("_", " "),
    amount: order.totals.originalTotal,
    parentId: null,
    errorCode: null,
    createdAt: plan.at,
    processedAt: plan.at,
  });
}

function emptyOrder(ground: Ground, plan: OrderPlan, token: string): Order {
  const none = bag("0", ground.currencyCode, plan.presentmentCurrencyCode);
  return {
    id: plan.id,
    createdAt: plan.at,
    updatedAt: plan.at,
    n: plan.n,
    childCount: 0,
    name: plan.name,
    number: plan.number,
    token,
    confirmationNumber: token.slice(0, 9).toUpperCase(),
    statusPageUrl: `https://${ground.domain}/${plan.id}/orders/${token}/authenticate?key=${token.slice(8, 24)}`,
    processedAt: plan.at,
    closedAt: null,
    cancelledAt: null,
    cancelReason: null,
    cancelStaffNote: null,
    customerId: plan.customer?.id ?? null,
    email: plan.email,
    phone: plan.phone,
    customerLocale: plan.locale,
    currencyCode: ground.currencyCode,
    presentmentCurrencyCode: plan.presentmentCurrencyCode,
    sourceName: plan.sourceName,
    channel:
      plan.sourceName === "pos"
        ? "Point of Sale"
        : plan.sourceName === "shopify_draft_order"
          ? "Draft Orders"
          : "Online Store",
    locationId: plan.sourceName === "pos" ? plan.locationId : null,
    poNumber: plan.poNumber,
    company: plan.company,
    note: plan.note,
    customAttributes: plan.customAttributes,
    tags: plan.tags,
    shippingAddress: null,
    billingAddress: null,
    shippingLine: null,
    discountCodes: [],
    taxesIncluded: true,
    paymentGatewayNames: [],
    paymentTerms: null,
    cartToken: plan.cartToken,
    checkoutToken: plan.checkoutToken,
    draftOrderId: plan.draftOrderId,
    edited: false,
    test: false,
    financialStatus: "PENDING",
    fulfillmentStatus: "UNFULFILLED",
    returnStatus: "NO_RETURN",
    totals: originalTotals({ lineItems: [], shippingLine: null } as unknown as Order, none),
    lineItems: [],
    transactions: [],
    refunds: [],
    fulfillmentOrders: [],
    fulfillments: [],
    returns: [],
    timeline: [],
    giftCards: [],
  };
}

/** Payment terms need the order's own ids, so they are put on once it exists. */
export function putOnTerms(ground: { domain: string }, order: Order, plan: OrderPlan): void {
  if (!plan.paymentTerms) return;
  const { type, dueInDays } = plan.paymentTerms;
  order.paymentTerms = {
    id: childId(ground.domain, order),
    name:
      type === "NET"
        ? `Net ${dueInDays ?? 30}`
        : type === "RECEIPT"
          ? "Due on receipt"
          : "Due on fulfillment",
    type,
    dueInDays,
    dueAt: type === "FULFILLMENT" ? null : after(plan.at, (dueInDays ?? 0) * DAY),
    overdue: false,
  };
}
