import { z } from "zod";
import { basketLineFromWebhook } from "#app/carts/basket-line-from-webhook.ts";
import type { CheckoutRecord } from "#app/carts/checkout-record.ts";
import { plainAmount } from "#app/carts/plain-amount.ts";
import { normaliseEmail } from "#app/customers/email.ts";
import { normalisePhone } from "#app/customers/phone.ts";
import { flag, instant, listOf, readId, recordOf, text, toldText } from "#app/payload.ts";

/** Maps `checkouts/create` and `update`. Null where the payload has no token. */
export function checkoutFromWebhook(payload: unknown): CheckoutRecord | null {
  const read = checkoutShape.safeParse(payload);
  if (!read.success || !read.data.token) return null;
  const told = read.data;
  const country = told.shipping_address?.country_code ?? told.billing_address?.country_code ?? null;
  const phone = told.phone ?? told.shipping_address?.phone ?? told.phone;
  const startedAt = told.created_at ?? told.updated_at ?? EARLIEST;
  return {
    token: told.token!,
    shopifyId: readId(null, told.id) ?? undefined,
    cartToken: told.cart_token,
    customerShopifyId: told.customer && readId(told.customer.admin_graphql_api_id, told.customer.id),
    email: told.email && normaliseEmail(told.email),
    phone: phone && normalisePhone(phone, country),
    smsMarketingPhone:
      told.sms_marketing_phone &&
      (told.buyer_accepts_sms_marketing ? normalisePhone(told.sms_marketing_phone, country) : null),
    locale: told.customer_locale,
    currency: told.presentment_currency ?? told.currency ?? "",
    total: plainAmount(told.total_price ?? "0"),
    lines: told.line_items.map(basketLineFromWebhook),
    discountCodes: told.discount_codes.map(({ code }) => code).filter((code) => code !== null),
    recoverUrl: told.abandoned_checkout_url,
    startedAt,
    completedAt: told.completed_at,
    updatedAt: told.updated_at ?? startedAt,
  };
}

/** `checkouts/delete` names an id and the cart it was made of, but no token. Null where it names neither. */
export function checkoutGoneFromWebhook(
  payload: unknown,
): { shopifyId: string | null; cartToken: string | null } | null {
  const read = goneShape.safeParse(payload);
  if (!read.success) return null;
  const gone = { shopifyId: readId(null, read.data.id), cartToken: read.data.cart_token };
  return gone.shopifyId || gone.cartToken ? gone : null;
}

const EARLIEST = new Date(0);

const place = recordOf({ country_code: text, phone: text });

const checkoutShape = z.object({
  id: text,
  token: text,
  cart_token: toldText,
  email: toldText,
  phone: toldText,
  buyer_accepts_sms_marketing: flag,
  sms_marketing_phone: toldText,
  customer_locale: toldText,
  currency: text,
  presentment_currency: text,
  total_price: text,
  abandoned_checkout_url: text,
  created_at: instant,
  updated_at: instant,
  completed_at: instant,
  discount_codes: listOf(z.object({ code: text })),
  line_items: listOf(z.unknown()),
  shipping_address: place,
  billing_address: place,
  customer: recordOf({ id: text, admin_graphql_api_id: text }),
});

const goneShape = z.object({ id: text, cart_token: text });
