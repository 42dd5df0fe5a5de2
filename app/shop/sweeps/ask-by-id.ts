import { gidOf, idOfGid } from "#app/id.ts";
import { type AdminFailure, failure } from "#app/shopify/admin-answer.ts";
import { askAdmin } from "#app/shopify/ask-admin.server.ts";
import { StillThere } from "#app/shopify/operations/sync.graphql.ts";
import type { StillThereQuery } from "#app/shopify/operations/types.generated.ts";

/** As in Shopify's ids: `gid://shopify/Order/1`. */
export type AskedType =
  | "Order"
  | "Customer"
  | "Product"
  | "AbandonedCheckout"
  | "DiscountCodeNode"
  | "DiscountAutomaticNode"
  | "FulfillmentEvent"
  | "Return";

export type Standing = Extract<NonNullable<StillThereQuery["nodes"][number]>, { id: string }>;

/** A whole page of which nothing is left looks like a permission that was lost, not like a shop that was cleared. */
const MANY = 20;

/** What Shopify still has of these, by id. Where it may have kept something from us, nobody shall take it for gone. */
export async function askById(
  shopId: string,
  type: AskedType,
  ids: string[],
): Promise<Map<string, Standing> | AdminFailure> {
  if (!ids.length) return new Map();
  const answer = await askAdmin(shopId, StillThere, { ids: ids.map((id) => gidOf(type, id)) });
  if (!answer.ok) return answer;
  if (answer.redacted.length) return failure("access-denied", WITHHELD);
  const there = answer.data.nodes.filter((node): node is Standing => node !== null && "id" in node);
  if (ids.length >= MANY && !there.length) return failure("access-denied", NOTHING_LEFT);
  return new Map(there.map((node) => [idOfGid(node.id), node]));
}

const WITHHELD = "Shopify does not let us see which of these are still there.";
const NOTHING_LEFT =
  "Shopify shows none of many that it had told us of, so we did not believe it, and nothing was deleted here.";
