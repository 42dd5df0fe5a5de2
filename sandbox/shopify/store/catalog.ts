import { type Article, ARTICLES } from "./articles.ts";
import { idRange } from "./ids.ts";
import { DAY, instant } from "./instants.ts";
import { roll } from "./randomness.ts";
import type { Instant, Location, Product, Variant } from "./types.ts";

/** The shop's goods; the same for every seed but for how many of each lie where. */
export function makeCatalog(
  domain: string,
  seed: number,
  openedAt: number,
  locations: Location[],
): Product[] {
  const base = idRange(domain, "Catalog");
  const createdAt = instant(openedAt - 420 * DAY);
  return ARTICLES.map((article, i) => {
    const id = base + (i + 1) * 1000;
    const values = article.options?.[1] ?? ["Default Title"];
    const product: Product = {
      id,
      createdAt,
      updatedAt: createdAt,
      title: article.title,
      handle: handleOf(article.title),
      vendor: "Tidewater",
      productType: article.type,
      description: article.text,
      descriptionHtml: `<p>${article.text}</p>`,
      tags: article.kind ? [article.kind] : [],
      status: "ACTIVE",
      isGiftCard: article.kind === "gift-card",
      options: [{ name: article.options?.[0] ?? "Title", values }],
      picture: { hue: (i * 47) % 360, glyph: article.glyph },
      variants: [],
      publishedAt: createdAt,
    };
    product.variants = values.map((value, position) =>
      makeVariant(product, article, value, position, seed, openedAt, locations),
    );
    return product;
  });
}

function makeVariant(
  product: Product,
  article: Article,
  value: string,
  position: number,
  seed: number,
  openedAt: number,
  locations: Location[],
): Variant {
  const id = product.id + 10 + position * 10;
  const isGoods = article.kind !== "digital" && article.kind !== "gift-card";
  return {
    id,
    productId: product.id,
    inventoryItemId: id + 1,
    createdAt: product.createdAt,
    updatedAt: product.updatedAt,
    title: value,
    sku: skuOf(product.title, value),
    barcode: null,
    price: (article.kind === "gift-card" ? Number(value) : article.price).toFixed(2),
    compareAtPrice: null,
    selectedOptions: [{ name: article.options?.[0] ?? "Title", value }],
    position: position + 1,
    taxable: article.kind !== "gift-card",
    requiresShipping: isGoods,
    grams: article.grams,
    inventoryPolicy: article.kind === "presale" || !isGoods ? "CONTINUE" : "DENY",
    presaleShipsOn: article.kind === "presale" ? instant(openedAt + 21 * DAY) : null,
    stock: locations.map((location, l) => {
      const none = !isGoods || article.kind === "presale" || article.kind === "sold-out";
      const available = none ? 0 : 3 + roll(seed, 60 + l, id % 100_000, l === 0 ? 120 : 15);
      return stockLevel(location.id, available, product.createdAt);
    }),
  };
}

function stockLevel(locationId: number, available: number, updatedAt: Instant) {
  return { locationId, available, onHand: available, committed: 0, incoming: 0, updatedAt };
}

export function handleOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

export function skuOf(title: string, value: string): string {
  const letters = title.replace(/[^A-Za-z ]/g, "").split(" ");
  const stem = letters.map((word) => word.slice(0, 3).toUpperCase()).join("");
  return value === "Default Title"
    ? `TW-${stem}`
    : `TW-${stem}-${value.toUpperCase().replace(/[^A-Z0-9]/g, "")}`;
}
