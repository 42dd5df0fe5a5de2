import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { parse } from "graphql";
import type {
  BulkQueriesQuery,
  BulkQueriesQueryVariables,
  ReadBulkQueryQuery,
  ReadBulkQueryQueryVariables,
  RunBulkQueryMutation,
  RunBulkQueryMutationVariables,
} from "./types.generated.ts";

const BULK_FACTS = `
  fragment BulkFacts on BulkOperation {
    id
    query
    status
    errorCode
    createdAt
    objectCount
    rootObjectCount
    fileSize
    url
    partialDataUrl
  }
`;

/** Has Shopify write everything that a query finds into one file. Ungrouped: Shopify is much faster so, and we join. */
export const RunBulkQuery: TypedDocumentNode<RunBulkQueryMutation, RunBulkQueryMutationVariables> = parse(`
  mutation RunBulkQuery($query: String!) {
    bulkOperationRunQuery(query: $query, groupObjects: false) {
      bulkOperation { ...BulkFacts }
      userErrors { field message code }
    }
  }
  ${BULK_FACTS}
`);

/** How far one is, with an address of its file that answers for seven days. Null where Shopify knows it no more. */
export const ReadBulkQuery: TypedDocumentNode<ReadBulkQueryQuery, ReadBulkQueryQueryVariables> = parse(`
  query ReadBulkQuery($id: ID!) {
    bulkOperation(id: $id) { ...BulkFacts }
  }
  ${BULK_FACTS}
`);

/** The newest ones: what we asked for and never heard the answer of is among them. */
export const BulkQueries: TypedDocumentNode<BulkQueriesQuery, BulkQueriesQueryVariables> = parse(`
  query BulkQueries($query: String!) {
    bulkOperations(first: 25, query: $query) { nodes { ...BulkFacts } }
  }
  ${BULK_FACTS}
`);
