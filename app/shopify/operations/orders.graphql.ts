import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { parse } from "graphql";
import { CUSTOMER_FACTS } from "./customers.graphql.ts";
import { BOTH_MONEYS, LINE_FIELDS, ORDER_DETAIL, ORDER_FACTS } from "./order-fragments.ts";
import type {
  OrdersByNameQuery,
  OrdersByNameQueryVariables,
  OrdersPageQuery,
  OrdersPageQueryVariables,
  OrderLinesQuery,
  OrderLinesQueryVariables,
  ReadOrderQuery,
  ReadOrderQueryVariables,
} from "./types.generated.ts";

/** As `first` of OrdersPage: some 250 of the 1,000 points that one query may cost, and a second's work to mirror. */
export const ORDERS_A_PAGE = 50;

/**
 * One order with everything an answer needs, or null where it is gone or older than what we may read.
 * `paymentTerms` asks for the due date: only with scope read_payment_terms.
 */
export const ReadOrder: TypedDocumentNode<ReadOrderQuery, ReadOrderQueryVariables> = parse(`
  query ReadOrder(
    $id: ID!, $paymentTerms: Boolean = false,
    $lines: Int = 50, $parcels: Int = 10, $scans: Int = 10, $parcelLines: Int = 15,
    $groups: Int = 10, $groupLines: Int = 15
  ) {
    order(id: $id) { ...OrderFacts ...OrderDetail }
  }
  ${ORDER_FACTS}
  ${ORDER_DETAIL}
  ${CUSTOMER_FACTS}
  ${BOTH_MONEYS}
`);

/** The lines after the first fifty of a large order. */
export const OrderLines: TypedDocumentNode<OrderLinesQuery, OrderLinesQueryVariables> = parse(`
  query OrderLines($id: ID!, $after: String!) {
    order(id: $id) {
      lineItems(first: 200, after: $after) {
        nodes { ${LINE_FIELDS} }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

/** Orders page by page, e.g. `sortKey: UPDATED_AT, reverse: true, query: "created_at:>=2026-09-22"`. */
export const OrdersPage: TypedDocumentNode<OrdersPageQuery, OrdersPageQueryVariables> = parse(`
  query OrdersPage(
    $first: Int!, $after: String, $query: String, $sortKey: OrderSortKeys, $reverse: Boolean,
    $lines: Int = 20, $parcels: Int = 5, $scans: Int = 4, $groups: Int = 5
  ) {
    orders(first: $first, after: $after, query: $query, sortKey: $sortKey, reverse: $reverse) {
      nodes { ...OrderFacts }
      pageInfo { hasNextPage endCursor }
    }
  }
  ${ORDER_FACTS}
  ${BOTH_MONEYS}
`);

/** Orders that a name may mean (`name:"#1001"`): Shopify matches loosely, so compare what comes. */
export const OrdersByName: TypedDocumentNode<OrdersByNameQuery, OrdersByNameQueryVariables> = parse(`
  query OrdersByName(
    $query: String!, $lines: Int = 20, $parcels: Int = 5, $scans: Int = 4, $groups: Int = 5
  ) {
    orders(first: 5, query: $query, sortKey: CREATED_AT, reverse: true) { nodes { ...OrderFacts } }
  }
  ${ORDER_FACTS}
  ${BOTH_MONEYS}
`);
