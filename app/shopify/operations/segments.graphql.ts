import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { parse } from "graphql";
import type {
  ReadSegmentQuery,
  ReadSegmentQueryVariables,
  SegmentsOfCustomerQuery,
  SegmentsOfCustomerQueryVariables,
  SegmentsPageQuery,
  SegmentsPageQueryVariables,
} from "./types.generated.ts";

const SEGMENT_FACTS = `
  fragment SegmentFacts on Segment { id name lastEditDate }
`;

/** One segment, or null where it is gone. */
export const ReadSegment: TypedDocumentNode<ReadSegmentQuery, ReadSegmentQueryVariables> = parse(`
  query ReadSegment($id: ID!) {
    segment(id: $id) { ...SegmentFacts }
  }
  ${SEGMENT_FACTS}
`);

/** Every segment of the shop, page by page. */
export const SegmentsPage: TypedDocumentNode<SegmentsPageQuery, SegmentsPageQueryVariables> = parse(`
  query SegmentsPage($after: String) {
    segments(first: 100, after: $after) {
      nodes { ...SegmentFacts }
      pageInfo { hasNextPage endCursor }
    }
  }
  ${SEGMENT_FACTS}
`);

/** Which of these segments a customer is in. */
export const SegmentsOfCustomer: TypedDocumentNode<
  SegmentsOfCustomerQuery,
  SegmentsOfCustomerQueryVariables
> = parse(`
  query SegmentsOfCustomer($customerId: ID!, $segmentIds: [ID!]!) {
    customerSegmentMembership(customerId: $customerId, segmentIds: $segmentIds) {
      memberships { segmentId isMember }
    }
  }
`);
