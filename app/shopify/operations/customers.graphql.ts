import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { parse } from "graphql";
import type {
  CustomersPageQuery,
  CustomersPageQueryVariables,
  ReadCustomerQuery,
  ReadCustomerQueryVariables,
} from "./types.generated.ts";

/** What the mirror keeps of a customer. Consent has ways of its own: it is never copied from here. */
export const CUSTOMER_FACTS = `
  fragment CustomerFacts on Customer {
    id
    firstName
    lastName
    locale
    createdAt
    updatedAt
    defaultPhoneNumber { phoneNumber }
    defaultEmailAddress { emailAddress }
    defaultAddress { countryCodeV2 provinceCode }
  }
`;

/** One customer, or null where it is gone. */
export const ReadCustomer: TypedDocumentNode<ReadCustomerQuery, ReadCustomerQueryVariables> = parse(`
  query ReadCustomer($id: ID!) {
    customer(id: $id) { ...CustomerFacts }
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
