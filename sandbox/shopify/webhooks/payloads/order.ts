import { gid } from "../../store/ids.ts";
import type { FinancialStatus, FulfillmentStatus, Order, OrderTotals } from "../../store/order-types.ts";
import type { MoneyBag } from "../../store/types.ts";
import { customerInOrder } from "./customer.ts";
import { fulfillmentInOrder } from "./fulfillment.ts";
import { restOrderLine } from "./line-item.ts";
import { refundPayload } from "./refund.ts";
import { moneySet, type Rendering, restAddress, restAttributes, restInstant, zeroSet } from "./rest.ts";
import { returnPayload } from "./return.ts";

/** An order as webhooks carry it, with the documented keys. */
export function orderPayload(order: Order, rendering: Rendering) {
  const customer = order.customerId === null ? null : rendering.store.customer(order.customerId);
  return {
    ...identity(order),
    ...dates(order, rendering),
    ...contact(order),
    ...origin(order),
    ...money(order.totals),
    currency: order.currencyCode,
    presentment_currency: order.presentmentCurrencyCode,
    financial_status: restFinancialStatus(order.financialStatus),
    fulfillment_status: restFulfillmentStatus(order.fulfillmentStatus),
    cancel_reason: order.cancelReason?.toLowerCase() ?? null,
    tags: [...order.tags].sort().join(", "),
    note: order.note,
    note_attributes: restAttributes(order.customAttributes),
    discount_codes: order.discountCodes.map((code) => ({
      code,
      amount: order.totals.originalDiscounts.shopMoney.amount,
      type: "fixed_amount",
    })),
    discount_applications: order.discountCodes.map((code) => discountApplication(code, order)),
    payment_gateway_names: order.paymentGatewayNames,
    payment_terms: paymentTerms(order, rendering),
    po_number: order.poNumber,
    ...taxes(order),
    total_weight: order.lineItems.reduce((sum, line) => sum + line.grams * line.quantity, 0),
    billing_address: restAddress(order.billingAddress),
    shipping_address: restAddress(order.shippingAddress),
    ...(customer && { customer: customerInOrder(customer, rendering) }),
    fulfillments: order.fulfillments.map((one) => fulfillmentInOrder(one, order, rendering)),
    line_items: order.lineItems.map((line) => restOrderLine(line, rendering)),
    refunds: order.refunds.map((one) => refundPayload(one, order, rendering)),
    returns: order.returns.map((one) => returnPayload("returns/update", one, order)),
    shipping_lines: order.shippingLine ? [shippingLine(order.shippingLine)] : [],
    line_item_groups: [],
  };
}

/** `orders/delete` carries nothing else. */
export function orderDeletePayload(order: { id: number }) {
  return { id: order.id };
}

/** `orders/edited` tells what changed and not what the order now is. */
export function orderEditedPayload(order: Order, detail: { [key: string]: unknown }, rendering: Rendering) {
  const changes = (of: unknown) => (Array.isArray(of) ? of : []);
  return {
    order_edit: {
      id: typeof detail.editId === "number" ? detail.editId : order.id,
      app_id: null,
      created_at: restInstant(order.updatedAt, rendering),
      committed_at: restInstant(order.updatedAt, rendering),
      notify_customer: false,
      order_id: order.id,
      staff_note: typeof detail.staffNote === "string" ? detail.staffNote : "",
      user_id: null,
      line_items: { additions: changes(detail.additions), removals: changes(detail.removals) },
      discounts: { line_item: { additions: [], removals: [] } },
      shipping_lines: { additions: [], removals: [] },
    },
  };
}

function identity(order: Order) {
  return {
    id: order.id,
    admin_graphql_api_id: gid("Order", order.id),
    name: order.name,
    number: order.number,
    order_number: order.number,
    token: order.token,
    confirmation_number: order.confirmationNumber,
    order_status_url: order.statusPageUrl,
    cart_token: order.cartToken,
    checkout_token: order.checkoutToken,
    confirmed: true,
    test: order.test,
    reference: null,
    app_id: null,
    merchant_business_entity_id: "MTU0ODM4MDAwOQ",
    merchant_of_record_app_id: null,
  };
}

function dates(order: Order, rendering: Rendering) {
  return {
    created_at: restInstant(order.createdAt, rendering),
    updated_at: restInstant(order.updatedAt, rendering),
    processed_at: restInstant(order.processedAt, rendering),
    cancelled_at: restInstant(order.cancelledAt, rendering),
    closed_at: restInstant(order.closedAt, rendering),
  };
}

function contact(order: Order) {
  return {
    email: order.email ?? "",
    contact_email: order.email,
    phone: order.phone,
    customer_locale: order.customerLocale,
    buyer_accepts_marketing: false,
    browser_ip: null,
    client_details: null,
  };
}

function origin(order: Order) {
  return {
    source_name: order.sourceName,
    source_identifier: null,
    source_url: null,
    location_id: order.locationId,
    user_id: null,
    device_id: null,
    landing_site: null,
    landing_site_ref: null,
    referring_site: null,
  };
}

function money(totals: OrderTotals) {
  return {
    ...price("subtotal_price", totals.originalSubtotal),
    ...price("total_price", totals.originalTotal),
    ...price("total_tax", totals.originalTax),
    ...price("total_discounts", totals.originalDiscounts),
    ...price("total_line_items_price", totals.originalSubtotal),
    total_shipping_price_set: moneySet(totals.originalShipping),
    ...price("current_subtotal_price", totals.currentSubtotal),
    ...price("current_total_price", totals.currentTotal),
    ...price("current_total_tax", totals.currentTax),
    ...price("current_total_discounts", totals.currentDiscounts),
    current_shipping_price_set: moneySet(totals.currentShipping),
    current_total_additional_fees_set: null,
    current_total_duties_set: null,
    original_total_additional_fees_set: null,
    original_total_duties_set: null,
    total_outstanding: totals.outstanding.shopMoney.amount,
    total_tip_received: "0.00",
    total_cash_rounding_payment_adjustment_set: zeroSet(totals.originalTotal),
    total_cash_rounding_refund_adjustment_set: zeroSet(totals.originalTotal),
  };
}

function price(name: string, bag: MoneyBag) {
  return { [name]: bag.shopMoney.amount, [`${name}_set`]: moneySet(bag) };
}

function taxes(order: Order) {
  return {
    taxes_included: order.taxesIncluded,
    tax_exempt: false,
    tax_lines: [],
    estimated_taxes: false,
    duties_included: false,
  };
}

function shippingLine(line: NonNullable<Order["shippingLine"]>) {
  return {
    id: line.id,
    carrier_identifier: line.carrierIdentifier,
    code: line.code,
    current_discounted_price_set: moneySet(line.price),
    discounted_price: line.price.shopMoney.amount,
    discounted_price_set: moneySet(line.price),
    is_removed: false,
    phone: null,
    price: line.price.shopMoney.amount,
    price_set: moneySet(line.price),
    requested_fulfillment_service_id: null,
    source: "shopify",
    title: line.title,
    tax_lines: [],
    discount_allocations: [],
  };
}

function discountApplication(code: string, order: Order) {
  return {
    target_type: "line_item",
    type: "discount_code",
    value: order.totals.originalDiscounts.shopMoney.amount,
    value_type: "fixed_amount",
    allocation_method: "across",
    target_selection: "all",
    code,
  };
}

function paymentTerms({ paymentTerms: terms, totals, currencyCode, createdAt }: Order, rendering: Rendering) {
  return (
    terms && {
      id: terms.id,
      created_at: restInstant(createdAt, rendering),
      due_in_days: terms.dueInDays,
      payment_schedules: [
        {
          id: terms.id,
          created_at: restInstant(createdAt, rendering),
          amount: totals.outstanding.shopMoney.amount,
          currency: currencyCode,
          due_at: restInstant(terms.dueAt, rendering),
          completed_at: null,
        },
      ],
      payment_terms_name: terms.name,
      payment_terms_type: terms.type.toLowerCase(),
    }
  );
}

function restFinancialStatus(status: FinancialStatus) {
  return status.toLowerCase();
}

/** REST knows three words and null, whatever GraphQL displays. */
function restFulfillmentStatus(status: FulfillmentStatus) {
  if (status === "FULFILLED") return "fulfilled";
  if (status === "PARTIALLY_FULFILLED") return "partial";
  return status === "RESTOCKED" ? "restocked" : null;
}
