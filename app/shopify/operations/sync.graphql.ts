import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { parse } from "graphql";
import type {
  OrderOfGroupQuery,
  OrderOfGroupQueryVariables,
  StillThereQuery,
  StillThereQueryVariables,
} from "./types.generated.ts";

/** Which order a fulfillment order belongs to: its webhooks do not say. */
export const OrderOfGroup: TypedDocumentNode<OrderOfGroupQuery, OrderOfGroupQueryVariables> = parse(`
  query OrderOfGroup($id: ID!) {
    fulfillmentOrder(id: $id) { id orderId }
  }
`);

/** Which of these records Shopify still has: null stands for the others, in their places. Returns with their state. */
export const StillThere: TypedDocumentNode<StillThereQuery, StillThereQueryVariables> = parse(`
  query StillThere($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on Order { id }
      ... on Customer { id }
      ... on Product { id }
      ... on AbandonedCheckout { id }
      ... on DiscountCodeNode { id }
      ... on DiscountAutomaticNode { id }
      ... on FulfillmentEvent { id }
      ... on Return { id status closedAt order { updatedAt } }
    }
  }
`);
