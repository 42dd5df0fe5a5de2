import { type BulkOperation, isOver } from "../bulk/bulk-operation.ts";
import { gid } from "../store/ids.ts";
import { type Arguments, badRequest, type Call, notImplemented, text, type TypeFields } from "./call.ts";
import { pageOf } from "./connection.ts";
import { idArgument } from "./ids.ts";
import {
  fieldsOf,
  isFound,
  isInstant,
  isNumber,
  isText,
  parseSearch,
  requiredTerms,
  type Term,
} from "./search-query.ts";

export const bulkOperationFields: TypeFields = {
  QueryRoot: {
    bulkOperation: (_: unknown, args, call) => findBulkOperation(idArgument("BulkOperation", args.id), call),
    bulkOperations: (_: unknown, args, call) => findBulkOperations(args, call),
    currentBulkOperation: (_: unknown, args, call) =>
      args.type === "MUTATION" ? null : (call.bulk.all()[0] ?? null),
  },
  Mutation: {
    bulkOperationRunQuery: (_: unknown, args, call) => runQuery(args, call),
    bulkOperationCancel: (_: unknown, args, call) => cancel(args, call),
  },
  BulkOperation: {
    id: (it: BulkOperation) => gid("BulkOperation", it.id),
    type: () => "QUERY",
    query: (it: BulkOperation) => it.query,
    status: (it: BulkOperation) => it.status,
    errorCode: (it: BulkOperation) => it.errorCode,
    createdAt: (it: BulkOperation) => it.createdAt,
    completedAt: (it: BulkOperation) => it.completedAt,
    objectCount: (it: BulkOperation) => String(it.objectCount),
    rootObjectCount: (it: BulkOperation) => String(it.rootObjectCount),
    fileSize: (it: BulkOperation) => (it.fileSize === null ? null : String(it.fileSize)),
    url: (it: BulkOperation) => it.url,
    partialDataUrl: (it: BulkOperation) => it.partialDataUrl,
  },
};

export function findBulkOperation(id: number, call: Call): BulkOperation | null {
  return call.bulk.find(id);
}

async function runQuery(args: Arguments, call: Call) {
  const query = String(args.query);
  const outcome = await call.bulk.run(query, args.groupObjects === true, call);
  if (Array.isArray(outcome)) return { bulkOperation: null, userErrors: outcome };
  call.record("bulkOperationRunQuery", { query, id: gid("BulkOperation", outcome.id) });
  return { bulkOperation: outcome, userErrors: [] };
}

function cancel(args: Arguments, call: Call) {
  const found = call.bulk.find(idArgument("BulkOperation", args.id));
  if (!found) return refused(null, ["id"], "Bulk operation does not exist");
  if (isOver(found))
    return refused(
      found,
      null,
      `A bulk operation cannot be canceled when it is ${found.status.toLowerCase()}`,
    );
  call.record("bulkOperationCancel", { id: args.id });
  call.bulk.cancel(found);
  // As it is at the moment of asking: by the time the answer is written it may have stopped.
  return { bulkOperation: { ...found, status: "CANCELING" }, userErrors: [] };
}

function refused(bulkOperation: BulkOperation | null, field: string[] | null, message: string) {
  return { bulkOperation, userErrors: [{ field, message }] };
}

const FIELDS: Record<string, (it: BulkOperation, term: Term) => boolean> = {
  id: (it, term) => isNumber(it.id, term),
  created_at: (it, term) => isInstant(it.createdAt, term),
  status: (it, term) => isText(it.status, term),
  operation_type: (_, term) => term.value.toLowerCase() === "query",
};

/** Newest first, as Shopify has it even without `reverse`. */
function findBulkOperations(args: Arguments, call: Call) {
  const search = parseSearch(text(args.query) ?? "");
  for (const field of fieldsOf(search))
    if (!FIELDS[field]) throw notImplemented(`search field ${field} of bulkOperations`);
  for (const { field, value } of requiredTerms(search))
    if (field === "created_at" && Number.isNaN(Date.parse(value)))
      throw badRequest("Invalid timestamp for query filter `created_at`.");
  const matches = (it: BulkOperation) =>
    isFound(search, (term) => FIELDS[term.field ?? ""]?.(it, term) ?? false);
  const found = call.bulk.all().filter(matches);
  if (args.sortKey === "COMPLETED_AT")
    found.sort((one, other) => (other.completedAt ?? "").localeCompare(one.completedAt ?? ""));
  return pageOf(found, args, (one) => one.id);
}
