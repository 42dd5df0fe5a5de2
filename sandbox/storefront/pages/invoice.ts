import { type Asked, redirectTo, type Shown } from "../answer-page.ts";
import { productPicture } from "../pictures.ts";
import type { Visit } from "../visit.ts";
import { notFoundPage } from "./texts.ts";

/** The page behind a draft order's invoice link. */
export function invoicePage({ visit, parts: [token = ""] }: Asked): Shown {
  const draft = draftOf(visit, token);
  if (!draft) return notFoundPage();
  const order = draft.orderId ? visit.store.order(draft.orderId) : null;
  if (order) return redirectTo(new URL(order.statusPageUrl).pathname);
  const lines = draft.lines.map(({ variantId, quantity }) => {
    const variant = visit.store.variant(variantId);
    const product = variant && visit.store.product(variant.productId);
    return { title: product?.title ?? "", quantity, picture: product ? productPicture(product) : "" };
  });
  const { amount, currencyCode } = draft.total.presentmentMoney;
  const total = new Intl.NumberFormat(visit.locale, { style: "currency", currency: currencyCode }).format(
    Number(amount),
  );
  const invoice = { name: draft.name, total, lines };
  return { template: "invoice", layout: "checkout", title: draft.name, values: { invoice } };
}

export function payInvoice({ visit, parts: [token = ""] }: Asked): Shown {
  const draft = draftOf(visit, token);
  if (!draft) return notFoundPage();
  const paid = visit.store.completeDraftOrder(draft.id);
  return redirectTo(paid.ok ? new URL(paid.value.statusPageUrl).pathname : visit.url.pathname);
}

function draftOf({ store }: Visit, token: string) {
  return store.draftOrders().find(({ invoiceUrl }) => new URL(invoiceUrl).pathname === `/invoices/${token}`);
}
