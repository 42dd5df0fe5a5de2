import type { Call } from "../graphql/call.ts";

export type BulkStatus =
  | "CREATED"
  | "RUNNING"
  | "COMPLETED"
  | "FAILED"
  | "CANCELING"
  | "CANCELED"
  | "EXPIRED";
export type BulkErrorCode = "ACCESS_DENIED" | "INTERNAL_SERVER_ERROR" | "TIMEOUT";

/** What shall befall one operation: asked for ahead of it by `POST /_town/shops/:domain/bulk/next`. */
export interface BulkPlan {
  /** Stays RUNNING for so many milliseconds of the town's time, its first lines written. */
  slowMs: number;
  /** Ends as FAILED with this code; what was written until then is the partial data. */
  fail: BulkErrorCode | null;
  /** How many objects are written before it fails; 1 unless given. */
  afterObjects: number;
  /** The address that the operation ends with has run out already. */
  expired: boolean;
  /** Downloads break off after so many bytes, `cuts` times (once unless given); null leaves them whole. */
  cutAfterBytes: number | null;
  cuts: number;
}

export interface BulkOperation {
  id: number;
  shop: string;
  query: string;
  groupObjects: boolean;
  status: BulkStatus;
  errorCode: BulkErrorCode | null;
  createdAt: string;
  completedAt: string | null;
  objectCount: number;
  rootObjectCount: number;
  /** Bytes of the whole result; null until there is one. */
  fileSize: number | null;
  url: string | null;
  partialDataUrl: string | null;
  /** Milliseconds of the town's time from which the address answers no more; null while there is none. */
  expiresAt: number | null;
  /** Where the lines lie on this machine, and what the address calls them. */
  file: string;
  fileName: string;
  plan: BulkPlan;
}

export interface BulkRefusal {
  field: string[] | null;
  message: string;
  code: "INVALID" | "OPERATION_IN_PROGRESS";
}

/** Bulk operations of one shop, as its resolvers see them. */
export interface BulkDesk {
  run(query: string, groupObjects: boolean, call: Call): Promise<BulkOperation | BulkRefusal[]>;
  find(id: number): BulkOperation | null;
  /** Newest first. */
  all(): BulkOperation[];
  /** Asks a running operation to stop: it is CANCELING until it has. */
  cancel(operation: BulkOperation): void;
}

export const NO_PLAN: BulkPlan = {
  slowMs: 0,
  fail: null,
  afterObjects: 1,
  expired: false,
  cutAfterBytes: null,
  cuts: 1,
};

/** Whether nothing more will become of it, save that its address runs out. */
export function isOver({ status }: BulkOperation): boolean {
  return status !== "CREATED" && status !== "RUNNING" && status !== "CANCELING";
}
