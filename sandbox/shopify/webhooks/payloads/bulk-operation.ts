import type { BulkOperation } from "../../bulk/bulk-operation.ts";
import { gid } from "../../store/ids.ts";
import { type Rendering, restInstant } from "./rest.ts";

/** What `bulk_operations/finish` carries: no address, which is asked for by the id. */
export function bulkOperationPayload(it: BulkOperation, rendering: Rendering) {
  return {
    admin_graphql_api_id: gid("BulkOperation", it.id),
    completed_at: restInstant(it.completedAt, rendering),
    created_at: restInstant(it.createdAt, rendering),
    error_code: it.errorCode?.toLowerCase() ?? null,
    status: it.status.toLowerCase(),
    type: "query",
  };
}
