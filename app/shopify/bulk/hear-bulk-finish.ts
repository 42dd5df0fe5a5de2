import { z } from "zod";
import type { Shop } from "#app/db.server.ts";
import { text } from "#app/payload.ts";
import { wakeRuns } from "#app/shopify/bulk/sync-run.ts";

/** Of `bulk_operations/finish`: the operation's gid, or null. */
export const operationFromWebhook = (payload: unknown): string | null =>
  shape.safeParse(payload).data?.admin_graphql_api_id ?? null;

const shape = z.object({ admin_graphql_api_id: text });

/** Shopify is done with a file. Of one that we do not wait for (another app's, an earlier try's) nothing comes. */
export async function hearBulkFinish(shop: Shop, operationId: string): Promise<void> {
  const runs = await shop.tx.syncRun.findMany({
    where: { shopId: shop.id, operationId, state: "writing" },
    select: { kind: true },
  });
  await wakeRuns(
    shop,
    runs.map(({ kind }) => kind),
  );
}
