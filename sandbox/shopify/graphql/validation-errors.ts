import {
  type ASTNode,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  isEnumType,
  Kind,
  type OperationDefinitionNode,
  print,
  type ValueNode,
} from "graphql";

/** An error as it goes over the wire. */
export interface WireError {
  message: string;
  locations?: readonly { line: number; column: number }[];
  path?: readonly (string | number)[];
  extensions?: { [key: string]: unknown };
}

type Form = (match: string[], error: GraphQLError) => Omit<WireError, "locations" | "path">;

/** graphql-js's words → Shopify's (it validates with graphql-ruby). */
const FORMS: [pattern: RegExp, form: Form][] = [
  [
    /^Cannot query field "(.+?)" on type "(.+?)"/,
    ([field, type]) => ({
      message: `Field '${field}' doesn't exist on type '${type}'`,
      extensions: { code: "undefinedField", typeName: type, fieldName: field },
    }),
  ],
  [
    /^Unknown argument "(.+?)" on field "(.+?)\.(.+?)"/,
    ([argument, , field]) => ({
      message: `Field '${field}' doesn't accept argument '${argument}'`,
      extensions: { code: "argumentNotAccepted", name: field, typeName: "Field", argumentName: argument },
    }),
  ],
  [
    /^Field "(.+?)" argument "(.+?)" of type ".+?" is required/,
    ([field, argument]) => ({
      message: `Field '${field}' is missing required arguments: ${argument}`,
      extensions: { code: "missingRequiredArguments", className: "Field", name: field, arguments: argument },
    }),
  ],
  [
    /^Field "(.+?)" of type "(.+?)" must have a selection of subfields/,
    ([field, type]) => ({
      message: `Field must have selections (field '${field}' returns ${bare(type!)} but has no selections. Did you mean '${field} { ... }'?)`,
      extensions: { code: "selectionMismatch", nodeName: `field '${field}'`, typeName: bare(type!) },
    }),
  ],
  [
    /^Field "(.+?)" must not have a selection since type "(.+?)" has no subfields/,
    ([field, type]) => ({
      message: `Selections can't be made on scalars (field '${field}' returns ${bare(type!)} but has selections)`,
      extensions: { code: "selectionMismatch", nodeName: `field '${field}'`, typeName: bare(type!) },
    }),
  ],
  [
    /^Variable "\$(.+?)" is not defined/,
    ([name]) => ({
      message: `Variable $${name} is used but not declared`,
      extensions: { code: "variableNotDefined", variableName: name },
    }),
  ],
  [
    /^Variable "\$(.+?)" is never used/,
    ([name]) => ({
      message: `Variable $${name} is declared but not used`,
      extensions: { code: "variableNotUsed", variableName: name },
    }),
  ],
  [
    /^Variable "\$(.+?)" of type "(.+?)" used in position expecting type "(.+?)"/,
    ([name, type, expected]) => ({
      message: `Type mismatch on variable $${name} and argument (${type} / ${expected})`,
      extensions: { code: "variableMismatch", variableName: name, typeName: type },
    }),
  ],
  [
    /^Unknown type "(.+?)"/,
    ([type]) => ({
      message: `${type} isn't a defined input type`,
      extensions: { code: "variableRequiresValidType", typeName: type },
    }),
  ],
  [
    /^Unknown fragment "(.+?)"/,
    ([name]) => ({
      message: `Fragment ${name} was used, but not defined`,
      extensions: { code: "useAndDefineFragment", fragmentName: name },
    }),
  ],
  [
    /^Unknown directive "@(.+?)"/,
    ([name]) => ({
      message: `Directive @${name} is not defined`,
      extensions: { code: "undefinedDirective", directiveName: name },
    }),
  ],
];

/** A document that does not fit the schema, in Shopify's words, with the path into the document. */
export function validationError(error: GraphQLError, document: DocumentNode): WireError {
  const path = pathTo(error.nodes?.[0], document);
  const place = { ...(error.locations && { locations: error.locations }), path };
  for (const [pattern, form] of FORMS) {
    const match = pattern.exec(error.message);
    if (match) return { ...place, ...form(match.slice(1), error) };
  }
  return { ...place, ...literalError(error, path) };
}

/** A value that does not fit its argument: graphql-js names the value, Shopify the argument. */
function literalError(error: GraphQLError, path: string[]): Omit<WireError, "locations"> {
  const expected = /"([^"]+)" enum|type "([^"]+)"/.exec(error.message);
  const [field, argument] = path.slice(-2);
  const value = error.nodes?.[0];
  if (!expected || !argument || !value || !isValue(value)) return { message: error.message };
  return {
    message: `Argument '${argument}' on Field '${field}' has an invalid value (${print(value)}). Expected type '${expected[1] ?? expected[2]}'.`,
    extensions: { code: "argumentLiteralsIncompatible", typeName: "Field", argumentName: argument },
  };
}

/** A variable that does not fit its declared type. graphql-js stops at the first problem, and so do we. */
export function variableError(
  error: GraphQLError,
  variables: { [name: string]: unknown },
  schema: GraphQLSchema,
): WireError {
  const match =
    /^Variable "\$(\w+)" (?:got invalid value .*?(?: at "\1\.?(.*?)")?; (.*)|of required type .*)$/s.exec(
      error.message,
    );
  if (!match) return { message: error.message, ...(error.locations && { locations: error.locations }) };
  const [, name = "", at, reason] = match;
  const node = error.nodes?.[0];
  const type = node?.kind === Kind.VARIABLE_DEFINITION ? print(node.type) : "?";
  const { path, explanation } = explain(at ?? "", reason ?? "", schema);
  const where = path.length ? ` for ${path.join(".")}` : "";
  const why = reason ? ` (${explanation})` : "";
  return {
    message: `Variable $${name} of type ${type} was provided invalid value${where}${path.length ? why : ""}`,
    ...(error.locations && { locations: error.locations }),
    extensions: {
      code: "INVALID_VARIABLE",
      value: variables[name] ?? null,
      problems: [{ path, explanation }],
    },
  };
}

function explain(
  at: string,
  reason: string,
  schema: GraphQLSchema,
): { path: (string | number)[]; explanation: string } {
  const path = at
    .split(/[.[\]]+/)
    .filter(Boolean)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  const missing = /^Field "(.+?)" of required type/.exec(reason);
  if (missing) return { path: [...path, missing[1]!], explanation: "Expected value to not be null" };
  const unknown = /^Field "(.+?)" is not defined by type "(.+?)"/.exec(reason);
  if (unknown) return { path: [...path, unknown[1]!], explanation: `Field is not defined on ${unknown[2]}` };
  const word = /^Value "(.+?)" does not exist in "(.+?)" enum/.exec(reason);
  const known = word && schema.getType(word[2]!);
  if (word && isEnumType(known)) {
    const values = known.getValues().map((value) => value.name);
    return { path, explanation: `Expected "${word[1]}" to be one of: ${values.join(", ")}` };
  }
  return { path, explanation: reason === "" ? "Expected value to not be null" : reason };
}

/** As graphql-ruby writes it: the operation, then fields by the names they are read under, then the argument. */
function pathTo(node: ASTNode | undefined, document: DocumentNode): string[] {
  if (!node) return [];
  for (const definition of document.definitions) {
    const found = descend(definition, node);
    if (found) return found;
  }
  return [];
}

function descend(at: ASTNode, wanted: ASTNode): string[] | null {
  const own = nameInPath(at);
  if (at === wanted) return own;
  for (const value of Object.values(at) as unknown[]) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (!isNode(child)) continue;
      const found = descend(child, wanted);
      if (found) return [...own, ...found];
    }
  }
  return null;
}

function nameInPath(node: ASTNode): string[] {
  if (node.kind === Kind.OPERATION_DEFINITION) return [operationInPath(node)];
  if (node.kind === Kind.FRAGMENT_DEFINITION) return [`fragment ${node.name.value}`];
  if (node.kind === Kind.FIELD) return [node.alias?.value ?? node.name.value];
  if (node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD) return [node.name.value];
  if (node.kind === Kind.INLINE_FRAGMENT) return [`... on ${node.typeCondition?.name.value ?? ""}`];
  return [];
}

function operationInPath(node: OperationDefinitionNode) {
  return node.name ? `${node.operation} ${node.name.value}` : node.operation;
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === "object" && value !== null && "kind" in value && typeof value.kind === "string";
}

function isValue(node: ASTNode): node is ValueNode {
  return node.kind.endsWith("Value") || node.kind === Kind.VARIABLE;
}

function bare(type: string) {
  return type.replace(/[[\]!]/g, "");
}
