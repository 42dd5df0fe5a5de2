import type { AbandonedCheckout, Cart } from "../cart-types.ts";
import type { Desk } from "../desk.ts";
import { tokenOf } from "../token.ts";
import type { DeliveryMethodType, Order } from "../order-types.ts";
import { done, missing, refused } from "../outcome.ts";
import { customerByEmail } from "../reads.ts";
import { tell } from "../save-order.ts";
import type { Attribute, Customer } from "../types.ts";
import type { Outcome, SaveCheckout } from "../verb-types.ts";
import { priceLines } from "./drafts.ts";
import { fullAddress, placeOrder } from "./place-order.ts";

export function saveCart(
  desk: Desk,
  input: {
    token?: string;
    customerId?: number | null;
    lines: { variantId: number; quantity: number; properties?: Attribute[] }[];
    note?: string | null;
  },
): Outcome<Cart> {
  const priced = priceLines(desk, input.lines, desk.currencyCode);
  if (!priced.ok) return priced;
  const known = input.token ? desk.carts.get(input.token) : undefined;
  const at = desk.now();
  const token = known?.token ?? input.token ?? newToken(desk);
  const cart: Cart = {
    token,
    customerId: input.customerId === undefined ? (known?.customerId ?? null) : input.customerId,
    lines: priced.value.lines,
    note: input.note === undefined ? (known?.note ?? null) : input.note,
    createdAt: known?.createdAt ?? at,
    updatedAt: at,
  };
  desk.carts.set(token, cart);
  tell(desk, at, {
    topic: known ? "carts/update" : "carts/create",
    resource: "Cart",
    id: token,
    record: cart,
  });
  return done(cart);
}

/** A checkout that is begun; it counts as abandoned until it is completed. */
export function saveCheckout(desk: Desk, input: SaveCheckout): Outcome<AbandonedCheckout> {
  const known = input.token ? desk.checkouts.get(input.token) : undefined;
  if (known?.completedAt) return refused("Checkout is already completed", ["token"], "INVALID");
  const cart = input.cartToken ? desk.carts.get(input.cartToken) : undefined;
  const wanted = input.lines ?? known?.lines ?? cart?.lines;
  if (!wanted?.length) return refused("Line items can't be blank", ["lines"], "BLANK");
  const customer = customerOf(desk, input, known);
  const currency = input.presentmentCurrencyCode ?? known?.presentmentCurrencyCode ?? desk.currencyCode;
  const priced = priceLines(desk, wanted, currency);
  if (!priced.ok) return priced;
  const at = desk.now();
  const token = known?.token ?? input.token ?? newToken(desk);
  const checkout: AbandonedCheckout = {
    ...(known ?? emptyCheckout(desk, token)),
    ...given(input),
    updatedAt: at,
    customerId: customer?.id ?? null,
    email: input.email ?? known?.email ?? customer?.email ?? null,
    presentmentCurrencyCode: currency,
    lines: priced.value.lines,
    subtotal: priced.value.subtotal,
    totalTax: priced.value.tax,
    total: priced.value.subtotal,
    discountCodes: input.discountCode ? [input.discountCode] : (known?.discountCodes ?? []),
  };
  if (input.shippingAddress) {
    checkout.shippingAddress = { id: desk.nextId("Cart"), ...fullAddress(input.shippingAddress, customer) };
    checkout.billingAddress = checkout.shippingAddress;
  }
  desk.checkouts.set(token, checkout);
  const topic = known ? "checkouts/update" : "checkouts/create";
  tell(desk, at, { topic, resource: "Checkout", id: checkout.id, record: checkout });
  return done(checkout);
}

/** The shopper pays: the checkout becomes an order that carries its tokens. */
export function completeCheckout(
  desk: Desk,
  token: string,
  input: { payment?: "paid" | "pending" | "authorized"; deliveryMethod?: DeliveryMethodType } = {},
): Outcome<Order> {
  const checkout = desk.checkouts.get(token);
  if (!checkout) return missing("Checkout", "token");
  if (checkout.completedAt) return refused("Checkout is already completed", ["token"], "INVALID");
  if (!checkout.email && !checkout.phone) return refused("Email can't be blank", ["email"], "BLANK");
  const placed = placeOrder(desk, {
    ...(checkout.customerId ? { customerId: checkout.customerId } : { customerEmail: checkout.email }),
    customer: { acceptsMarketing: checkout.acceptsMarketing, ...nameOf(checkout) },
    email: checkout.email,
    phone: checkout.phone,
    lines: checkout.lines,
    shippingAddress: checkout.shippingAddress,
    presentmentCurrencyCode: checkout.presentmentCurrencyCode,
    payment: input.payment,
    deliveryMethod: input.deliveryMethod,
    discountCode: checkout.discountCodes[0] ?? null,
    locale: checkout.customerLocale ?? undefined,
    cartToken: checkout.cartToken,
    checkoutToken: token,
  });
  if (!placed.ok) return placed;
  const at = desk.now();
  const finished = { ...checkout, completedAt: at, updatedAt: at, orderId: placed.value.id };
  desk.checkouts.set(token, finished);
  if (checkout.cartToken) desk.carts.delete(checkout.cartToken);
  tell(desk, at, { topic: "checkouts/update", resource: "Checkout", id: finished.id, record: finished });
  return placed;
}

export function deleteCheckout(desk: Desk, token: string): Outcome<string> {
  const checkout = desk.checkouts.get(token);
  if (!checkout) return missing("Checkout", "token");
  desk.checkouts.delete(token);
  tell(desk, desk.now(), {
    topic: "checkouts/delete",
    resource: "Checkout",
    id: checkout.id,
    record: checkout,
  });
  return done(token);
}

function customerOf(desk: Desk, input: SaveCheckout, known: AbandonedCheckout | undefined): Customer | null {
  const id = input.customerId ?? known?.customerId;
  if (id) return desk.customers.get(id);
  const email = input.email ?? known?.email;
  return email ? customerByEmail(desk, email) : null;
}

function given(input: SaveCheckout): Partial<AbandonedCheckout> {
  const { phone, cartToken, acceptsMarketing, acceptsSmsMarketing, smsMarketingPhone, locale } = input;
  const all = {
    phone,
    cartToken,
    acceptsMarketing,
    acceptsSmsMarketing,
    smsMarketingPhone,
    customerLocale: locale,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

function nameOf(checkout: AbandonedCheckout) {
  const { firstName, lastName, phone } = checkout.shippingAddress ?? {
    firstName: null,
    lastName: null,
    phone: null,
  };
  return {
    firstName,
    lastName,
    phone: checkout.phone ?? phone,
    address: checkout.shippingAddress ?? undefined,
  };
}

function emptyCheckout(desk: Desk, token: string): AbandonedCheckout {
  const id = desk.nextId("Cart");
  const nothing = { amount: "0.00", currencyCode: desk.currencyCode };
  const none = { shopMoney: nothing, presentmentMoney: nothing };
  return {
    id,
    createdAt: desk.now(),
    updatedAt: desk.now(),
    name: `#${id}`,
    token,
    cartToken: null,
    customerId: null,
    email: null,
    phone: null,
    smsMarketingPhone: null,
    acceptsMarketing: false,
    acceptsSmsMarketing: false,
    customerLocale: "en",
    currencyCode: desk.currencyCode,
    presentmentCurrencyCode: desk.currencyCode,
    lines: [],
    shippingAddress: null,
    billingAddress: null,
    discountCodes: [],
    abandonedCheckoutUrl: `https://${desk.domain}/checkouts/ac/${token}/recover?key=${token.slice(0, 16)}`,
    subtotal: none,
    totalTax: none,
    total: none,
    note: null,
    completedAt: null,
    orderId: null,
  };
}

function newToken(desk: Desk): string {
  return tokenOf(`${desk.domain}/${desk.seed}/${desk.nextId("Cart")}`);
}
