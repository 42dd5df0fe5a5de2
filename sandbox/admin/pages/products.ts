import type { Product } from "../../shopify/store/types.ts";
import { productPicture } from "../../storefront/pictures.ts";
import { html } from "../html.ts";
import type { ShellContent } from "../shell-page.ts";
import { addressOf, type Visit } from "../visit.ts";
import { badge } from "./badge.ts";
import { priceWords } from "./words.ts";

export function productsPage(visit: Visit, query: URLSearchParams): ShellContent {
  const words = (query.get("query") ?? "").trim().toLowerCase();
  const products = visit.store.products().filter(({ title }) => title.toLowerCase().includes(words));
  const body = html`<div class="page"><h1>Products</h1><section class="card">
<form class="filter"><input class="search" type="search" name="query" value="${words}" placeholder="Title" aria-label="Filter products"></form>
<div class="table-place"><table><thead><tr><th>Product</th><th>Status</th><th class="number">In stock</th><th>Type</th></tr></thead>
<tbody>${products.map(
    (product) => html`<tr><td><a class="with-picture" href="${addressOf(visit, `/products/${product.id}`)}">
<span class="thumb">${{ html: productPicture(product) }}</span><strong>${product.title}</strong></a></td>
<td>${badge(product.status)}</td><td class="number">${stockOf(product)}</td><td>${product.productType}</td></tr>`,
  )}</tbody></table></div></section></div>`;
  return { title: "Products", current: "products", body };
}

export function productPage(visit: Visit, id: string): ShellContent {
  const product = visit.store.product(Number(id));
  if (!product) {
    return {
      title: "Product not found",
      current: "products",
      body: html`<div class="page"><h1>Product not found</h1></div>`,
    };
  }
  const { currencyCode } = visit.store.shop();
  const body = html`<div class="page">
<p class="back"><a href="${addressOf(visit, "/products")}">Products</a></p><h1>${product.title} ${badge(product.status)}</h1>
<div class="columns"><div><section class="card"><header><h2>Variants</h2></header>
<table><thead><tr><th>Variant</th><th>SKU</th><th class="number">Price</th><th class="number">Available</th></tr></thead><tbody>
${product.variants.map(
  (variant) => html`<tr><td>${variant.title}</td><td>${variant.sku}</td>
<td class="number">${priceWords(variant.price, currencyCode)}</td><td class="number">${available(variant.stock)}</td></tr>`,
)}</tbody></table></section>
<section class="card"><header><h2>Description</h2></header><p>${product.description}</p></section></div>
<aside><section class="card picture">${{ html: productPicture(product) }}</section></aside></div></div>`;
  return { title: product.title, current: "products", body };
}

function stockOf({ variants }: Product) {
  return variants.reduce((sum, { stock }) => sum + available(stock), 0);
}

function available(stock: { available: number }[]) {
  return stock.reduce((sum, level) => sum + level.available, 0);
}
