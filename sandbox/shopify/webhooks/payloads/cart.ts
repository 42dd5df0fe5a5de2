import type { Cart, CartLine } from "../../store/cart-types.ts";
import type { Money } from "../../store/types.ts";
import type { Rendering } from "./rest.ts";

/** Carts write instants in UTC with milliseconds, unlike everything else. */
export function cartPayload(it: Cart, rendering: Rendering) {
  return {
    id: it.token,
    token: it.token,
    line_items: it.lines.map((line) => cartLine(line, rendering)),
    note: it.note,
    updated_at: it.updatedAt.replace("Z", ".000Z"),
    created_at: it.createdAt.replace("Z", ".000Z"),
  };
}

function cartLine(line: CartLine, { store }: Rendering) {
  const variant = store.variant(line.variantId);
  const product = variant && store.product(variant.productId);
  const price = variant?.price ?? "0.00";
  const total = (Number(price) * line.quantity).toFixed(2);
  const currencyCode = store.shop().currencyCode;
  const properties = Object.fromEntries(line.properties.map(({ key, value }) => [key, value]));
  return {
    id: line.variantId,
    properties: line.properties.length ? properties : null,
    quantity: line.quantity,
    variant_id: line.variantId,
    key: `${line.variantId}:${line.id.toString(16)}`,
    discounted_price: price,
    discounts: [],
    gift_card: product?.isGiftCard ?? false,
    grams: variant?.grams ?? 0,
    line_price: total,
    original_line_price: total,
    original_price: price,
    price,
    product_id: variant?.productId ?? null,
    sku: variant?.sku ?? null,
    taxable: variant?.taxable ?? true,
    title: product ? `${product.title} - ${variant.title}` : "",
    total_discount: "0.00",
    vendor: product?.vendor ?? null,
    discounted_price_set: both({ amount: price, currencyCode }),
    line_price_set: both({ amount: total, currencyCode }),
    original_line_price_set: both({ amount: total, currencyCode }),
    price_set: both({ amount: price, currencyCode }),
    total_discount_set: both({ amount: "0.00", currencyCode }),
    parent_relationship: null,
  };
}

function both({ amount, currencyCode }: Money) {
  const money = { amount, currency_code: currencyCode };
  return { shop_money: money, presentment_money: { ...money } };
}
