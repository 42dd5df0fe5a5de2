import type { Discount } from "../../store/cart-types.ts";
import { gid } from "../../store/ids.ts";
import { type Rendering, restInstant } from "./rest.ts";

/** Name and state only: what it gives is read through GraphQL. */
export function discountPayload(it: Discount, rendering: Rendering) {
  return {
    admin_graphql_api_id: gidOfDiscount(it),
    title: it.title,
    status: it.status,
    created_at: restInstant(it.createdAt, rendering),
    updated_at: restInstant(it.updatedAt, rendering),
  };
}

export function discountDeletePayload(it: Discount, at: string, rendering: Rendering) {
  return { admin_graphql_api_id: gidOfDiscount(it), deleted_at: restInstant(at, rendering) };
}

const gidOfDiscount = (it: Discount) =>
  gid(it.code === null ? "DiscountAutomaticNode" : "DiscountCodeNode", it.id);
