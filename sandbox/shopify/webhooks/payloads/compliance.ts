import type { Customer } from "../../store/types.ts";
import type { Rendering } from "./rest.ts";

type Detail = { [key: string]: unknown };

/** `detail` may carry what the record no longer says once it is blank: email, phone, orderIds. */
export function customerRedactPayload(it: Customer, detail: Detail, rendering: Rendering) {
  return {
    ...shopOf(rendering),
    customer: person(it, detail),
    orders_to_redact: orderIds(it, detail, rendering),
  };
}

export function dataRequestPayload(it: Customer, detail: Detail, rendering: Rendering) {
  return {
    ...shopOf(rendering),
    customer: person(it, detail),
    orders_requested: orderIds(it, detail, rendering),
    data_request: { id: typeof detail.dataRequestId === "number" ? detail.dataRequestId : it.id },
  };
}

export function shopRedactPayload(rendering: Rendering) {
  return shopOf(rendering);
}

function shopOf({ store }: Rendering) {
  return { shop_id: store.shop().id, shop_domain: store.domain };
}

function person(it: Customer, detail: Detail) {
  return { id: it.id, email: detail.email ?? it.email, phone: detail.phone ?? it.phone };
}

function orderIds(it: Customer, detail: Detail, { store }: Rendering) {
  if (Array.isArray(detail.orderIds)) return detail.orderIds;
  return store.ordersOfCustomer(it.id).map((order) => order.id);
}
