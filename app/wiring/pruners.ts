import { pruneCarts } from "#app/carts/prune-carts.ts";
import { pruneDisconnected } from "#app/channels/disconnect-account.ts";
import { pruneImports } from "#app/consent/import-log.ts";
import { pruneSegments } from "#app/customers/prune-segments.ts";
import { pruneFiles } from "#app/files/prune-files.ts";
import { pruneQuestions } from "#app/guides/prune-questions.ts";
import { pruneEvents } from "#app/jobs/prune-events.ts";
import type { Pruners } from "#app/jobs/prune.server.ts";
import { pruneReceipts } from "#app/letterbox/prune-receipts.server.ts";
import { pruneProofs } from "#app/orders/prune-proofs.ts";
import { pruneByRetention } from "#app/privacy/prune-by-retention.ts";
import { pruneBuckets } from "#app/rate-limit.server.ts";
import { pruneHeard } from "#app/shop/hearing/prune-heard.ts";

/** What is deleted when its time is over: each area its own rows. */
export const pruners: Pruners = {
  installation: [pruneReceipts, pruneBuckets],
  byShop: [
    pruneEvents,
    pruneProofs,
    pruneQuestions,
    pruneFiles,
    pruneCarts,
    pruneSegments,
    pruneImports,
    pruneDisconnected,
    pruneByRetention,
    pruneHeard,
  ],
};
