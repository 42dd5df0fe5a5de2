import { blankOrder } from "./blank-order.ts";
import type { Discount } from "./cart-types.ts";
import type { Ground } from "./desk.ts";
import { firstTotals } from "./first-totals.ts";
import { makeFulfillmentOrders } from "./first-work.ts";
import { after, DAY } from "./instants.ts";
import { bag, cents, decimal, isZero, minus, times, zeroLike } from "./money.ts";
import { childId } from "./order-children.ts";
import type { OrderPlan, PlannedLine } from "./order-plan.ts";
import type { LineItem, Order } from "./order-types.ts";
import { settleOrder } from "./settle-order.ts";
import type { MoneyBag } from "./types.ts";

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
  const order = blankOrder(ground, plan);
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
  order.totals = firstTotals(order, price("0"));
  order.fulfillmentOrders = makeFulfillmentOrders(ground, plan, order);
  addPayment(ground, order, plan);
  settleOrder(order);
  return order;
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
