import type { Instant, Stamped } from "./types.ts";

/** Records that follow from the seed alone; record i (0-based) can be made without any other. */
export interface Seeded<T> {
  count: number;
  idOf(i: number): number;
  /** The i of an id, whether or not it is below count; null when the id is not one of this kind. */
  indexOf(id: number): number | null;
  /** True when createdAt rises with i, so that no index is needed for it. */
  isInOrder: boolean;
  createdAt(i: number): Instant;
  updatedAt(i: number): Instant;
  make(i: number): T;
}

export type ShelfKey = "ID" | "CREATED_AT" | "UPDATED_AT";

/** A place on the shelf: what is needed to sort and sift, and the record itself only when asked. */
export interface Slot<T> {
  id: number;
  created(): Instant;
  updated(): Instant;
  load(): T;
}

export interface Shelf<T extends Stamped> {
  size(): number;
  /** Rises with every change: what was worked out at a count still holds while the count is the same. */
  changes(): number;
  get(id: number): T | null;
  put(record: T): void;
  remove(id: number): void;
  /** Changed and added records only. */
  touched(): Iterable<T>;
  /** In order of (key, id), starting strictly after `from` in the walking direction. */
  walk(key: ShelfKey, options?: { from?: Position | null; reverse?: boolean }): Iterable<Slot<T>>;
}
export interface Position {
  key: string;
  id: number;
}

/** Holds only what differs from the seed, so that a million records cost two sorted index arrays at most. */
export function openShelf<T extends Stamped>(seeded: Seeded<T>): Shelf<T> {
  const overlay = new Map<number, T>();
  const gone = new Set<number>();
  const indexes = new Map<ShelfKey, Uint32Array>();
  const isSeeded = (id: number) => {
    const i = seeded.indexOf(id);
    return i !== null && i < seeded.count;
  };
  let added = 0;
  let changes = 0;
  return {
    size: () => seeded.count - gone.size + added,
    changes: () => changes,
    get(id) {
      const changed = overlay.get(id);
      if (changed) return changed;
      return isSeeded(id) && !gone.has(id) ? seeded.make(seeded.indexOf(id)!) : null;
    },
    put(record) {
      changes += 1;
      if (!overlay.has(record.id) && !isSeeded(record.id)) added += 1;
      overlay.set(record.id, record);
    },
    remove(id) {
      changes += 1;
      if (isSeeded(id)) gone.add(id);
      else if (overlay.has(id)) added -= 1;
      overlay.delete(id);
    },
    touched: () => overlay.values(),
    *walk(key, options = {}) {
      const direction = options.reverse ? -1 : 1;
      const base = seededSlots(seeded, indexFor(seeded, indexes, key), key, options.from ?? null, direction);
      const changed = overlaySlots(overlay, key, options.from ?? null, direction);
      const unchanged = function* () {
        for (const slot of base) if (!overlay.has(slot.id) && !gone.has(slot.id)) yield slot;
      };
      yield* merged(unchanged(), changed, key, direction);
    },
  };
}

function indexFor<T>(seeded: Seeded<T>, indexes: Map<ShelfKey, Uint32Array>, key: ShelfKey) {
  if (key === "ID" || (key === "CREATED_AT" && seeded.isInOrder)) return null;
  const known = indexes.get(key);
  if (known) return known;
  const at = key === "CREATED_AT" ? seeded.createdAt : seeded.updatedAt;
  const times = new Float64Array(seeded.count);
  for (let i = 0; i < seeded.count; i++) times[i] = Date.parse(at(i));
  const index = Uint32Array.from(times.keys()).sort((a, b) => times[a]! - times[b]! || a - b);
  indexes.set(key, index);
  return index;
}

function* seededSlots<T extends Stamped>(
  seeded: Seeded<T>,
  index: Uint32Array | null,
  key: ShelfKey,
  from: Position | null,
  direction: 1 | -1,
): Iterable<Slot<T>> {
  const slotAt = (position: number): Slot<T> => {
    const i = index ? index[position]! : position;
    return {
      id: seeded.idOf(i),
      created: () => seeded.createdAt(i),
      updated: () => seeded.updatedAt(i),
      load: () => seeded.make(i),
    };
  };
  let position = direction === 1 ? 0 : seeded.count - 1;
  if (from) {
    let [low, high] = [0, seeded.count];
    while (low < high) {
      const middle = (low + high) >> 1;
      const order = compare(positionOf(slotAt(middle), key), from);
      if (order < 0 || (order === 0 && direction === 1)) low = middle + 1;
      else high = middle;
    }
    position = direction === 1 ? low : low - 1;
  }
  for (; position >= 0 && position < seeded.count; position += direction) yield slotAt(position);
}

function overlaySlots<T extends Stamped>(
  overlay: Map<number, T>,
  key: ShelfKey,
  from: Position | null,
  direction: 1 | -1,
): Slot<T>[] {
  return [...overlay.values()]
    .map((record) => ({
      id: record.id,
      created: () => record.createdAt,
      updated: () => record.updatedAt,
      load: () => record,
    }))
    .filter((slot) => !from || compare(positionOf(slot, key), from) * direction > 0)
    .sort((a, b) => compare(positionOf(a, key), positionOf(b, key)) * direction);
}

function* merged<T>(left: Iterable<Slot<T>>, right: Slot<T>[], key: ShelfKey, direction: 1 | -1) {
  let next = 0;
  for (const slot of left) {
    while (
      next < right.length &&
      compare(positionOf(right[next]!, key), positionOf(slot, key)) * direction < 0
    ) {
      yield right[next++]!;
    }
    yield slot;
  }
  yield* right.slice(next);
}

export function positionOf<T>(slot: Slot<T>, key: ShelfKey): Position {
  if (key === "ID") return { key: "", id: slot.id };
  return { key: key === "CREATED_AT" ? slot.created() : slot.updated(), id: slot.id };
}

function compare(a: Position, b: Position): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1;
  return a.id - b.id;
}
