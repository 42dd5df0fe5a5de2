import type { Product, StockLevel, Variant } from "../store/types.ts";
import { gid } from "../store/ids.ts";
import { type Arguments, type Call, notImplemented, text, type TypeFields } from "./call.ts";
import { pageOf } from "./connection.ts";
import { idArgument } from "./ids.ts";
import { metafieldOf } from "./orders.ts";
import { fieldsOf, isFound, isInstant, isNumber, isText, parseSearch, type Term } from "./search-query.ts";

interface Level {
  variant: Variant;
  stock: StockLevel;
}
interface Quantity {
  name: string;
  level: Level;
}

export const productFields: TypeFields = {
  QueryRoot: {
    product: (_: unknown, args, call) => call.store.product(idArgument("Product", args.id)),
    products: (_: unknown, args, call) =>
      pageOf(
        inOrder(call.store.products().filter(found(args, PRODUCT_FIELDS, "products")), args),
        args,
        (one) => one.id,
      ),
    productsCount: (_: unknown, args, call) =>
      call.store.products().filter(found(args, PRODUCT_FIELDS, "products")).length,
    productByIdentifier: (_: unknown, args, call) =>
      identify(args.identifier as { [by: string]: string }, call),
    productVariant: (_: unknown, args, call) => call.store.variant(idArgument("ProductVariant", args.id)),
    productVariants: (_: unknown, args, call) =>
      pageOf(
        call.store
          .products()
          .flatMap((product) => product.variants)
          .filter(found(args, variantFields(call), "productVariants")),
        args,
        (one) => one.id,
      ),
    inventoryItem: (_: unknown, args, call) =>
      call.store.variantByInventoryItem(idArgument("InventoryItem", args.id)),
  },
  Product: {
    id: (it: Product) => gid("Product", it.id),
    legacyResourceId: (it: Product) => String(it.id),
    title: (it: Product) => it.title,
    handle: (it: Product) => it.handle,
    vendor: (it: Product) => it.vendor,
    productType: (it: Product) => it.productType,
    description: (it: Product, args) =>
      it.description.slice(0, (args.truncateAt as number | null) ?? undefined),
    descriptionHtml: (it: Product) => it.descriptionHtml,
    tags: (it: Product) => [...it.tags].sort(),
    status: (it: Product) => it.status,
    isGiftCard: (it: Product) => it.isGiftCard,
    createdAt: (it: Product) => it.createdAt,
    updatedAt: (it: Product) => it.updatedAt,
    publishedAt: (it: Product) => it.publishedAt,
    options: (it: Product) => it.options.map((option, index) => ({ product: it, option, index })),
    variants: (it: Product, args) => pageOf(it.variants, args, (one) => one.id),
    variantsCount: (it: Product) => it.variants.length,
    hasOnlyDefaultVariant: (it: Product) => it.variants.length === 1,
    hasOutOfStockVariants: (it: Product, _, call) => it.variants.some((one) => available(one, call) <= 0),
    totalInventory: (it: Product, _, call) => it.variants.reduce((sum, one) => sum + available(one, call), 0),
    tracksInventory: () => true,
    onlineStoreUrl: (it: Product, _, call) =>
      it.publishedAt && `${call.store.shop().primaryDomain.url}/products/${it.handle}`,
    featuredImage: pictureOf,
    priceRangeV2: (it: Product) => it,
    metafield: (it: Product, args, call) => metafieldOf(gid("Product", it.id), args, call),
  },
  ProductOption: {
    id: ({ product, index }: Option) => gid("ProductOption", product.id * 10 + index),
    name: ({ option }: Option) => option.name,
    values: ({ option }: Option) => option.values,
    position: ({ index }: Option) => index + 1,
  },
  ProductPriceRangeV2: {
    minVariantPrice: (it: Product, _, call) => priceAt(it, call, Math.min),
    maxVariantPrice: (it: Product, _, call) => priceAt(it, call, Math.max),
  },
  ProductVariant: {
    id: (it: Variant) => gid("ProductVariant", it.id),
    legacyResourceId: (it: Variant) => String(it.id),
    title: (it: Variant) => it.title,
    displayName: (it: Variant, _, call) => displayName(it, call),
    sku: (it: Variant) => it.sku,
    barcode: (it: Variant) => it.barcode,
    price: (it: Variant) => it.price,
    compareAtPrice: (it: Variant) => it.compareAtPrice,
    position: (it: Variant) => it.position,
    taxable: (it: Variant) => it.taxable,
    inventoryPolicy: (it: Variant) => it.inventoryPolicy,
    inventoryQuantity: (it: Variant, _, call) => available(it, call),
    sellableOnlineQuantity: (it: Variant, _, call) => available(it, call),
    availableForSale: (it: Variant, _, call) => it.inventoryPolicy === "CONTINUE" || available(it, call) > 0,
    selectedOptions: (it: Variant) => it.selectedOptions,
    product: (it: Variant, _, call) => call.store.product(it.productId),
    inventoryItem: (it: Variant) => it,
    image: (it: Variant, _, call) => {
      const product = call.store.product(it.productId);
      return product && pictureOf(product);
    },
    createdAt: (it: Variant) => it.createdAt,
    updatedAt: (it: Variant) => it.updatedAt,
  },
  SelectedOption: {
    name: (it: Variant["selectedOptions"][number]) => it.name,
    value: (it: Variant["selectedOptions"][number]) => it.value,
  },
  Image: {
    url: (it: Picture) => it.url,
    src: (it: Picture) => it.url,
    originalSrc: (it: Picture) => it.url,
    altText: (it: Picture) => it.altText,
    id: (it: Picture) => it.id,
    width: () => 800,
    height: () => 800,
  },
  InventoryItem: {
    id: (it: Variant) => gid("InventoryItem", it.inventoryItemId),
    legacyResourceId: (it: Variant) => String(it.inventoryItemId),
    sku: (it: Variant) => it.sku,
    tracked: () => true,
    requiresShipping: (it: Variant) => it.requiresShipping,
    variant: (it: Variant) => it,
    inventoryLevels: (it: Variant, args, call) =>
      pageOf(levelsOf(it, call), args, ({ stock }) => stock.locationId),
    inventoryLevel: (it: Variant, args, call) => {
      const locationId = idArgument("Location", args.locationId);
      return levelsOf(it, call).find(({ stock }) => stock.locationId === locationId) ?? null;
    },
    createdAt: (it: Variant) => it.createdAt,
    updatedAt: (it: Variant) => it.updatedAt,
  },
  InventoryLevel: {
    id: (it: Level) =>
      `${gid("InventoryLevel", it.stock.locationId)}?inventory_item_id=${it.variant.inventoryItemId}`,
    item: (it: Level) => it.variant,
    location: (it: Level, _, call) => call.store.location(it.stock.locationId),
    quantities: (level: Level, args) => (args.names as string[]).map((name) => ({ name, level })),
    isActive: () => true,
    createdAt: (it: Level) => it.variant.createdAt,
    updatedAt: (it: Level) => it.stock.updatedAt,
  },
  InventoryQuantity: {
    id: ({ name, level }: Quantity) =>
      `${gid("InventoryQuantity", level.stock.locationId)}?inventory_item_id=${level.variant.inventoryItemId}&name=${name}`,
    name: ({ name }: Quantity) => name,
    quantity: ({ name, level: { stock } }: Quantity) => {
      const known: Record<string, number> = {
        available: stock.available,
        on_hand: stock.onHand,
        committed: stock.committed,
        incoming: stock.incoming,
      };
      if (!(name in known)) throw notImplemented(`InventoryQuantity of ${name}`);
      return known[name];
    },
    updatedAt: ({ level }: Quantity) => level.stock.updatedAt,
  },
};

interface Option {
  product: Product;
  option: Product["options"][number];
  index: number;
}
interface Picture {
  id: string;
  url: string;
  altText: string;
}

/** Where Shopify's image server would have the picture; the storefront draws it. */
export function pictureOf(product: Product): Picture {
  const url = `https://cdn.shopify.com/s/files/1/0001/0001/products/${product.handle}.svg?v=1`;
  return { id: gid("ProductImage", product.id), url, altText: product.title };
}

const PRODUCT_FIELDS: Record<string, (product: Product, term: Term) => boolean> = {
  "": (it, term) => contains(it.title, term) || it.variants.some((one) => isText(one.sku, term)),
  id: (it, term) => isNumber(it.id, term),
  title: (it, term) => contains(it.title, term),
  handle: (it, term) => isText(it.handle, term),
  vendor: (it, term) => isText(it.vendor, term),
  product_type: (it, term) => isText(it.productType, term),
  status: (it, term) => term.value.split(",").some((value) => isText(it.status, { ...term, value })),
  tag: (it, term) => it.tags.some((tag) => isText(tag, term)),
  sku: (it, term) => it.variants.some((one) => isText(one.sku, term)),
  created_at: (it, term) => isInstant(it.createdAt, term),
  updated_at: (it, term) => isInstant(it.updatedAt, term),
};

function variantFields(call: Call): Record<string, (variant: Variant, term: Term) => boolean> {
  return {
    "": (it, term) =>
      contains(displayName(it, call), term) || isText(it.sku, term) || isText(it.barcode, term),
    id: (it, term) => isNumber(it.id, term),
    sku: (it, term) => isText(it.sku, term),
    barcode: (it, term) => isText(it.barcode, term),
    title: (it, term) => contains(displayName(it, call), term),
    product_id: (it, term) => isNumber(it.productId, term),
    product_status: (it, term) => isText(call.store.product(it.productId)?.status, term),
    updated_at: (it, term) => isInstant(it.updatedAt, term),
  };
}

function found<Item>(
  args: Arguments,
  known: Record<string, (item: Item, term: Term) => boolean>,
  where: string,
): (item: Item) => boolean {
  const orders = where === "products" ? ["ID", "RELEVANCE", "UPDATED_AT", "CREATED_AT"] : ["ID", "RELEVANCE"];
  if (args.sortKey != null && !orders.includes(String(args.sortKey)))
    throw notImplemented(`${where} sorted by ${args.sortKey}`);
  const search = parseSearch(text(args.query) ?? "");
  for (const field of fieldsOf(search))
    if (!known[field]) throw notImplemented(`search field ${field} of ${where}`);
  return (item) => isFound(search, (term) => known[term.field ?? ""]!(item, term));
}

function inOrder(products: Product[], args: Arguments): Product[] {
  const key =
    args.sortKey === "UPDATED_AT" ? "updatedAt" : args.sortKey === "CREATED_AT" ? "createdAt" : null;
  if (!key) return products;
  return products.toSorted((a, b) => a[key].localeCompare(b[key]) || a.id - b.id);
}

/** Words of a title are found in any place. */
function contains(title: string, term: Term) {
  return title.toLowerCase().includes(term.value.toLowerCase());
}

function identify(by: { [by: string]: string }, call: Call): Product | null {
  if (by.id != null) return call.store.product(idArgument("Product", by.id));
  if (by.handle != null) return call.store.products().find((one) => one.handle === by.handle) ?? null;
  throw notImplemented("productByIdentifier by customId");
}

function displayName(variant: Variant, call: Call) {
  const title = call.store.product(variant.productId)?.title ?? "";
  return variant.title === "Default Title" ? title : `${title} - ${variant.title}`;
}

function available(variant: Variant, call: Call): number {
  return call.store.stock(variant.id).reduce((sum, level) => sum + level.available, 0);
}

function levelsOf(variant: Variant, call: Call): Level[] {
  return call.store.stock(variant.id).map((stock) => ({ variant, stock }));
}

function priceAt(product: Product, call: Call, pick: (...prices: number[]) => number) {
  const amount = pick(...product.variants.map((one) => Number(one.price))).toFixed(2);
  return { amount, currencyCode: call.store.shop().currencyCode };
}
