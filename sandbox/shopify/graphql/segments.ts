import { gid } from "../store/ids.ts";
import { isMember, type Segment } from "../store/segments.ts";
import { type Call, notImplemented, text, type TypeFields } from "./call.ts";
import { pageOf } from "./connection.ts";
import { idArgument } from "./ids.ts";

export const segmentFields: TypeFields = {
  QueryRoot: {
    segment: (_: unknown, args, call) => find(args.id, call),
    segments: (_: unknown, args, call) => {
      if (text(args.query)) throw notImplemented("search of segments");
      return pageOf(call.store.segments(), args, (one) => one.id);
    },
    customerSegmentMembership: (_: unknown, args, call) => ({
      memberships: membershipsOf(args.customerId, args.segmentIds as unknown[], call),
    }),
  },
  Segment: {
    id: (it: Segment) => gid("Segment", it.id),
    name: (it: Segment) => it.name,
    query: (it: Segment) => it.query,
    creationDate: (it: Segment) => it.createdAt,
    lastEditDate: (it: Segment) => it.updatedAt,
  },
  SegmentMembershipResponse: {
    memberships: (it: { memberships: Membership[] }) => it.memberships,
  },
  SegmentMembership: {
    segmentId: (it: Membership) => it.segmentId,
    isMember: (it: Membership) => it.isMember,
  },
};

interface Membership {
  segmentId: unknown;
  isMember: boolean;
}

function membershipsOf(customerId: unknown, segmentIds: unknown[], call: Call): Membership[] {
  const customer = call.store.customer(idArgument("Customer", customerId));
  return segmentIds.map((segmentId) => {
    const segment = find(segmentId, call);
    return { segmentId, isMember: segment !== null && isMember(segment, customer) };
  });
}

function find(id: unknown, call: Call): Segment | null {
  const asked = idArgument("Segment", id);
  return call.store.segments().find((one) => one.id === asked) ?? null;
}
