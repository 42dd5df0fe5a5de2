import { type GraphQLScalarType, isScalarType } from "graphql";
import { type AdminSchema, loadAdminSchema, SCHEMA_VERSION } from "#tools/shopify-schema.ts";

/** The one version of the Admin API that the sandbox speaks. */
export const API_VERSION = SCHEMA_VERSION;

const FORMS: Record<string, (text: string) => boolean> = {
  DateTime: (text) => /^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(Date.parse(text)),
  Date: (text) => /^\d{4}-\d\d-\d\d$/.test(text),
  Decimal: isDecimal,
  Money: isDecimal,
  UnsignedInt64: (text) => /^\d+$/.test(text),
  URL: (text) => URL.canParse(text) || text.startsWith("/"),
};

let prepared: Promise<AdminSchema> | undefined;

/** The real Admin schema; values of its own scalars are checked, which an introspection result cannot say. */
export function sandboxSchema(): Promise<AdminSchema> {
  prepared ??= prepare();
  return prepared;
}

async function prepare(): Promise<AdminSchema> {
  const loaded = await loadAdminSchema();
  for (const [name, isRight] of Object.entries(FORMS)) {
    const scalar = loaded.schema.getType(name);
    if (isScalarType(scalar)) checkInput(scalar, isRight);
  }
  return loaded;
}

function checkInput(scalar: GraphQLScalarType, isRight: (text: string) => boolean) {
  const check = (value: unknown) => {
    if ((typeof value === "string" || typeof value === "number") && isRight(String(value))) return value;
    throw new TypeError(`${JSON.stringify(value)} is not a valid ${scalar.name}`);
  };
  scalar.parseValue = check;
  scalar.parseLiteral = (node) => check("value" in node ? node.value : undefined);
}

function isDecimal(text: string) {
  return /^-?\d+(\.\d+)?$/.test(text);
}
