import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getNullableType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { notImplemented } from "../graphql/call.ts";
import { sharedFields } from "../graphql/connection.ts";
import { fields } from "../graphql/fields.ts";
import { readDocument } from "../graphql/run-operation.ts";
import type { BulkRefusal } from "./bulk-operation.ts";

const MOST_CONNECTIONS = 5;
/** Connections below the one at the root. */
const DEEPEST_NESTING = 2;

interface Findings {
  connections: number;
  nesting: number;
  byNodes: string[];
  parentsWithoutId: Set<string>;
  isWithinList: boolean;
}
interface Place {
  /** The connections around, outermost first. */
  around: { name: string; hasId: boolean }[];
  isInList: boolean;
}
interface Reading {
  schema: GraphQLSchema;
  fragments: Map<string, FragmentDefinitionNode>;
  found: Findings;
}

/**
 * The document of a query that may run in bulk, or Shopify's refusals in its own words.
 * https://shopify.dev/docs/api/usage/bulk-operations/queries#operation-restrictions
 */
export function checkBulkQuery(schema: GraphQLSchema, query: string): DocumentNode | BulkRefusal[] {
  const read = readDocument(schema, query);
  if ("errors" in read) return [invalid(`Invalid bulk query: ${read.errors.map(wordsOf).join(", ")}`)];
  const operations = read.document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations;
  if (operations.length !== 1 || !operation) throw notImplemented("a bulk query of several operations");
  if (operation.operation !== "query")
    return [invalid("Invalid operation type. Only `query` operations are supported.")];
  const reading: Reading = {
    schema,
    fragments: fragmentsOf(read.document),
    found: { connections: 0, nesting: 0, byNodes: [], parentsWithoutId: new Set(), isWithinList: false },
  };
  const refusals = refusalsOf(operation, reading);
  return refusals.length ? refusals : read.document;
}

function refusalsOf(operation: OperationDefinitionNode, reading: Reading): BulkRefusal[] {
  const root = reading.schema.getQueryType()!;
  const roots = selected(operation.selectionSet, root, reading).map(({ field }) => field.name.value);
  const isTopNode = (name: string) => name === "node" || name === "nodes";
  const forbidden = roots.filter(isTopNode);
  if (!forbidden.length) walk(operation.selectionSet, root, { around: [], isInList: false }, reading);
  const { connections, nesting, byNodes, parentsWithoutId, isWithinList } = reading.found;
  const words = [
    byNodes.length &&
      `All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: '${byNodes[0]} { edges { node {'. Selecting via 'nodes' is not supported. Invalid connection fields: '${byNodes.join("', '")}'.`,
    ...forbidden.map((name) => `Bulk queries cannot contain a top level \`${name}\` field.`),
    nesting > DEEPEST_NESTING &&
      `Bulk queries cannot contain connections with a nesting depth greater than ${DEEPEST_NESTING}.`,
    connections > MOST_CONNECTIONS &&
      `Bulk queries cannot contain more than ${MOST_CONNECTIONS} connections.`,
    parentsWithoutId.size &&
      `The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': ${[...parentsWithoutId].join(", ")}.`,
    isWithinList &&
      "Queries that contain a connection field within a list field are not currently supported.",
    connections === 0 && "Bulk queries must contain at least one connection.",
  ].filter((one) => typeof one === "string");
  if (words.length) return words.map(invalid);
  const [only, ...more] = selected(operation.selectionSet, root, reading);
  if (more.length || !only || !isConnection(only.type))
    throw notImplemented("a bulk query whose root is not one connection");
  return [];
}

function walk(set: SelectionSetNode, parent: GraphQLNamedType, place: Place, reading: Reading): void {
  for (const { field, type, isList } of selected(set, parent, reading)) {
    if (!field.selectionSet) continue;
    if (isConnection(type)) walkConnection(field, type, place, reading);
    else walk(field.selectionSet, type, { ...place, isInList: place.isInList || isList }, reading);
  }
}

function walkConnection(field: FieldNode, type: GraphQLNamedType, place: Place, reading: Reading): void {
  const { found } = reading;
  const name = field.name.value;
  const parent = place.around.at(-1);
  found.connections += 1;
  found.nesting = Math.max(found.nesting, place.around.length);
  if (place.isInList) found.isWithinList = true;
  if (parent && !parent.hasId) found.parentsWithoutId.add(parent.name);
  const inside = selected(field.selectionSet!, type, reading);
  const nodes = inside
    .filter((one) => one.field.name.value === "edges")
    .flatMap((edges) => selected(edges.field.selectionSet!, edges.type, reading))
    .filter((one) => one.field.name.value === "node");
  if (!nodes.length || inside.some((one) => one.field.name.value === "nodes")) found.byNodes.push(name);
  for (const node of nodes) {
    const set = node.field.selectionSet!;
    const hasId = selected(set, node.type, reading).some(
      (one) => one.field.name.value === "id" && !one.field.alias,
    );
    walk(set, node.type, { around: [...place.around, { name, hasId }], isInList: false }, reading);
  }
}

interface Selected {
  field: FieldNode;
  /** What the field returns, and whether it returns a list of it. */
  type: GraphQLNamedType;
  isList: boolean;
}

/** The fields of a selection with those of its fragments. What the sandbox does not know it says here, at once. */
function selected(set: SelectionSetNode, parent: GraphQLNamedType, reading: Reading): Selected[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) {
      const name = selection.name.value;
      const known = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
      // `__typename` stands in no type's fields.
      if (!known) return [];
      if (isObjectType(parent)) requireKnown(parent.name, name);
      const isList = isListType(getNullableType(known.type));
      return [{ field: selection, type: getNamedType(known.type), isList }];
    }
    const fragment =
      selection.kind === Kind.FRAGMENT_SPREAD ? reading.fragments.get(selection.name.value)! : selection;
    const type = reading.schema.getType(fragment.typeCondition?.name.value ?? parent.name) ?? parent;
    return selected(fragment.selectionSet, type, reading);
  });
}

function requireKnown(typeName: string, field: string): void {
  if (!fields[typeName]?.[field] && !sharedFields(typeName)?.[field])
    throw notImplemented(`${typeName}.${field}`);
}

function isConnection(type: GraphQLNamedType): boolean {
  return isObjectType(type) && type.name.endsWith("Connection");
}

function fragmentsOf(document: DocumentNode) {
  return new Map(
    document.definitions
      .filter((one) => one.kind === Kind.FRAGMENT_DEFINITION)
      .map((one) => [one.name.value, one]),
  );
}

/** Shopify parses with graphql-ruby. */
function wordsOf({ message }: { message: string }): string {
  return message.includes("Unexpected <EOF>") ? "syntax error, unexpected end of file" : message;
}

function invalid(message: string): BulkRefusal {
  return { field: ["query"], message, code: "INVALID" };
}
