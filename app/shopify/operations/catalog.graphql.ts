import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { parse } from "graphql";
import type {
  DiscountsPageQuery,
  DiscountsPageQueryVariables,
  ProductsPageQuery,
  ProductsPageQueryVariables,
  ProductVariantsPageQuery,
  ProductVariantsPageQueryVariables,
  ReadDiscountQuery,
  ReadDiscountQueryVariables,
  ReadProductQuery,
  ReadProductQueryVariables,
  StockOfVariantsQuery,
  StockOfVariantsQueryVariables,
} from "./types.generated.ts";

/** What the mirror keeps of a product; its variants come beside it. */
export const PRODUCT_FACTS = `
  fragment ProductFacts on Product {
    id
    title
    handle
    vendor
    productType
    status
    tags
    publishedAt
    updatedAt
  }
`;

export const VARIANT_FACTS = `
  fragment VariantFacts on ProductVariant {
    id
    title
    sku
    price
    compareAtPrice
    position
    inventoryPolicy
    inventoryQuantity
    inventoryItem { tracked }
    updatedAt
  }
`;

/** One product with its first variants, or null where it is gone. */
export const ReadProduct: TypedDocumentNode<ReadProductQuery, ReadProductQueryVariables> = parse(`
  query ReadProduct($id: ID!) {
    product(id: $id) {
      ...ProductFacts
      variants(first: 100) {
        nodes { ...VariantFacts }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
  ${PRODUCT_FACTS}
  ${VARIANT_FACTS}
`);

/** Products page by page with their first variants, e.g. `query: "updated_at:>=2026-11-20T10:00:00Z"`. */
export const ProductsPage: TypedDocumentNode<ProductsPageQuery, ProductsPageQueryVariables> = parse(`
  query ProductsPage($after: String, $query: String) {
    products(first: 20, after: $after, query: $query, sortKey: UPDATED_AT) {
      nodes {
        ...ProductFacts
        variants(first: 20) {
          nodes { ...VariantFacts }
          pageInfo { hasNextPage }
        }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
  ${PRODUCT_FACTS}
  ${VARIANT_FACTS}
`);

/** The variants after the first hundred: a product may have 2,048. */
export const ProductVariantsPage: TypedDocumentNode<
  ProductVariantsPageQuery,
  ProductVariantsPageQueryVariables
> = parse(`
  query ProductVariantsPage($id: ID!, $after: String!) {
    product(id: $id) {
      variants(first: 100, after: $after) {
        nodes { ...VariantFacts }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
  ${VARIANT_FACTS}
`);

/** How many of these variants can be sold, at this moment. */
export const StockOfVariants: TypedDocumentNode<StockOfVariantsQuery, StockOfVariantsQueryVariables> = parse(`
  query StockOfVariants($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on ProductVariant {
        id
        inventoryPolicy
        inventoryQuantity
        inventoryItem { tracked }
      }
    }
  }
`);

const CODE_TERMS = `
  title status startsAt endsAt updatedAt usageLimit appliesOncePerCustomer
  codesCount { count }
  codes(first: 1) { nodes { code } }
`;
const AUTOMATIC_TERMS = "title status startsAt endsAt updatedAt";

const DISCOUNT_FACTS = `
  fragment DiscountFacts on DiscountNode {
    id
    discount {
      __typename
      ... on DiscountCodeBasic { ${CODE_TERMS} summary }
      ... on DiscountCodeBxgy { ${CODE_TERMS} summary }
      ... on DiscountCodeFreeShipping { ${CODE_TERMS} summary }
      ... on DiscountCodeApp { ${CODE_TERMS} }
      ... on DiscountAutomaticBasic { ${AUTOMATIC_TERMS} summary }
      ... on DiscountAutomaticBxgy { ${AUTOMATIC_TERMS} summary }
      ... on DiscountAutomaticFreeShipping { ${AUTOMATIC_TERMS} summary }
      ... on DiscountAutomaticApp { ${AUTOMATIC_TERMS} }
    }
  }
`;

/** A discount of any kind, or null where it is gone. */
export const ReadDiscount: TypedDocumentNode<ReadDiscountQuery, ReadDiscountQueryVariables> = parse(`
  query ReadDiscount($id: ID!) {
    discountNode(id: $id) { ...DiscountFacts }
  }
  ${DISCOUNT_FACTS}
`);

/** Discounts page by page. Not in bulk: there a discount with a million codes would come with each of them. */
export const DiscountsPage: TypedDocumentNode<DiscountsPageQuery, DiscountsPageQueryVariables> = parse(`
  query DiscountsPage($after: String) {
    discountNodes(first: 40, after: $after) {
      nodes { ...DiscountFacts }
      pageInfo { hasNextPage endCursor }
    }
  }
  ${DISCOUNT_FACTS}
`);
