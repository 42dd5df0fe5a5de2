import type { Asked } from "../answer-page.ts";
import type { PageContent } from "../render-page.ts";
import { orderObject } from "./order-object.ts";
import { notFoundPage } from "./texts.ts";

/** The address in Shopify's own mails; whoever has the token may look. */
export function orderStatusPage({ visit, parts: [id = "", token = ""] }: Asked): PageContent {
  const order = visit.store.order(Number(id));
  if (!order || order.token !== token) return notFoundPage();
  return {
    template: "order_status",
    layout: "checkout",
    title: order.name,
    values: { order: orderObject(visit, order) },
  };
}
