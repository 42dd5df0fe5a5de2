import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { parse } from "graphql";
import type {
  CustomersPageQuery,
  CustomersPageQueryVariables,
  ReadCustomerQuery,
  ReadCustomerQueryVariables,
} from "./types.generated.ts";

/** What the mirror keeps of a customer. Consent among it is what Shopify says: consent/keep-told-consent.ts judges it. */
export const CUSTOMER_FACTS = `
  fragment CustomerFacts on Customer {
    id
    firstName
    lastName
    locale
    createdAt
    updatedAt
    note
    tags
    numberOfOrders
    amountSpent { amount currencyCode }
    defaultPhoneNumber {
      phoneNumber
      smsMarketingConsent { state optInLevel updatedAt collectedFrom }
    }
    defaultEmailAddress { emailAddress marketingState marketingOptInLevel marketingUpdatedAt }
    defaultAddress { countryCodeV2 provinceCode }
  }
`;

/** One customer, or null where it is gone; with the metafields of `loyalty` ("namespace.key") where any are named. */
export const ReadCustomer: TypedDocumentNode<ReadCustomerQuery, ReadCustomerQueryVariables> = parse(`
  query ReadCustomer($id: ID!, $loyalty: [String!], $withLoyalty: Boolean = false) {
    customer(id: $id) {
      ...CustomerFacts
      metafields(first: 20, keys: $loyalty) @include(if: $withLoyalty) { nodes { namespace key value } }
    }
  }
  ${CUSTOMER_FACTS}
`);

/** Customers page by page, e.g. `sortKey: UPDATED_AT, reverse: true, query: "updated_at:>=2026-09-22"`. */
export const CustomersPage: TypedDocumentNode<CustomersPageQuery, CustomersPageQueryVariables> = parse(`
  query CustomersPage($first: Int!, $after: String, $query: String, $sortKey: CustomerSortKeys, $reverse: Boolean) {
    customers(first: $first, after: $after, query: $query, sortKey: $sortKey, reverse: $reverse) {
      nodes { ...CustomerFacts }
      pageInfo { hasNextPage endCursor }
    }
  }
  ${CUSTOMER_FACTS}
`);
