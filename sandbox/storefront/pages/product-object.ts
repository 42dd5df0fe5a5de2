import type { Product, Variant } from "../../shopify/store/types.ts";
import { productPicture } from "../pictures.ts";

/** A product as Liquid has it: prices in cents, `picture` in place of images. */
export function productObject(product: Product, locale = "en") {
  const variants = product.variants.map((variant) => variantObject(variant));
  const prices = variants.map(({ price }) => price);
  return {
    id: product.id,
    title: product.title,
    handle: product.handle,
    url: `/products/${product.handle}`,
    type: product.productType,
    vendor: product.vendor,
    description: product.descriptionHtml,
    tags: product.tags,
    price: Math.min(...prices),
    price_varies: new Set(prices).size > 1,
    available: variants.some(({ available }) => available),
    is_presale: product.variants.some(({ presaleShipsOn }) => presaleShipsOn),
    ships_on: shipsOn(product, locale),
    has_only_default_variant: variants.length === 1,
    option_name: product.options[0]?.name ?? "",
    variants,
    picture: productPicture(product),
  };
}

/** The day a pre-order ships, in words. */
function shipsOn({ variants }: Product, locale: string) {
  const instant = variants.find(({ presaleShipsOn }) => presaleShipsOn)?.presaleShipsOn;
  return instant ? new Intl.DateTimeFormat(locale, { dateStyle: "long" }).format(new Date(instant)) : null;
}

export function variantObject(variant: Variant) {
  const stock = variant.stock.reduce((sum, { available }) => sum + available, 0);
  return {
    id: variant.id,
    title: variant.title,
    sku: variant.sku,
    price: Math.round(Number(variant.price) * 100),
    available: variant.inventoryPolicy === "CONTINUE" || stock > 0,
    inventory_quantity: stock,
  };
}
