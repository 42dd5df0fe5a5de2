import { idOfGid } from "#app/id.ts";
import type { DiscountFactsFragment } from "#app/shopify/operations/types.generated.ts";

/** A discount as read from the Admin API: webhooks tell its name and state only. */
export interface DiscountRecord {
  id: string;
  method: "code" | "automatic";
  /** Shopify's type, e.g. DiscountCodeBasic. */
  kind: string;
  title: string;
  /** ACTIVE, EXPIRED or SCHEDULED. */
  status: string;
  /** The first of its codes. */
  code: string | null;
  codesCount: number;
  /** Shopify's words for what it gives; apps' discounts have none. */
  summary: string | null;
  startsAt: Date | null;
  endsAt: Date | null;
  usageLimit: number | null;
  appliesOncePerCustomer: boolean;
  updatedAt: Date;
}

export function discountFromAdmin({ id, discount }: DiscountFactsFragment): DiscountRecord {
  const hasCode = "codes" in discount;
  return {
    id: idOfGid(id),
    method: hasCode ? "code" : "automatic",
    kind: discount.__typename,
    title: discount.title,
    status: discount.status,
    code: hasCode ? (discount.codes.nodes[0]?.code ?? null) : null,
    codesCount: hasCode ? (discount.codesCount?.count ?? 0) : 0,
    summary: "summary" in discount ? discount.summary : null,
    startsAt: new Date(discount.startsAt),
    endsAt: discount.endsAt ? new Date(discount.endsAt) : null,
    usageLimit: hasCode ? discount.usageLimit : null,
    appliesOncePerCustomer: hasCode && discount.appliesOncePerCustomer,
    updatedAt: new Date(discount.updatedAt),
  };
}
