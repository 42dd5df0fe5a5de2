import {
  getNamedType,
  type DocumentNode,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { describe, expect, it } from "vitest";
import { imports } from "#app/wiring/imports.ts";
import { accessLaw, impliedScopes } from "#sandbox/shopify/access.ts";
import { checkBulkQuery } from "#sandbox/shopify/bulk/check-bulk-query.ts";
import { loadAdminSchema } from "#tools/shopify-schema.ts";

const { schema, access } = await loadAdminSchema();
const WINDOW = "created_at:>='2026-01-01T00:00:00Z'";
const queries = imports.flatMap((importer) => {
  const windows = importer.isWindowed ? [null, WINDOW] : [null];
  return windows.map((window) => ({ importer, kind: importer.kind, window, query: importer.query(window) }));
});

describe("every bulk query", () => {
  it.each(queries)("of $kind fits the schema and uses nothing deprecated (window: $window)", ({ query }) => {
    const document = parse(query);
    expect(validate(schema, document).map(({ message }) => message)).toEqual([]);
    expect(fieldsOf(document, (field) => !!field.deprecationReason)).toEqual([]);
  });

  it.each(queries)("of $kind is one that Shopify takes in bulk (window: $window)", ({ query }) => {
    expect(checkBulkQuery(schema, query)).toHaveProperty("kind", "Document");
  });

  it.each(queries)("of $kind asks for what its scopes open, and no more", ({ query, importer }) => {
    expect(closedFields(parse(query), importer.scopes)).toEqual([]);
  });
});

describe("the list of imports", () => {
  it("names each kind and each staging table once, and waits only for kinds before it", () => {
    const kinds = imports.map(({ kind }) => kind);
    expect(new Set(kinds).size).toBe(kinds.length);
    for (const [n, { after }] of imports.entries())
      expect(after.filter((kind) => !kinds.slice(0, n).includes(kind))).toEqual([]);
    for (const { stages } of imports)
      expect(new Set(stages.map(({ table }) => table)).size).toBe(stages.length);
  });
});

it("the law sees a field that is closed, and one that is old", () => {
  const planted = parse("{ orders { edges { node { id totalPrice paymentTerms { id } } } } }");
  expect(closedFields(planted, ["read_orders"])).toEqual(["Order.paymentTerms"]);
  expect(fieldsOf(planted, (field) => !!field.deprecationReason)).toEqual(["Order.totalPrice"]);
});

type Field = NonNullable<ReturnType<TypeInfo["getFieldDef"]>>;

function fieldsOf(document: DocumentNode, isWanted: (field: Field, parent: string) => boolean): string[] {
  const info = new TypeInfo(schema);
  const found: string[] = [];
  const enter = () => {
    const [field, parent] = [info.getFieldDef(), info.getParentType()];
    if (field && parent && getNamedType(parent) && isWanted(field, parent.name))
      found.push(`${parent.name}.${field.name}`);
  };
  visit(document, visitWithTypeInfo(info, { Field: { enter } }));
  return found;
}

function closedFields(document: DocumentNode, scopes: string[]): string[] {
  const law = accessLaw(access, schema);
  const granted = impliedScopes(scopes);
  return fieldsOf(document, (field, parent) => {
    try {
      law.requireField(parent, field.name, field.type, granted);
      return false;
    } catch {
      return true;
    }
  });
}
