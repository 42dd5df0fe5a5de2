import { isObjectType } from "graphql";
import { expect, it } from "vitest";
import { accessLaw, impliedScopes } from "#sandbox/shopify/access.ts";
import { fields } from "#sandbox/shopify/graphql/fields.ts";
import { sandboxSchema } from "#sandbox/shopify/schema.ts";

it("implements only fields that the real schema has", async () => {
  const { schema } = await sandboxSchema();
  const unknown = Object.entries(fields).flatMap(([typeName, own]) => {
    const type = schema.getType(typeName);
    if (!isObjectType(type)) return [typeName];
    const real = type.getFields();
    return Object.keys(own).flatMap((field) => (real[field] ? [] : [`${typeName}.${field}`]));
  });
  expect(unknown).toEqual([]);
});

it("lets who may write also read, and asks for every scope where Shopify says so", async () => {
  const { schema, access } = await sandboxSchema();
  const law = accessLaw(access, schema);
  const orders = schema.getQueryType()!.getFields().orders!.type;
  const open = (scopes: string[]) => {
    try {
      law.requireField("QueryRoot", "orders", orders, impliedScopes(scopes));
      return true;
    } catch {
      return false;
    }
  };
  expect(open(["write_orders"])).toBe(true);
  expect(open(["read_orders"])).toBe(true);
  expect(open(["read_customers"])).toBe(false);
  expect(() => law.requireType("SuggestedReturnRefund", "x", impliedScopes(["read_orders"]))).toThrow(
    /read_returns/,
  );
});
