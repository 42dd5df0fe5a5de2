import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { parse } from "graphql";
import type { OrderOfGroupQuery, OrderOfGroupQueryVariables } from "./types.generated.ts";

/** Which order a fulfillment order belongs to: its webhooks do not say. */
export const OrderOfGroup: TypedDocumentNode<OrderOfGroupQuery, OrderOfGroupQueryVariables> = parse(`
  query OrderOfGroup($id: ID!) {
    fulfillmentOrder(id: $id) { id orderId }
  }
`);
