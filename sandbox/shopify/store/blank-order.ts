import type { Ground } from "./desk.ts";
import { firstTotals } from "./first-totals.ts";
import { bag } from "./money.ts";
import type { OrderPlan } from "./order-plan.ts";
import type { Order } from "./order-types.ts";
import { tokenOf } from "./token.ts";

const CHANNELS: { [source in Order["sourceName"]]: Order["channel"] } = {
  web: "Online Store",
  iphone: "Online Store",
  pos: "Point of Sale",
  shopify_draft_order: "Draft Orders",
};

/** An order's record before anything is in it. */
export function blankOrder(ground: Ground, plan: OrderPlan): Order {
  const token = tokenOf(`${ground.domain}/${plan.n}/order`);
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
    channel: CHANNELS[plan.sourceName],
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
    totals: firstTotals({ lineItems: [], shippingLine: null }, none),
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
