import { gid } from "../shopify/store/ids.ts";
import type { Store } from "../shopify/store/contract.ts";
import type { Product, Variant } from "../shopify/store/types.ts";
import { productPicture } from "../storefront/pictures.ts";
import type { PickerItem } from "./browser/shell-contract.ts";
import { customerName, priceWords } from "./pages/words.ts";

/** A row of the picker, and the record as App Bridge hands it to the app. */
interface Resource extends PickerItem {
  record: unknown;
}

const MOST = 40;

/** Records of one kind whose name holds the words; at most forty, newest or first in the catalogue first. */
export function findResources(store: Store, type: string, query: string): Resource[] {
  const holds = (text: string) => text.toLowerCase().includes(query.trim().toLowerCase());
  if (type === "order") return orders(store, holds);
  if (type === "customer") return customers(store, holds);
  const products = store.products().filter(({ status }) => status !== "ARCHIVED");
  if (type === "variant")
    return products
      .flatMap((product) => product.variants.map((variant) => ofVariant(store, product, variant)))
      .filter(({ heading }) => holds(heading))
      .slice(0, MOST);
  if (type === "collection") return collections(products).filter(({ heading }) => holds(heading));
  return products
    .filter(({ title }) => holds(title))
    .slice(0, MOST)
    .map((product) => ofProduct(store, product));
}

function ofProduct(store: Store, product: Product): Resource {
  const { id, title, handle, vendor, productType, status, tags, variants } = product;
  return {
    ...row(store, product, product.id, "Product", title, variants[0]?.price ?? "0"),
    record: {
      id: gid("Product", id),
      title,
      handle,
      vendor,
      productType,
      status,
      tags,
      descriptionHtml: product.descriptionHtml,
      images: [{ id: gid("ProductImage", id), altText: title, originalSrc: picture(product) }],
      options: product.options,
      totalVariants: variants.length,
      variants: variants.map((variant) => variantRecord(product, variant)),
      createdAt: product.createdAt,
      updatedAt: product.updatedAt,
    },
  };
}

function ofVariant(store: Store, product: Product, variant: Variant): Resource {
  const title = variant.title === "Default Title" ? product.title : `${product.title} · ${variant.title}`;
  return {
    ...row(store, product, variant.id, "ProductVariant", title, variant.price),
    record: variantRecord(product, variant),
  };
}

function row(store: Store, product: Product, id: number, kind: string, heading: string, price: string) {
  return {
    id: gid(kind, id),
    heading,
    thumbnail: { url: picture(product) },
    data: [priceWords(price, store.shop().currencyCode)],
    badges: product.status === "DRAFT" ? [{ content: "Draft", tone: "info" }] : [],
  };
}

function variantRecord(product: Product, variant: Variant) {
  return {
    id: gid("ProductVariant", variant.id),
    title: variant.title,
    displayName: `${product.title} - ${variant.title}`,
    sku: variant.sku,
    price: variant.price,
    compareAtPrice: variant.compareAtPrice,
    product: { id: gid("Product", product.id), title: product.title },
    selectedOptions: variant.selectedOptions,
    inventoryItem: { id: gid("InventoryItem", variant.inventoryItemId) },
    availableForSale: true,
    position: variant.position,
  };
}

function collections(products: Product[]): Resource[] {
  return [...new Set(products.map(({ productType }) => productType))].map((title, at) => ({
    id: gid("Collection", at + 1),
    heading: title,
    record: { id: gid("Collection", at + 1), title, handle: title.toLowerCase().replaceAll(" ", "-") },
  }));
}

function orders(store: Store, holds: (text: string) => boolean): Resource[] {
  const found = store.orders({
    first: MOST,
    reverse: true,
    where: ({ name, email }) => holds(`${name} ${email ?? ""}`),
  });
  return found.edges.map(({ node: order }) => ({
    id: gid("Order", order.id),
    heading: order.name,
    data: [order.email ?? "", priceWords(order.totals.currentTotal.shopMoney.amount, order.currencyCode)],
    record: { id: gid("Order", order.id), name: order.name, email: order.email },
  }));
}

function customers(store: Store, holds: (text: string) => boolean): Resource[] {
  const found = store.customers({
    first: MOST,
    where: (one) => holds(`${customerName(one)} ${one.email ?? ""}`),
  });
  return found.edges.map(({ node: customer }) => ({
    id: gid("Customer", customer.id),
    heading: customerName(customer),
    data: [customer.email ?? ""],
    record: {
      id: gid("Customer", customer.id),
      displayName: customerName(customer),
      email: customer.email,
      phone: customer.phone,
    },
  }));
}

function picture(product: Product) {
  return `data:image/svg+xml,${encodeURIComponent(productPicture(product))}`;
}
