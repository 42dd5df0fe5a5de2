import {
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";

/** Plain values of their parent: they cost nothing. */
const FREE = new Set(["MoneyBag", "MoneyV2", "MailingAddress", "PageInfo", "Domain", "Weight"]);
const MUTATION_COST = 10;
const COUNT_COST = 10;
const CONNECTION_COST = 2;

interface Costing {
  schema: GraphQLSchema;
  fragments: Map<string, FragmentDefinitionNode>;
  variables: { [name: string]: unknown };
}

/**
 * The points Shopify asks for before it runs an operation: an object 1, a connection 2 and then, for each page size n,
 * 2·ln n times what one of its nodes costs, a count 10, a mutation 10. Published rules made exact on recorded answers.
 */
export function requestedCost(operation: OperationDefinitionNode, costing: Costing): number {
  const root = costing.schema.getRootType(operation.operation)!;
  const isMutation = operation.operation === "mutation";
  return sum(fieldsOf(operation.selectionSet, root, costing), ({ field, type }) => {
    if (!isMutation) return costOfField(field, type, costing);
    const payload = childrenOf(field, type, costing);
    return MUTATION_COST + sum(payload, (child) => costUnder(child.field, child.type, costing));
  });
}

/** The points an answer really took: pages count as they came, and what is null or was refused costs nothing. */
export function actualCost(
  operation: OperationDefinitionNode,
  costing: Costing,
  data: { [key: string]: unknown } | null | undefined,
): number {
  const root = costing.schema.getRootType(operation.operation)!;
  const isMutation = operation.operation === "mutation";
  const total = sum(fieldsOf(operation.selectionSet, root, costing), ({ field, type }) => {
    const value = data?.[keyOf(field)];
    if (!isMutation) return Math.max(1, actualOfField(field, type, value, costing));
    return (
      MUTATION_COST +
      sum(childrenOf(field, type, costing), (child) =>
        actualUnder(child.field, child.type, valueAt(value, child.field), costing),
      )
    );
  });
  return Math.round(total);
}

function costOfField(field: FieldNode, type: GraphQLNamedType, costing: Costing): number {
  if (!isCompositeType(type)) return 0;
  if (type.name === "Count") return COUNT_COST;
  return (FREE.has(type.name) || isConnection(type) ? 0 : 1) + costUnder(field, type, costing);
}

/** A field's cost without the object itself, which a mutation's ten points include. */
function costUnder(field: FieldNode, type: GraphQLNamedType, costing: Costing): number {
  if (isConnection(type))
    return CONNECTION_COST + sizeFactor(pageSize(field, costing)) * nodeCost(field, type, costing);
  return sum(childrenOf(field, type, costing), (child) => costOfField(child.field, child.type, costing));
}

function nodeCost(field: FieldNode, type: GraphQLNamedType, costing: Costing): number {
  return sum(nodesOf(field, type, costing), ({ field: node, type: nodeType }) =>
    costOfField(node, nodeType, costing),
  );
}

function actualOfField(field: FieldNode, type: GraphQLNamedType, value: unknown, costing: Costing): number {
  if (!isCompositeType(type) || value == null) return 0;
  if (type.name === "Count") return COUNT_COST;
  if (Array.isArray(value))
    return value.length ? sum(value, (one) => actualOfField(field, type, one, costing)) / value.length : 0;
  return (FREE.has(type.name) || isConnection(type) ? 0 : 1) + actualUnder(field, type, value, costing);
}

function actualUnder(field: FieldNode, type: GraphQLNamedType, value: unknown, costing: Costing): number {
  if (value == null || !isCompositeType(type)) return 0;
  if (!isConnection(type))
    return sum(childrenOf(field, type, costing), (child) =>
      actualOfField(child.field, child.type, valueAt(value, child.field), costing),
    );
  return (
    CONNECTION_COST + sum(nodesOf(field, type, costing), (node) => actualOfNodes(node, value, field, costing))
  );
}

/** An empty page is charged for the nodes it might have held. */
function actualOfNodes(node: Found, value: unknown, connection: FieldNode, costing: Costing): number {
  const listed = valueAt(value, node.holder);
  const nodes = (Array.isArray(listed) ? listed : []).map((one) =>
    node.holder === node.field ? one : valueAt(one, node.field),
  );
  if (nodes.length === 0) return sizeFactor(pageSize(connection, costing));
  const each = sum(nodes, (one) => actualOfField(node.field, node.type, one, costing)) / nodes.length;
  return sizeFactor(nodes.length) * each;
}

function sizeFactor(size: number): number {
  return size === 0 ? 0 : Math.max(1, Math.floor(2 * Math.log(size)));
}

function pageSize(field: FieldNode, { variables }: Costing): number {
  const argument = field.arguments?.find(({ name }) => name.value === "first" || name.value === "last");
  if (argument?.value.kind === Kind.INT) return Number(argument.value.value);
  if (argument?.value.kind === Kind.VARIABLE) return Number(variables[argument.value.name.value] ?? 0);
  return 0;
}

interface Found {
  field: FieldNode;
  type: GraphQLNamedType;
  /** For a node inside an edge: the `edges` field. */
  holder: FieldNode;
}

function nodesOf(field: FieldNode, type: GraphQLNamedType, costing: Costing): Found[] {
  return childrenOf(field, type, costing).flatMap((child) => {
    if (child.field.name.value === "nodes") return [child];
    if (child.field.name.value !== "edges") return [];
    return childrenOf(child.field, child.type, costing)
      .filter((inEdge) => inEdge.field.name.value === "node")
      .map((inEdge) => ({ ...inEdge, holder: child.field }));
  });
}

function childrenOf(field: FieldNode, type: GraphQLNamedType, costing: Costing): Found[] {
  return field.selectionSet ? fieldsOf(field.selectionSet, type, costing) : [];
}

/** The fields of a selection with fragments opened up; what is asked for twice under one name counts once. */
function fieldsOf(selection: SelectionSetNode, type: GraphQLNamedType, costing: Costing): Found[] {
  const found = new Map<string, Found>();
  for (const one of everyField(selection, type, costing)) {
    const known = found.get(keyOf(one.field));
    const field = known ? joined(known.field, one.field) : one.field;
    found.set(keyOf(field), { ...one, field, holder: field });
  }
  return [...found.values()];
}

function joined(field: FieldNode, other: FieldNode): FieldNode {
  if (!field.selectionSet || !other.selectionSet) return field;
  const selections = [...field.selectionSet.selections, ...other.selectionSet.selections];
  return { ...field, selectionSet: { ...field.selectionSet, selections } };
}

function* everyField(
  selection: SelectionSetNode,
  type: GraphQLNamedType,
  costing: Costing,
): Generator<Found> {
  for (const part of selection.selections) {
    if (!isAsked(part, costing)) continue;
    if (part.kind === Kind.FIELD) {
      const has = isObjectType(type) || isInterfaceType(type);
      const definition = has ? type.getFields()[part.name.value] : undefined;
      if (definition) yield { field: part, type: getNamedType(definition.type), holder: part };
      continue;
    }
    const fragment = part.kind === Kind.FRAGMENT_SPREAD ? costing.fragments.get(part.name.value) : part;
    if (!fragment) continue;
    const on = fragment.typeCondition ? costing.schema.getType(fragment.typeCondition.name.value) : type;
    yield* everyField(fragment.selectionSet, on ?? type, costing);
  }
}

/** What @skip and @include leave out costs nothing. */
function isAsked(part: SelectionNode, { variables }: Costing): boolean {
  return (part.directives ?? []).every(({ name, arguments: given }) => {
    const condition = given?.find((argument) => argument.name.value === "if")?.value;
    if (!condition || !["skip", "include"].includes(name.value)) return true;
    const holds =
      condition.kind === Kind.VARIABLE
        ? variables[condition.name.value] === true
        : condition.kind === Kind.BOOLEAN && condition.value;
    return holds === (name.value === "include");
  });
}

function isConnection(type: GraphQLNamedType) {
  return type.name.endsWith("Connection");
}

function keyOf(field: FieldNode) {
  return field.alias?.value ?? field.name.value;
}

function valueAt(value: unknown, field: FieldNode): unknown {
  return typeof value === "object" && value !== null
    ? (value as { [key: string]: unknown })[keyOf(field)]
    : undefined;
}

function sum<Item>(items: Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
