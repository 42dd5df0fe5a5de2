import type { Asked, Shown } from "../answer-page.ts";
import { handleOf, type PageContent } from "../render-page.ts";
import type { Visit } from "../visit.ts";
import { productObject } from "./product-object.ts";
import { notFoundPage } from "./texts.ts";

export function homePage({ visit }: Asked): PageContent {
  const products = onSale(visit)
    .slice(0, 8)
    .map((one) => productObject(one));
  return { template: "index", title: visit.store.shop().name, values: { products } };
}

/** A collection is the products of one type; `all` is everything. */
export function collectionPage({ visit, parts: [handle = "all"] }: Asked): PageContent {
  const products = onSale(visit).filter(
    ({ productType }) => handle === "all" || handleOf(productType) === handle,
  );
  if (!products.length) return notFoundPage();
  const title = handle === "all" ? "" : (products[0]?.productType ?? "");
  const collection = { handle, title, products: products.map((one) => productObject(one)) };
  return { template: "collection", title, values: { collection } };
}

export function productPage({ visit, parts: [handle = ""] }: Asked): PageContent {
  const found = onSale(visit).find((one) => one.handle === handle);
  if (!found) return notFoundPage();
  const alike = onSale(visit).filter((one) => one !== found && one.productType === found.productType);
  const others = onSale(visit).filter((one) => one !== found && !alike.includes(one));
  const related = [...alike, ...others].slice(0, 4).map((one) => productObject(one));
  return {
    template: "product",
    title: found.title,
    values: { product: productObject(found, visit.locale), related },
  };
}

export function productJson({ visit, parts: [handle = ""] }: Asked): Shown {
  const found = onSale(visit).find((one) => one.handle === handle);
  if (!found) return { status: 404, body: {} };
  const { picture: _picture, ...product } = productObject(found);
  return { status: 200, body: product };
}

export function searchPage({ visit }: Asked): PageContent {
  const words = (visit.url.searchParams.get("q") ?? "").trim();
  const holds = (text: string) => text.toLowerCase().includes(words.toLowerCase());
  const found = words
    ? onSale(visit).filter(({ title, description }) => holds(title) || holds(description))
    : [];
  const search = {
    terms: words,
    results: found.map((one) => productObject(one)),
    results_count: found.length,
  };
  return { template: "search", title: words, values: { search } };
}

function onSale({ store }: Visit) {
  return store.products().filter(({ status }) => status === "ACTIVE");
}
