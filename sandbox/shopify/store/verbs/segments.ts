import type { Desk } from "../desk.ts";
import { done, missing, refused } from "../outcome.ts";
import { tell } from "../save-order.ts";
import { isMember, type Segment, tagOf } from "../segments.ts";
import type { Customer } from "../types.ts";
import type { Outcome, SegmentInput } from "../verb-types.ts";

/** Who is in a new segment from the first is told to nobody: they joined nothing. */
export function createSegment(desk: Desk, { name, query }: SegmentInput): Outcome<Segment> {
  if (!name?.trim()) return refused("Name can't be blank", ["name"], "BLANK");
  if (tagOf(query) === null) return refused("Query is not one that the town knows", ["query"], "INVALID");
  const at = desk.now();
  const segment = { id: desk.nextId("Catalog"), createdAt: at, updatedAt: at, name, query };
  desk.segments.set(segment.id, segment);
  return done(segment);
}

export function renameSegment(desk: Desk, id: number, name: string): Outcome<Segment> {
  const known = desk.segments.get(id);
  if (!known) return missing("Segment");
  const segment = { ...known, name, updatedAt: desk.now() };
  desk.segments.set(id, segment);
  return done(segment);
}

export function deleteSegment(desk: Desk, id: number): Outcome<number> {
  const segment = desk.segments.get(id);
  if (!segment) return missing("Segment");
  desk.segments.delete(id);
  tell(desk, desk.now(), { topic: "segments/delete", resource: "Segment", id, record: segment });
  return done(id);
}

/** Tells of every segment that a change of this customer brought them into or out of. */
export function tellOfSegments(desk: Desk, before: Customer | null, after: Customer): void {
  for (const segment of desk.segments.values()) {
    const isIn = isMember(segment, after);
    if (isIn === isMember(segment, before)) continue;
    const topic = isIn ? "customer.joined_segment" : "customer.left_segment";
    const detail = { segmentId: segment.id };
    tell(desk, desk.now(), { topic, resource: "Customer", id: after.id, record: after, detail });
  }
}
