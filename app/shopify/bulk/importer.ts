import type { Shop } from "#app/db.server.ts";

/**
 * One kind of record that the first sync reads by a bulk query: what to ask, how a line of the result becomes a row
 * of a staging table, and how staged rows become the area's own. The area writes it, wiring/imports.ts lists it, and
 * the engine (run-import.ts) asks, waits, downloads, stages by COPY, keeps its place and says how far it is.
 *
 *     export const importCustomers: Importer = {
 *       kind: "customers", words: "customers", scopes: ["read_customers"], after: [],
 *       query: () => `query ImportCustomers { customers { edges { node { ...CustomerFacts } } } } ${CUSTOMER_FACTS}`,
 *       stages: [stage({ type: "Customer", table: "staged_customer", columns: { id: "text" }, row: (node) => … })],
 *       upsert: async (shop, batch) => void (await shop.sql`insert into "Customer" … select … from staged_customer …`),
 *     };
 *
 * What a file is like (shopify.dev, "Perform bulk operations with the GraphQL Admin API"): a line a node, the nodes of
 * connections on lines of their own that name their parent in `__parentId`, somewhere after it and among others'. So a
 * child's parent may lie in an earlier batch: `upsert` finds it in the area's own table, where the foreign key points.
 */
export interface Importer {
  /** Its name for ever: the run's key, e.g. "orders". */
  kind: string;
  /** What is counted, as a merchant reads it: "orders", "products". */
  words: string;
  /** All must be granted (a write scope brings its read scope), else the kind is left out without a word. */
  scopes: string[];
  /** Kinds whose rows these point at: they are written to the end first. Asked for they are at once, side by side. */
  after: string[];
  /**
   * The bulk query: one root connection, by edges and nodes, every node with its `id`. At most five connections, two
   * below the root's, none within a list. A `window` is given only where `isWindowed`: put it into `query:`.
   */
  query(window: string | null): string;
  /** The root takes `query: "created_at:…"`: a reading that failed is read on in halves instead of whole again. */
  isWindowed?: boolean;
  /** The first is the root's: its lines are what is counted. */
  stages: Stage[];
  /**
   * Writes what is staged into the area's tables, in the transaction that keeps the place, and tells no events: it is
   * the past. Everything may come twice and late: newest wins by the source's own time, deleted rows stay deleted, and
   * what was forgotten (customers/forgotten.ts) is left out. The staged rows of one batch may hold an id twice.
   */
  upsert(shop: Shop, batch: Batch): Promise<void>;
}

export interface Batch {
  /**
   * When Shopify took the question: what the file tells of a record is at least as new as this. A record of ours that
   * the source changed before it gives way, also in the same second; one changed later may be newer than the file.
   */
  askedAt: Date;
}

/** A staging table: temporary, gone with the transaction, so nothing of a person rests in it. */
export interface Stage {
  /** Which lines it takes, by the type in their id: "Order" of `gid://shopify/Order/1`. */
  type: string;
  table: `staged_${string}`;
  columns: Record<string, ColumnType>;
  /** The line's row as values in the order of `columns`, or null to leave the line out. */
  values(node: BulkNode, parent: BulkParent | null): unknown[] | null;
}

export type ColumnType = "text" | "text[]" | "int" | "bigint" | "boolean" | "timestamptz" | "jsonb";

/** A line as parsed: an id and what else was asked for. */
export interface BulkNode {
  id: string;
  [field: string]: unknown;
}

/** Whom a line names in `__parentId`. */
export interface BulkParent {
  type: string;
  /** Shopify's numeric id, as text. */
  id: string;
}

interface TypedStage<Node, Columns extends Record<string, ColumnType>> {
  type: string;
  table: `staged_${string}`;
  columns: Columns;
  /** One value for each column; `undefined` is stored as null. Node is what the query asks for. */
  row(node: Node, parent: BulkParent | null): { [Name in keyof Columns]: unknown } | null;
}

/** A stage whose rows are written by name and checked against its columns. */
export function stage<Node, const Columns extends Record<string, ColumnType>>(
  told: TypedStage<Node, Columns>,
): Stage {
  const names = Object.keys(told.columns);
  return {
    type: told.type,
    table: told.table,
    columns: told.columns,
    values(node, parent) {
      const row = told.row(node as Node, parent);
      return row && names.map((name) => row[name]);
    },
  };
}
