import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { parse } from "graphql";
import type {
  OrderOfGroupQuery,
  OrderOfGroupQueryVariables,
  OrdersCountQuery,
  OrdersCountQueryVariables,
} from "./types.generated.ts";

/** How many orders the first sync will read, e.g. `query: "created_at:>=2026-09-22"`; Shopify stops counting at 10,000. */
export const OrdersCount: TypedDocumentNode<OrdersCountQuery, OrdersCountQueryVariables> = parse(`
  query OrdersCount($query: String) {
    ordersCount(query: $query) { count precision }
  }
`);

/** Which order a fulfillment order belongs to: its webhooks do not say. */
export const OrderOfGroup: TypedDocumentNode<OrderOfGroupQuery, OrderOfGroupQueryVariables> = parse(`
  query OrderOfGroup($id: ID!) {
    fulfillmentOrder(id: $id) { id orderId }
  }
`);
