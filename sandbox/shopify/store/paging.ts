import type { Page, Paging } from "./contract.ts";
import type { Position, Shelf, ShelfKey, Slot } from "./shelf.ts";
import { positionOf } from "./shelf.ts";
import type { Stamped } from "./types.ts";

/** One page of a walk. A cursor names a place, not a count, so records added meanwhile shift nothing. */
export function pageOf<T extends Stamped>(
  walk: (from: Position | null, reverse: boolean) => Iterable<Slot<T>>,
  key: ShelfKey,
  paging: Paging,
  admits: (slot: Slot<T>) => boolean,
): Page<T> {
  const backwards = paging.last !== undefined && paging.first === undefined;
  const size = (backwards ? paging.last : paging.first) ?? 50;
  const start = backwards ? paging.before : paging.after;
  const stop = readCursor((backwards ? paging.after : paging.before) ?? null);
  const edges: Page<T>["edges"] = [];
  let hasMore = false;
  for (const slot of walk(readCursor(start ?? null), Boolean(paging.reverse) !== backwards)) {
    const position = positionOf(slot, key);
    if (stop && position.key === stop.key && position.id === stop.id) break;
    if (!admits(slot)) continue;
    if (edges.length === size) {
      hasMore = true;
      break;
    }
    edges.push({ node: slot.load(), cursor: writeCursor(position) });
  }
  if (backwards) edges.reverse();
  return {
    edges,
    hasNextPage: backwards ? Boolean(paging.before) : hasMore,
    hasPreviousPage: backwards ? hasMore : Boolean(paging.after),
  };
}

/** A walk over a handful of records that were found otherwise (by customer, by name). */
export function walkFew<T extends Stamped>(shelf: Shelf<T>, ids: number[], key: ShelfKey) {
  const slots = ids
    .map((id) => shelf.get(id))
    .filter((record) => record !== null)
    .map((record) => ({
      id: record.id,
      created: () => record.createdAt,
      updated: () => record.updatedAt,
      load: () => record,
    }));
  const order = (a: Position, b: Position) => (a.key === b.key ? a.id - b.id : a.key < b.key ? -1 : 1);
  return (from: Position | null, reverse: boolean): Slot<T>[] => {
    const direction = reverse ? -1 : 1;
    return slots
      .filter((slot) => !from || order(positionOf(slot, key), from) * direction > 0)
      .sort((a, b) => order(positionOf(a, key), positionOf(b, key)) * direction);
  };
}

function writeCursor(position: Position): string {
  return Buffer.from(JSON.stringify([position.key, position.id])).toString("base64url");
}

/** Null for no cursor; an unreadable one throws `BadCursor`, which GraphQL answers as an error. */
export function readCursor(cursor: string | null): Position | null {
  if (!cursor) return null;
  try {
    const [key, id] = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (typeof key === "string" && typeof id === "number") return { key, id };
  } catch (cause) {
    throw new BadCursor(cursor, { cause });
  }
  throw new BadCursor(cursor);
}

export class BadCursor extends Error {
  name = "BadCursor";
}
