import { roll } from "../store/randomness.ts";

/** A node as graphql-js answers it; its connections are objects with `edges`. */
export interface BulkNode {
  [field: string]: unknown;
}

/** Families that lie open at the same time while lines are shuffled. */
const OPEN_FAMILIES = 8;

/** One node's line and below it those of its connections, each behind its parent and naming it in `__parentId`. */
export function familyOf(node: BulkNode): string[] {
  const lines: string[] = [];
  addLines(node, null, lines);
  return lines;
}

/** Lines of many families among each other: a child comes after its parent, and nothing else is promised. */
export function interleave(families: string[][], seed: number, from: number): string[] {
  const lines: string[] = [];
  const open: { family: string[]; at: number }[] = [];
  let next = 0;
  while (true) {
    while (open.length < OPEN_FAMILIES && next < families.length)
      open.push({ family: families[next++]!, at: 0 });
    if (!open.length) return lines;
    const place = roll(seed, 0, from + lines.length, open.length);
    const one = open[place]!;
    lines.push(one.family[one.at++]!);
    if (one.at === one.family.length) open.splice(place, 1);
  }
}

function addLines(node: BulkNode, parentId: unknown, lines: string[]): void {
  const children: BulkNode[] = [];
  const own = withoutConnections(node, children);
  if (parentId !== null) own.__parentId = parentId;
  // Shopify escapes every slash.
  lines.push(JSON.stringify(own).replaceAll("/", "\\/"));
  for (const child of children) addLines(child, node.id, lines);
}

function withoutConnections(value: BulkNode, children: BulkNode[]): BulkNode {
  const kept: BulkNode = {};
  for (const [field, inner] of Object.entries(value)) {
    const edges = edgesOf(inner);
    if (edges) for (const { node } of edges) children.push(node);
    else kept[field] = isPlainObject(inner) ? withoutConnections(inner, children) : inner;
  }
  return kept;
}

function edgesOf(value: unknown): { node: BulkNode }[] | null {
  return isPlainObject(value) && Array.isArray(value.edges) ? value.edges : null;
}

function isPlainObject(value: unknown): value is BulkNode {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
