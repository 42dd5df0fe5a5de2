import { productPicture } from "../pictures.ts";
import type { Visit } from "../visit.ts";

export interface CartItem {
  key: number;
  variant_id: number;
  quantity: number;
  title: string;
  variant_title: string | null;
  url: string;
  price: number;
  line_price: number;
  picture: string;
  requires_shipping: boolean;
}

/** The shopper's cart as Liquid has it, empty before anything was put in. */
export function cartObject({ store, cartToken }: Visit) {
  const cart = cartToken ? store.cart(cartToken) : null;
  const items = (cart?.lines ?? []).flatMap((line): CartItem[] => {
    const variant = store.variant(line.variantId);
    const product = variant && store.product(variant.productId);
    if (!variant || !product) return [];
    const price = Math.round(Number(variant.price) * 100);
    return [
      {
        key: line.variantId,
        variant_id: line.variantId,
        quantity: line.quantity,
        title: product.title,
        variant_title: variant.title === "Default Title" ? null : variant.title,
        url: `/products/${product.handle}`,
        price,
        line_price: price * line.quantity,
        picture: productPicture(product),
        requires_shipping: variant.requiresShipping,
      },
    ];
  });
  return {
    token: cart?.token ?? null,
    items,
    item_count: items.reduce((sum, { quantity }) => sum + quantity, 0),
    total_price: items.reduce((sum, { line_price }) => sum + line_price, 0),
    requires_shipping: items.some(({ requires_shipping }) => requires_shipping),
    note: cart?.note ?? null,
  };
}
