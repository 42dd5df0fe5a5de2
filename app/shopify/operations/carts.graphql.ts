import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { parse } from "graphql";
import type {
  CheckoutsPageQuery,
  CheckoutsPageQueryVariables,
  ReadCheckoutQuery,
  ReadCheckoutQueryVariables,
} from "./types.generated.ts";

/** What the mirror keeps of a checkout. It has no email, phone or token of its own here: the token is in its address. */
export const CHECKOUT_FACTS = `
  fragment CheckoutFacts on AbandonedCheckout {
    id
    abandonedCheckoutUrl
    createdAt
    updatedAt
    completedAt
    discountCodes
    customer {
      id
      defaultEmailAddress { emailAddress }
      defaultPhoneNumber { phoneNumber }
    }
    shippingAddress { phone countryCodeV2 }
    totalPriceSet { presentmentMoney { amount currencyCode } }
  }
`;

export const CHECKOUT_LINE_FACTS = `
  fragment CheckoutLineFacts on AbandonedCheckoutLineItem {
    id
    title
    variantTitle
    quantity
    variant { id }
    product { id }
    originalUnitPriceSet { presentmentMoney { amount } }
  }
`;

/** One checkout, or null where it is gone: the API has no field of its own for one. */
export const ReadCheckout: TypedDocumentNode<ReadCheckoutQuery, ReadCheckoutQueryVariables> = parse(`
  query ReadCheckout($id: ID!) {
    node(id: $id) {
      ... on AbandonedCheckout {
        ...CheckoutFacts
        lineItems(first: 100) { nodes { ...CheckoutLineFacts } }
      }
    }
  }
  ${CHECKOUT_FACTS}
  ${CHECKOUT_LINE_FACTS}
`);

/** Unfinished checkouts page by page, e.g. `query: "updated_at:>=2026-11-20T10:00:00Z"`. */
export const CheckoutsPage: TypedDocumentNode<CheckoutsPageQuery, CheckoutsPageQueryVariables> = parse(`
  query CheckoutsPage($after: String, $query: String) {
    abandonedCheckouts(first: 40, after: $after, query: $query) {
      nodes {
        ...CheckoutFacts
        lineItems(first: 10) { nodes { ...CheckoutLineFacts } }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
  ${CHECKOUT_FACTS}
  ${CHECKOUT_LINE_FACTS}
`);
