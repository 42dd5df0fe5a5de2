import type { AbandonedCheckout, CartLine } from "../../store/cart-types.ts";
import { customerInOrder } from "./customer.ts";
import { type Rendering, restAddress, restInstant } from "./rest.ts";

/** A checkout has no id since 2026-04: carts, checkouts and orders are joined on tokens. */
export function checkoutPayload(it: AbandonedCheckout, rendering: Rendering) {
  const customer = it.customerId === null ? null : rendering.store.customer(it.customerId);
  return {
    token: it.token,
    cart_token: it.cartToken,
    email: it.email,
    gateway: null,
    buyer_accepts_marketing: it.acceptsMarketing,
    created_at: restInstant(it.createdAt, rendering),
    updated_at: restInstant(it.updatedAt, rendering),
    landing_site: null,
    note: it.note,
    note_attributes: [],
    referring_site: null,
    shipping_lines: [],
    taxes_included: rendering.store.shop().taxesIncluded,
    total_weight: 0,
    currency: it.currencyCode,
    completed_at: restInstant(it.completedAt, rendering),
    closed_at: null,
    user_id: null,
    location_id: null,
    source_identifier: null,
    source_url: null,
    device_id: null,
    phone: it.phone,
    customer_locale: it.customerLocale,
    line_items: it.lines.map((line) => checkoutLine(line, rendering)),
    name: it.name,
    source: null,
    abandoned_checkout_url: it.abandonedCheckoutUrl,
    discount_codes: it.discountCodes.map((code) => ({ code, amount: "0.00", type: "fixed_amount" })),
    tax_lines: [],
    source_name: "web",
    presentment_currency: it.presentmentCurrencyCode,
    ...checkoutTotals(it),
    billing_address: restAddress(it.billingAddress),
    shipping_address: restAddress(it.shippingAddress),
    ...(customer && { customer: customerInOrder(customer, rendering) }),
  };
}

export function checkoutDeletePayload(it: AbandonedCheckout) {
  return {
    id: it.id,
    presentment_currency: it.presentmentCurrencyCode,
    cart_token: it.cartToken,
    ...checkoutTotals(it),
  };
}

function checkoutTotals(it: AbandonedCheckout) {
  return {
    buyer_accepts_sms_marketing: it.acceptsSmsMarketing,
    sms_marketing_phone: it.smsMarketingPhone,
    total_discounts: "0.00",
    total_line_items_price: it.subtotal.shopMoney.amount,
    total_price: it.total.shopMoney.amount,
    total_tax: it.totalTax.shopMoney.amount,
    subtotal_price: it.subtotal.shopMoney.amount,
    total_duties: null,
    reservation_token: null,
  };
}

function checkoutLine(line: CartLine, { store }: Rendering) {
  const variant = store.variant(line.variantId);
  const product = variant && store.product(variant.productId);
  const price = variant?.price ?? "0.00";
  return {
    applied_discounts: [],
    discount_allocations: [],
    key: `${line.variantId}:${line.id.toString(16)}`,
    destination_location_id: null,
    fulfillment_service: "manual",
    gift_card: product?.isGiftCard ?? false,
    grams: variant?.grams ?? 0,
    origin_location_id: null,
    presentment_title: product?.title ?? "",
    presentment_variant_title: variant?.title ?? "",
    product_id: variant?.productId ?? null,
    properties: null,
    quantity: line.quantity,
    requires_shipping: variant?.requiresShipping ?? true,
    sku: variant?.sku ?? null,
    tax_lines: [],
    taxable: variant?.taxable ?? true,
    title: product?.title ?? "",
    variant_id: line.variantId,
    variant_title: variant?.title ?? "",
    variant_price: price,
    vendor: product?.vendor ?? "",
    user_id: null,
    unit_price_measurement: {
      measured_type: null,
      quantity_value: null,
      quantity_unit: null,
      reference_value: null,
      reference_unit: null,
    },
    rank: null,
    compare_at_price: variant?.compareAtPrice ?? null,
    line_price: (Number(price) * line.quantity).toFixed(2),
    price,
  };
}
