import { idRange } from "./ids.ts";
import { DAY, instant } from "./instants.ts";
import { roll } from "./randomness.ts";
import type { Instant, Location, Product, Variant } from "./types.ts";

interface Article {
  title: string;
  type: string;
  price: number;
  options?: [name: string, values: string[]];
  grams: number;
  text: string;
  glyph: string;
  kind?: "gift-card" | "digital" | "presale" | "sold-out";
}

const ARTICLES: Article[] = [
  {
    title: "Harbor Rain Jacket",
    type: "Outerwear",
    price: 149,
    options: ["Size", ["S", "M", "L", "XL"]],
    grams: 620,
    text: "Taped seams, a deep hood and pockets that close. Made for walking into the wind.",
    glyph: "jacket",
  },
  {
    title: "Tidal Wool Sweater",
    type: "Knitwear",
    price: 119,
    options: ["Size", ["S", "M", "L", "XL"]],
    grams: 540,
    text: "Undyed merino from the coast, knitted thick.",
    glyph: "sweater",
  },
  {
    title: "Pier Beanie",
    type: "Accessories",
    price: 28,
    options: ["Colour", ["Navy", "Rust", "Sand"]],
    grams: 90,
    text: "Ribbed lambswool that keeps its shape.",
    glyph: "beanie",
  },
  {
    title: "Dry Bag 20 L",
    type: "Bags",
    price: 45,
    options: ["Colour", ["Yellow", "Slate"]],
    grams: 380,
    text: "Roll it shut three times and throw it in the boat.",
    glyph: "bag",
  },
  {
    title: "Enamel Camp Mug",
    type: "Kitchen",
    price: 16,
    options: ["Colour", ["White", "Blue", "Green"]],
    grams: 150,
    text: "Steel under enamel, 350 ml, stands on a fire.",
    glyph: "mug",
  },
  {
    title: "Storm Lantern",
    type: "Light",
    price: 64,
    grams: 900,
    text: "Brass and glass, burns eleven hours.",
    glyph: "lantern",
  },
  {
    title: "Deck Shoes",
    type: "Shoes",
    price: 98,
    options: ["Size", ["38", "39", "40", "41", "42", "43", "44"]],
    grams: 800,
    text: "Oiled leather on a sole that does not slip or mark.",
    glyph: "shoe",
  },
  {
    title: "Rope Dog Lead",
    type: "Accessories",
    price: 32,
    grams: 210,
    text: "Spliced by hand from climbing rope.",
    glyph: "rope",
  },
  {
    title: "Folding Deck Chair",
    type: "Furniture",
    price: 129,
    options: ["Fabric", ["Stripe", "Plain"]],
    grams: 4200,
    text: "Ash frame, canvas seat, folds flat.",
    glyph: "chair",
  },
  {
    title: "Sea Salt Soap",
    type: "Care",
    price: 9.5,
    grams: 120,
    text: "Cold-stirred, with salt from the North Sea.",
    glyph: "soap",
  },
  {
    title: "Linen Beach Towel",
    type: "Home",
    price: 49,
    options: ["Colour", ["Sand", "Sky"]],
    grams: 430,
    text: "Dries you, then dries itself.",
    glyph: "towel",
  },
  {
    title: "Brass Compass",
    type: "Tools",
    price: 58,
    grams: 180,
    text: "Liquid-filled, with a lid that snaps.",
    glyph: "compass",
  },
  {
    title: "Wax Canvas Tote",
    type: "Bags",
    price: 79,
    options: ["Colour", ["Olive", "Charcoal"]],
    grams: 650,
    text: "Gets better the worse you treat it.",
    glyph: "tote",
  },
  {
    title: "Tide Table Print",
    type: "Home",
    price: 35,
    options: ["Format", ["A3", "A2"]],
    grams: 200,
    text: "A year of tides on one sheet.",
    glyph: "print",
  },
  {
    title: "Fisherman Socks, 3 pairs",
    type: "Knitwear",
    price: 24,
    options: ["Size", ["36-40", "41-45"]],
    grams: 240,
    text: "Terry-lined wool, toes reinforced.",
    glyph: "socks",
  },
  {
    title: "Thermos Flask 0.75 L",
    type: "Kitchen",
    price: 39,
    options: ["Colour", ["Steel", "Blue"]],
    grams: 520,
    text: "Hot for a whole watch.",
    glyph: "flask",
  },
  {
    title: "Kayak Pump",
    type: "Boating",
    price: 42,
    grams: 700,
    text: "Floats if you drop it.",
    glyph: "pump",
  },
  {
    title: "Sailcloth Wallet",
    type: "Accessories",
    price: 36,
    grams: 60,
    text: "Cut from sails that crossed the Baltic.",
    glyph: "wallet",
  },
  {
    title: "Driftwood Shelf",
    type: "Furniture",
    price: 189,
    grams: 6800,
    text: "Every one different. Comes with the screws.",
    glyph: "shelf",
  },
  {
    title: "Blue Hour Candle",
    type: "Home",
    price: 27,
    grams: 310,
    text: "Rapeseed wax, cedar and salt.",
    glyph: "candle",
  },
  {
    title: "North Sea Parka",
    type: "Outerwear",
    price: 289,
    options: ["Size", ["S", "M", "L"]],
    grams: 1400,
    text: "The winter parka, made to order and shipped in one go.",
    glyph: "parka",
    kind: "presale",
  },
  {
    title: "Lighthouse Lamp",
    type: "Light",
    price: 159,
    grams: 2300,
    text: "Sold out for now; the next lot is being cast.",
    glyph: "lamp",
    kind: "sold-out",
  },
  {
    title: "Coastal Knots (e-book)",
    type: "Books",
    price: 12,
    grams: 0,
    text: "Forty knots in 90 pages. A link to the file comes by email.",
    glyph: "book",
    kind: "digital",
  },
  {
    title: "Tidewater Gift Card",
    type: "Gift cards",
    price: 50,
    options: ["Value", ["25", "50", "100"]],
    grams: 0,
    text: "Sent by email, good for five years.",
    glyph: "card",
    kind: "gift-card",
  },
];

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
