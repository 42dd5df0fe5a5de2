import type { AbandonedCheckout } from "../../shopify/store/cart-types.ts";
import type { DeliveryMethodType } from "../../shopify/store/order-types.ts";
import type { SaveCheckout } from "../../shopify/store/verb-types.ts";
import { type Asked, redirectTo, type Shown } from "../answer-page.ts";
import type { PageContent } from "../render-page.ts";
import { COUNTRIES, cookie, type Visit } from "../visit.ts";
import { cartObject } from "./cart-object.ts";
import { orderObject } from "./order-object.ts";
import { notFoundPage } from "./texts.ts";

/** The checkout begins in the store when contact is given, not when the page is seen: as Shopify counts them. */
export function checkoutPage({ visit }: Asked): Shown {
  if (!cartObject(visit).item_count) return redirectTo("/cart");
  return show(visit, beginning(visit), "");
}

/** Called by the page as soon as email or phone is filled in: from here on the checkout can be abandoned. */
export function rememberContact({ visit, fields }: Asked): Shown {
  const saved = save(visit, fields);
  if (!saved.ok) return { status: 422, body: { errors: saved.userErrors } };
  return { status: 200, body: { token: saved.value.token } };
}

/** Pays by the chosen way; the order takes over cart and checkout. */
export function pay({ visit, fields }: Asked): Shown {
  const saved = save(visit, fields);
  if (!saved.ok) return show(visit, fields, problemsOf(saved.userErrors));
  const paid = visit.store.completeCheckout(saved.value.token, {
    payment: fields.payment === "bank" ? "pending" : "paid",
    deliveryMethod: methodOf(visit, fields.delivery),
  });
  if (!paid.ok) return show(visit, fields, problemsOf(paid.userErrors));
  visit.setCookies.push(cookie("cart", null), cookie("_town_checkout", null));
  visit.town.announce({
    kind: "checkout",
    shop: visit.store.domain,
    order: paid.value.name,
    orderId: paid.value.id,
  });
  return redirectTo(`/checkouts/cn/${saved.value.token}/thank-you`);
}

/** The link of an abandoned cart's message: the cart comes back, and the contact with it. */
export function recoverCheckout({ visit, parts: [token = ""] }: Asked): Shown {
  const checkout = visit.store.checkoutByToken(token);
  if (!checkout) return notFoundPage();
  if (checkout.completedAt) return redirectTo(`/checkouts/cn/${token}/thank-you`);
  const lines = checkout.lines.map(({ variantId, quantity }) => ({ variantId, quantity }));
  const cart = visit.store.saveCart({
    ...(checkout.cartToken ? { token: checkout.cartToken } : {}),
    customerId: checkout.customerId,
    lines,
  });
  if (!cart.ok) return redirectTo("/cart");
  visit.cartToken = cart.value.token;
  visit.setCookies.push(cookie("cart", cart.value.token));
  return show(visit, { ...beginning(visit), ...fieldsOfCheckout(checkout) }, "");
}

export function thankYouPage({ visit, parts: [token = ""] }: Asked): PageContent {
  const checkout = visit.store.checkoutByToken(token);
  const order = checkout?.orderId ? visit.store.order(checkout.orderId) : null;
  if (!order) return notFoundPage();
  return {
    template: "thank_you",
    layout: "checkout",
    title: order.name,
    values: { order: orderObject(visit, order) },
  };
}

function save(visit: Visit, fields: Record<string, unknown>) {
  const text = (name: string) => String(fields[name] ?? "").trim() || null;
  const known = text("token");
  const country = COUNTRIES.find(({ code }) => code === text("country")) ?? visit.country;
  const input: SaveCheckout = {
    ...(known && visit.store.checkoutByToken(known) ? { token: known } : {}),
    cartToken: visit.cartToken,
    lines: cartObject(visit).items.map(({ variant_id, quantity }) => ({ variantId: variant_id, quantity })),
    customerId: visit.customer?.id ?? null,
    email: text("email"),
    phone: text("phone"),
    acceptsMarketing: fields.marketing !== undefined,
    acceptsSmsMarketing: fields.sms_marketing !== undefined,
    smsMarketingPhone: fields.sms_marketing === undefined ? null : text("phone"),
    presentmentCurrencyCode: visit.country.currency,
    discountCode: text("discount"),
    locale: visit.locale,
  };
  if (text("address1"))
    input.shippingAddress = {
      firstName: text("first_name"),
      lastName: text("last_name"),
      address1: text("address1") ?? "",
      address2: text("address2"),
      zip: text("zip") ?? "",
      city: text("city") ?? "",
      country: country.name,
      countryCode: country.code,
      phone: text("phone"),
    };
  return visit.store.saveCheckout(input);
}

function show(visit: Visit, fields: Record<string, unknown>, problem: string): PageContent {
  const { currencyCode } = visit.store.shop();
  const pickUp = visit.store.locations().find(({ localPickupEnabled }) => localPickupEnabled);
  return {
    template: "checkout",
    layout: "checkout",
    title: "Checkout",
    values: {
      fields,
      problem,
      countries: COUNTRIES,
      pick_up: pickUp ? { name: pickUp.name, city: pickUp.address.city } : null,
      is_foreign: visit.country.currency !== currencyCode,
    },
  };
}

/** What is known of a signed-in shopper stands in the form already. */
function beginning({ customer, country }: Visit): Record<string, unknown> {
  const address = customer?.addresses.find(({ id }) => id === customer.defaultAddressId);
  return {
    email: customer?.email ?? "",
    phone: customer?.phone ?? "",
    first_name: customer?.firstName ?? "",
    last_name: customer?.lastName ?? "",
    address1: address?.address1 ?? "",
    zip: address?.zip ?? "",
    city: address?.city ?? "",
    country: address?.countryCode ?? country.code,
  };
}

function fieldsOfCheckout({ token, email, phone, shippingAddress: to }: AbandonedCheckout) {
  const address = to && {
    first_name: to.firstName,
    last_name: to.lastName,
    address1: to.address1,
    zip: to.zip,
    city: to.city,
    country: to.countryCode,
  };
  return { token, email, phone, ...address };
}

function methodOf(visit: Visit, chosen: unknown): DeliveryMethodType {
  if (!cartObject(visit).requires_shipping) return "NONE";
  if (chosen === "pickup") return "PICK_UP";
  return chosen === "local" ? "LOCAL" : "SHIPPING";
}

function problemsOf(errors: { message: string }[]) {
  return errors.map(({ message }) => message).join(" ");
}
