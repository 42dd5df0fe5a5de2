import { createHash } from "node:crypto";
import type { StoredMetafield } from "../installation.ts";
import { gid } from "../store/ids.ts";
import { badRequest, type Call, text, type TypeFields } from "./call.ts";

interface MetafieldInput {
  ownerId: string;
  namespace?: string | null;
  key: string;
  type?: string | null;
  value: string;
  compareDigest?: string | null;
}

export const metafieldFields: TypeFields = {
  Mutation: {
    metafieldsSet: (_: unknown, args, call) => setMetafields(args.metafields as MetafieldInput[], call),
  },
  Metafield: {
    id: (it: StoredMetafield) => gid("Metafield", it.id),
    legacyResourceId: (it: StoredMetafield) => String(it.id),
    namespace: (it: StoredMetafield) => it.namespace,
    key: (it: StoredMetafield) => it.key,
    type: (it: StoredMetafield) => it.type,
    value: (it: StoredMetafield) => it.value,
    jsonValue: (it: StoredMetafield) => (it.type === "json" ? JSON.parse(it.value) : it.value),
    compareDigest: digestOf,
    createdAt: (it: StoredMetafield) => it.createdAt,
    updatedAt: (it: StoredMetafield) => it.updatedAt,
  },
};

/** The metafields of one owner, or those of them that are asked for as "namespace.key". */
export function metafieldsOf(
  ownerId: string,
  args: { [name: string]: unknown },
  call: Call,
): StoredMetafield[] {
  const keys = args.keys as string[] | null | undefined;
  const theirs = call.installation.metafields.filter((one) => one.ownerId === ownerId);
  return keys ? theirs.filter((one) => keys.includes(`${one.namespace}.${one.key}`)) : theirs;
}

/** All or none, at most 25 at once. */
function setMetafields(inputs: MetafieldInput[], call: Call) {
  if (inputs.length > 25) throw badRequest("The input array size of metafieldsSet is limited to 25.");
  const userErrors = inputs.flatMap((input, index) => problemsOf(input, index, call));
  if (userErrors.length) return { metafields: null, userErrors };
  const metafields = inputs.map((input) => write(input, call));
  call.record("metafieldsSet", inputs);
  return { metafields, userErrors: [] };
}

function problemsOf(input: MetafieldInput, index: number, call: Call) {
  const known = find(input, call);
  const problem = (field: string, message: string, code: string) => [
    { field: ["metafields", String(index), field], message, code, elementIndex: null },
  ];
  if (!input.type && !known) return problem("type", "Type can't be blank", "BLANK");
  if (input.compareDigest != null && (!known || digestOf(known) !== input.compareDigest))
    return problem(
      "compareDigest",
      "The resource has been updated since it was loaded. Try again with an updated `compareDigest` value.",
      "STALE_OBJECT",
    );
  return [];
}

function write(input: MetafieldInput, call: Call): StoredMetafield {
  const at = call.store.now();
  const known = find(input, call);
  if (known)
    return Object.assign(known, { value: input.value, type: input.type ?? known.type, updatedAt: at });
  const made: StoredMetafield = {
    id: call.installation.nextId++,
    ownerId: input.ownerId,
    namespace: namespaceOf(input),
    key: input.key,
    type: input.type!,
    value: input.value,
    createdAt: at,
    updatedAt: at,
  };
  call.installation.metafields.push(made);
  return made;
}

function find(input: MetafieldInput, call: Call) {
  return call.installation.metafields.find(
    (one) => one.ownerId === input.ownerId && one.namespace === namespaceOf(input) && one.key === input.key,
  );
}

function namespaceOf(input: MetafieldInput) {
  return text(input.namespace) ?? "$app";
}

function digestOf(it: StoredMetafield) {
  return createHash("sha256").update(it.value).digest("hex");
}
