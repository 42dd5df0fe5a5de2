import type { BasketLine, CheckoutRecord } from "#app/carts/checkout-record.ts";
import { plainAmount } from "#app/carts/plain-amount.ts";
import { normaliseEmail } from "#app/customers/email.ts";
import { normalisePhone } from "#app/customers/phone.ts";
import { idOfGid } from "#app/id.ts";
import type {
  CheckoutFactsFragment,
  CheckoutLineFactsFragment,
} from "#app/shopify/operations/types.generated.ts";

/**
 * Maps a checkout of the Admin API, which has no email, phone, language or cart of its own: the contact is its
 * customer's or the address's. Null where its address has no token, for nothing else joins it to its webhooks.
 */
export function checkoutFromAdmin(
  node: CheckoutFactsFragment,
  lines: CheckoutLineFactsFragment[],
): CheckoutRecord | null {
  const token = tokenOf(node.abandonedCheckoutUrl);
  if (!token) return null;
  const { customer, shippingAddress, totalPriceSet } = node;
  const phone = shippingAddress?.phone ?? customer?.defaultPhoneNumber?.phoneNumber;
  const { amount, currencyCode } = totalPriceSet.presentmentMoney;
  return {
    token,
    shopifyId: idOfGid(node.id),
    // What comes null may have been withheld: it wipes nothing.
    customerShopifyId: customer ? idOfGid(customer.id) : undefined,
    email: normaliseEmail(customer?.defaultEmailAddress?.emailAddress) ?? undefined,
    phone: normalisePhone(phone, shippingAddress?.countryCodeV2) ?? undefined,
    currency: currencyCode,
    total: plainAmount(amount),
    lines: lines.map(basketLineFromAdmin),
    discountCodes: node.discountCodes,
    recoverUrl: node.abandonedCheckoutUrl,
    startedAt: new Date(node.createdAt),
    completedAt: node.completedAt ? new Date(node.completedAt) : null,
    updatedAt: new Date(node.updatedAt),
  };
}

/** `…/checkouts/ac/<token>/recover?key=…`, and of older ones `…/<shop's id>/checkouts/<token>/recover?key=…`. */
function tokenOf(url: string): string | null {
  return /\/checkouts\/(?:ac\/|cn\/)?([\w-]{8,})(?:\/|\?|$)/.exec(url)?.[1] ?? null;
}

export const basketLineFromAdmin = (node: CheckoutLineFactsFragment): BasketLine => ({
  variantId: node.variant && idOfGid(node.variant.id),
  productId: node.product && idOfGid(node.product.id),
  title: node.title ?? "",
  variantTitle: node.variantTitle,
  quantity: node.quantity,
  price: plainAmount(node.originalUnitPriceSet.presentmentMoney.amount),
});
