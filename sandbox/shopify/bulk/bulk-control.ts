import { type ControlCall, refusal } from "../../town-types.ts";
import type { Platform } from "../platform.ts";
import { gid } from "../store/ids.ts";
import { storeOf } from "../store/control/call.ts";
import { type BulkOperation, type BulkPlan, NO_PLAN } from "./bulk-operation.ts";

const CODES = ["ACCESS_DENIED", "INTERNAL_SERVER_ERROR", "TIMEOUT"];

/** Control routes for bulk operations: what shall befall the next one, what there is, and addresses that run out. */
export function addBulkControl(platform: Platform): void {
  const { town, bulk } = platform;
  town.control("GET /shops/:domain/bulk", (call) => ({
    operations: bulk.of(storeOf(town, call).domain).all().map(describe),
  }));
  town.control("POST /shops/:domain/bulk/next", (call) => {
    const plan = planOf(call);
    bulk.plan(storeOf(town, call).domain, plan);
    return plan;
  });
  town.control("POST /shops/:domain/bulk/:id/expire", (call) => {
    const operation = bulk.of(storeOf(town, call).domain).find(Number(call.params.id));
    if (!operation) throw refusal(404, `no bulk operation ${call.params.id}`);
    bulk.expire(operation);
    return describe(operation);
  });
}

function planOf({ body }: ControlCall): BulkPlan {
  const asked = body as Partial<BulkPlan>;
  for (const name of Object.keys(asked))
    if (!(name in NO_PLAN)) throw refusal(400, `there is no plan ${name}`);
  if (asked.fail && !CODES.includes(asked.fail)) throw refusal(400, `fail is one of ${CODES.join(", ")}`);
  return { ...NO_PLAN, ...asked };
}

function describe({ file: _file, fileName: _fileName, ...shown }: BulkOperation) {
  return { ...shown, gid: gid("BulkOperation", shown.id) };
}
