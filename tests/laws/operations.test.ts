import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  getNamedType,
  getOperationAST,
  getVariableValues,
  type GraphQLType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  parse,
  TypeInfo,
  typeFromAST,
  validate,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { describe, expect, it } from "vitest";
import { ORDERS_A_PAGE } from "#app/shopify/operations/orders.graphql.ts";
import { accessLaw, impliedScopes } from "#sandbox/shopify/access.ts";
import { requestedCost } from "#sandbox/shopify/graphql/cost.ts";
import { loadAdminSchema } from "#tools/shopify-schema.ts";
import { digestOf } from "#tools/operation-types/digest.ts";
import { requiredScopes } from "./required-scopes.ts";

const folder = join(import.meta.dirname, "../../app/shopify/operations");
const files = readdirSync(folder).filter((name) => name.endsWith(".graphql.ts"));
const documents = (await Promise.all(files.map(documentsOf))).flat();
const { schema, access } = await loadAdminSchema();

interface Named {
  name: string;
  document: DocumentNode;
}

async function documentsOf(file: string): Promise<Named[]> {
  const exported: Record<string, unknown> = await import(join(folder, file));
  return Object.entries(exported).flatMap(([name, value]) =>
    typeof value === "object" && value !== null && "kind" in value && value.kind === Kind.DOCUMENT
      ? [{ name, document: value as DocumentNode }]
      : [],
  );
}

describe("every Admin operation", () => {
  it("is found here", () => expect(documents.length).toBeGreaterThanOrEqual(7));

  it("has the types that were generated from it as it is now (tools/operation-types)", () => {
    const types = readFileSync(join(folder, "types.generated.ts"), "utf8");
    expect(types).toContain(`// Of the operations ${digestOf(documents.map(({ document }) => document))}`);
  });

  it.each(documents)("$name fits the schema", ({ document }) => {
    expect(validate(schema, document).map(({ message }) => message)).toEqual([]);
  });

  it.each(documents)("$name uses nothing that is deprecated", ({ document }) => {
    expect(deprecatedFields(document)).toEqual([]);
  });

  it.each(documents)("$name is named like its document, one to a document", ({ name, document }) => {
    expect(getOperationAST(document)?.name?.value).toBe(name);
  });

  it.each(documents)("$name costs less than a query may, whatever the page", ({ document }) => {
    expect(costOf(document)).toBeLessThan(1_000);
  });

  it.each(documents)("$name is open to the required scopes", ({ document }) => {
    expect(closedFields(document)).toEqual([]);
  });
});

describe("the law itself", () => {
  const planted = {
    unknown: parse("query Planted { shop { favouriteColour } }"),
    old: parse("query Planted { orders(first: 1) { nodes { totalPrice } } }"),
    closed: parse("query Planted { order(id: 1) { paymentTerms { id } } }"),
    dear: parse(`query Planted {
      orders(first: 250) { nodes { id lineItems(first: 250) { nodes { product { variants(first: 250) { nodes { id } } } } } } }
    }`),
  };
  it("sees an unknown field, a deprecated one, one that is closed to us, and one that costs too much", () => {
    expect(validate(schema, planted.unknown)).toHaveLength(1);
    expect(deprecatedFields(planted.old)).toEqual(["Order.totalPrice"]);
    expect(closedFields(planted.closed)).toEqual(["Order.paymentTerms: PaymentTerms"]);
    expect(costOf(planted.dear)).toBeGreaterThan(1_000);
    expect(closedFields(planted.dear)).toEqual([]);
  });
});

function deprecatedFields(document: DocumentNode): string[] {
  const info = new TypeInfo(schema);
  const old: string[] = [];
  const fields = {
    enter() {
      const field = info.getFieldDef();
      if (field?.deprecationReason) old.push(`${info.getParentType()}.${field.name}`);
    },
  };
  visit(document, visitWithTypeInfo(info, { Field: fields }));
  return old;
}

/** The points Shopify asks for, by its published rules, with the largest pages that we ask for. */
function costOf(document: DocumentNode): number {
  const operation = getOperationAST(document)!;
  const fragments = fragmentsOf(document);
  const given = {
    id: "gid://shopify/Order/1",
    after: "x",
    query: "x",
    ids: Array<string>(250).fill("gid://shopify/Order/1"),
    first: pageOf(operation),
  };
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], {
    ...requiredOf(operation),
    ...given,
  });
  if (!coerced) throw new Error(errors.join("; "));
  return requestedCost(operation, { schema, fragments, variables: coerced });
}

/** Something of the right type for each variable that a change cannot do without: no cost goes by it. */
function requiredOf(operation: OperationDefinitionNode): Record<string, unknown> {
  const required = (operation.variableDefinitions ?? []).filter(
    ({ type }) => type.kind === Kind.NON_NULL_TYPE,
  );
  return Object.fromEntries(
    required.map(({ variable, type }) => [
      variable.name.value,
      sampleOf(typeFromAST(schema, type as never)!),
    ]),
  );
}

function sampleOf(type: GraphQLType): unknown {
  if (isNonNullType(type)) return sampleOf(type.ofType);
  if (isListType(type)) return [sampleOf(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (!isInputObjectType(type)) return type.toString() === "Int" ? 1 : "1";
  const fields = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
  return Object.fromEntries(fields.map((field) => [field.name, sampleOf(field.type)]));
}

const pageOf = (operation: OperationDefinitionNode) =>
  operation.name?.value === "OrdersPage" ? ORDERS_A_PAGE : 250;

const fragmentsOf = (document: DocumentNode) =>
  new Map(
    document.definitions
      .filter((one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION)
      .map((one) => [one.name.value, one]),
  );

/** Fields that need a scope we do not require; what stands behind a switch is asked for with an optional scope. */
function closedFields(document: DocumentNode): string[] {
  const law = accessLaw(access, schema);
  const scopes = impliedScopes(requiredScopes());
  const info = new TypeInfo(schema);
  const closed: string[] = [];
  const fields = {
    enter(node: { directives?: readonly unknown[] }) {
      if (node.directives?.length) return false;
      const field = info.getFieldDef();
      const parent = info.getParentType();
      if (!field || !parent) return undefined;
      try {
        law.requireField(parent.name, field.name, field.type, scopes);
      } catch {
        closed.push(`${parent.name}.${field.name}: ${getNamedType(field.type)}`);
      }
      return undefined;
    },
  };
  visit(document, visitWithTypeInfo(info, { Field: fields }));
  return closed;
}
