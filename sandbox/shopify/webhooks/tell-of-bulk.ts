import type { BulkOperation } from "../bulk/bulk-operation.ts";
import type { Platform } from "../platform.ts";
import { tellApp } from "./tell-app.ts";

/** Tells the app that a bulk operation is over, however it ended. */
export function tellOfBulk(platform: Platform, operation: BulkOperation): void {
  const store = platform.town.shops.get(operation.shop);
  if (!store) return;
  tellApp(platform, store, {
    topic: "bulk_operations/finish",
    resource: "BulkOperation",
    id: operation.id,
    at: store.now(),
    record: operation,
    orderId: null,
    detail: {},
  });
}
