import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { parse } from "graphql";
import type {
  OrderOfReverseDeliveryQuery,
  OrderOfReverseDeliveryQueryVariables,
  OrderOfReverseFulfillmentQuery,
  OrderOfReverseFulfillmentQueryVariables,
  ReadReturnQuery,
  ReadReturnQueryVariables,
  ReturnsOfOrderQuery,
  ReturnsOfOrderQueryVariables,
} from "./types.generated.ts";

/** A return itself. */
export const RETURN_HEAD = `
  fragment ReturnHead on Return {
    id
    name
    status
    createdAt
    closedAt
    totalQuantity
    decline { reason note }
    order { id }
  }
`;

export const RETURN_LINE_FACTS = `
  fragment ReturnLineFacts on ReturnLineItemType {
    id
    quantity
    processedQuantity
    refundedQuantity
    customerNote
    returnReasonDefinition { name }
    ... on ReturnLineItem {
      fulfillmentLineItem { lineItem { id title variantTitle } }
    }
  }
`;

export const EXCHANGE_LINE_FACTS = `
  fragment ExchangeLineFacts on ExchangeLineItem {
    id
    quantity
    title
    variantTitle
    variantId
  }
`;

/** A return with its lines, what is sent in exchange, how it travels back and what arrived. */
const RETURN_FACTS = `
  fragment ReturnFacts on Return {
    ...ReturnHead
    returnLineItems(first: $lines) { nodes { ...ReturnLineFacts } }
    exchangeLineItems(first: 10) { nodes { ...ExchangeLineFacts } }
    reverseFulfillmentOrders(first: 5) {
      nodes {
        id
        lineItems(first: 20) { nodes { id dispositions { type quantity } } }
        reverseDeliveries(first: 3) {
          nodes {
            id
            deliverable {
              ... on ReverseDeliveryShippingDeliverable {
                label { publicFileUrl }
                tracking { carrierName number url }
              }
            }
          }
        }
      }
    }
  }
  ${RETURN_HEAD}
  ${RETURN_LINE_FACTS}
  ${EXCHANGE_LINE_FACTS}
`;

/** One return, or null where it is gone. */
export const ReadReturn: TypedDocumentNode<ReadReturnQuery, ReadReturnQueryVariables> = parse(`
  query ReadReturn($id: ID!, $lines: Int = 50) {
    return(id: $id) { ...ReturnFacts }
  }
  ${RETURN_FACTS}
`);

/** Every return of an order: reverse deliveries and dispositions name the order, not always the return. */
export const ReturnsOfOrder: TypedDocumentNode<ReturnsOfOrderQuery, ReturnsOfOrderQueryVariables> = parse(`
  query ReturnsOfOrder($id: ID!, $lines: Int = 20) {
    order(id: $id) {
      id
      returns(first: 5, reverse: true) { nodes { ...ReturnFacts } }
    }
  }
  ${RETURN_FACTS}
`);

export const OrderOfReverseDelivery: TypedDocumentNode<
  OrderOfReverseDeliveryQuery,
  OrderOfReverseDeliveryQueryVariables
> = parse(`
  query OrderOfReverseDelivery($id: ID!) {
    reverseDelivery(id: $id) { id reverseFulfillmentOrder { id order { id } } }
  }
`);

export const OrderOfReverseFulfillment: TypedDocumentNode<
  OrderOfReverseFulfillmentQuery,
  OrderOfReverseFulfillmentQueryVariables
> = parse(`
  query OrderOfReverseFulfillment($id: ID!) {
    reverseFulfillmentOrder(id: $id) { id order { id } }
  }
`);
