import {
  type DocumentNode,
  execute,
  type FragmentDefinitionNode,
  getVariableValues,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type VariableDefinitionNode,
  validate,
  valueFromASTUntyped,
} from "graphql";
import { giveBack, take, throttleStatus } from "./bucket.ts";
import { type Call, notImplemented, type Resolver, typeNameOf } from "./call.ts";
import { ownField, sharedFields } from "./connection.ts";
import { actualCost, requestedCost } from "./cost.ts";
import { fields } from "./fields.ts";
import { requireUnprotected } from "./protected-data.ts";
import { validationError, variableError, type WireError } from "./validation-errors.ts";

/** Points that one operation may ask for (Shopify, "Rate limits"). */
const LARGEST_COST = 1000;
const RATE_LIMITS = "https://shopify.dev/api/usage/rate-limits";

export interface Request {
  query: string;
  variables?: { [name: string]: unknown } | null;
  operationName?: string | null;
}
export interface Response {
  data?: { [field: string]: unknown } | null;
  errors?: WireError[];
  extensions?: { [name: string]: unknown };
}

/** Runs one request as the Admin API would. `at` is the town's time in milliseconds. */
export async function runOperation(
  schema: GraphQLSchema,
  request: Request,
  call: Call,
  at: number,
): Promise<Response> {
  const prepared = prepare(schema, request);
  if ("errors" in prepared) return prepared;
  const { document, operation, variables, costing } = prepared;
  const requested = requestedCost(operation, costing);
  const { bucket } = call.installation;
  if (requested > LARGEST_COST) return { errors: [tooCostly(requested)] };
  if (!take(bucket, requested, at)) return throttled(requested, throttleStatus(bucket));
  const result = await execute({
    schema,
    document,
    contextValue: call,
    variableValues: variables,
    operationName: request.operationName ?? null,
    fieldResolver: resolveField,
    typeResolver: (source) => typeNameOf(source),
  });
  const actual = actualCost(operation, costing, result.data);
  giveBack(bucket, requested - actual);
  const cost = {
    requestedQueryCost: requested,
    actualQueryCost: actual,
    throttleStatus: throttleStatus(bucket),
  };
  return {
    data: result.data ?? null,
    ...(result.errors?.length && { errors: result.errors.map(runtimeError) }),
    extensions: { cost },
  };
}

/** Every field in turn: may the app see it, is it redacted, does the sandbox know it. */
export const resolveField: GraphQLFieldResolver<unknown, Call> = (source, args, call, info) => {
  const { parentType, fieldName } = info;
  call.law.requireField(parentType.name, fieldName, info.returnType, call.scopes);
  requireUnprotected(parentType.name, fieldName, call);
  const own = ownField(parentType.name, source, fieldName);
  if (own) return own.value;
  const known = fields[parentType.name] ?? sharedFields(parentType.name);
  const resolver = known?.[fieldName] as Resolver<unknown> | undefined;
  if (!resolver) throw notImplemented(`${parentType.name}.${fieldName}`);
  return resolver(source, args, call, info);
};

function prepare(schema: GraphQLSchema, request: Request) {
  const read = readDocument(schema, request.query);
  if ("errors" in read) return read;
  const { document } = read;
  const operation = operationOf(document, request.operationName);
  if (!operation) return { errors: [{ message: "An operation name is required" }] };
  const variables = request.variables ?? {};
  const wrong = wrongVariables(schema, operation, variables);
  if (wrong.length) return { errors: wrong };
  const fragments = new Map(
    document.definitions
      .filter((one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION)
      .map((one) => [one.name.value, one]),
  );
  return {
    document,
    operation,
    variables,
    costing: { schema, fragments, variables: withDefaults(operation, variables) },
  };
}

type Read = { document: DocumentNode } | { errors: WireError[] };
/** An app asks the same few questions again and again; checking one takes longer than answering it. */
const documents = new Map<string, Read>();
const MOST_DOCUMENTS = 500;

/** The document, or what Shopify has against it. */
export function readDocument(schema: GraphQLSchema, query: string): Read {
  const again = documents.get(query);
  if (again) return again;
  const read = parseAndCheck(schema, query);
  if (documents.size >= MOST_DOCUMENTS) documents.clear();
  documents.set(query, read);
  return read;
}

function parseAndCheck(schema: GraphQLSchema, query: string): Read {
  try {
    const document = parse(query);
    const problems = validate(schema, document);
    return problems.length ? { errors: problems.map((one) => validationError(one, document)) } : { document };
  } catch (error) {
    return { errors: [syntaxError(error)] };
  }
}

function operationOf(document: DocumentNode, name: string | null | undefined) {
  const operations = document.definitions.filter(
    (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION,
  );
  return name
    ? operations.find((one) => one.name?.value === name)
    : operations.length === 1
      ? operations[0]
      : undefined;
}

function wrongVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: { [name: string]: unknown },
): WireError[] {
  const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  if (errors) return errors.map((error) => variableError(error, variables, schema));
  return (operation.variableDefinitions ?? []).flatMap((definition) => {
    const name = definition.variable.name.value;
    const value = variables[name];
    if (!/^ID!?$/.test(print(definition.type)) || typeof value !== "string") return [];
    return /^gid:\/\/shopify\/\w+\/.+$/.test(value) ? [] : [wrongGlobalId(definition, value)];
  });
}

function wrongGlobalId(definition: VariableDefinitionNode, value: string): WireError {
  const explanation = `Invalid global id '${value}'`;
  const at = definition.loc?.startToken;
  return {
    message: `Variable $${definition.variable.name.value} of type ${print(definition.type)} was provided invalid value`,
    ...(at && { locations: [{ line: at.line, column: at.column }] }),
    extensions: {
      code: "INVALID_VARIABLE",
      value,
      problems: [{ path: [], explanation, message: explanation }],
    },
  };
}

/** Page sizes and conditions may come from a variable's default. */
function withDefaults(operation: OperationDefinitionNode, given: { [name: string]: unknown }) {
  const defaults = (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
    defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
  );
  return { ...Object.fromEntries(defaults), ...given } as { [name: string]: unknown };
}

function runtimeError({ message, locations, path, extensions, originalError }: GraphQLError): WireError {
  // A slip of the sandbox's own must not pass for an answer of Shopify's.
  const isSlip = originalError !== undefined && !(originalError instanceof GraphQLError);
  return {
    message: isSlip ? `the sandbox failed: ${originalError.stack}` : message,
    ...(locations && { locations }),
    extensions: isSlip ? { code: "SANDBOX_FAILED" } : extensions,
    ...(path && { path }),
  };
}

function syntaxError(error: unknown): WireError {
  if (!(error instanceof GraphQLError)) throw error;
  return { message: error.message, ...(error.locations && { locations: error.locations }) };
}

function tooCostly(cost: number): WireError {
  const message = `Query cost is ${cost}, which exceeds the single query max cost limit (${LARGEST_COST}).

See https://shopify.dev/concepts/about-apis/rate-limits for more information on how the
cost of a query is calculated.

To query larger amounts of data with fewer limits, bulk operations should be used instead.
See https://shopify.dev/tutorials/perform-bulk-operations-with-admin-api for usage details.
`;
  return {
    message,
    extensions: { code: "MAX_COST_EXCEEDED", cost, maxCost: LARGEST_COST, documentation: RATE_LIMITS },
  };
}

/** No `data` at all, as recorded. */
function throttled(requested: number, status: object): Response {
  return {
    errors: [{ message: "Throttled", extensions: { code: "THROTTLED", documentation: RATE_LIMITS } }],
    extensions: { cost: { requestedQueryCost: requested, actualQueryCost: null, throttleStatus: status } },
  };
}
