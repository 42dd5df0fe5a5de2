import { open } from "node:fs/promises";
import type { DocumentNode } from "graphql";
import type { Call } from "../graphql/call.ts";
import { hash32 } from "../store/randomness.ts";
import { familyOf, interleave } from "./bulk-lines.ts";
import type { BulkErrorCode, BulkOperation } from "./bulk-operation.ts";
import { BulkAccessDenied, readBatches } from "./read-batches.ts";

/** How the writing ended; `bytes` lie in the file in any case. */
export interface BulkEnding {
  how: "complete" | "canceled" | BulkErrorCode;
  bytes: number;
}

/**
 * Writes an operation's lines to its file, a batch at a time, and counts them on the operation.
 * `pause` is awaited once, after the first batch. Stops when the operation's status says CANCELING.
 */
export async function writeBulkFile(
  operation: BulkOperation,
  document: DocumentNode,
  call: Call,
  pause: () => Promise<BulkErrorCode | null>,
): Promise<BulkEnding> {
  const { plan } = operation;
  const file = await open(operation.file, "w");
  const seed = hash32(`${call.store.seed}/${operation.id}`);
  let bytes = 0;
  let isPaused = false;
  try {
    for await (const nodes of readBatches(document, call)) {
      if (isCanceling(operation)) return { how: "canceled", bytes };
      const families = nodes.map(familyOf);
      const all = operation.groupObjects
        ? families.flat()
        : interleave(families, seed, operation.objectCount);
      const room = plan.fail ? Math.max(0, plan.afterObjects - operation.objectCount) : all.length;
      const lines = all.slice(0, room);
      const text = lines.length ? `${lines.join("\n")}\n` : "";
      await file.write(text);
      bytes += Buffer.byteLength(text);
      operation.objectCount += lines.length;
      operation.rootObjectCount += nodes.length;
      const late = isPaused ? null : await pause();
      isPaused = true;
      if (isCanceling(operation)) return { how: "canceled", bytes };
      if (late) return { how: late, bytes };
      if (plan.fail && operation.objectCount >= plan.afterObjects) return { how: plan.fail, bytes };
    }
    return { how: plan.fail ?? "complete", bytes };
  } catch (error) {
    if (error instanceof BulkAccessDenied) return { how: "ACCESS_DENIED", bytes };
    console.error("a bulk operation of the sandbox failed:", error);
    return { how: "INTERNAL_SERVER_ERROR", bytes };
  } finally {
    await file.close();
  }
}

function isCanceling({ status }: BulkOperation): boolean {
  return status === "CANCELING";
}
