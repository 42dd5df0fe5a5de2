import type { Shop } from "#app/db.server.ts";
import { writeEvent } from "#app/jobs/events.ts";
import { forgetTokens } from "#app/shopify/forget-tokens.ts";

/**
 * From its commit on nothing is sent, no flow goes on and no timer fires for this shop: each asks `isInstalled`.
 * Its tokens go with it. A word that is older than the present installation came late (webhooks may, by a day) and
 * says nothing of it: `saidAt` is the webhook's X-Shopify-Triggered-At.
 */
export async function uninstallShop(
  shop: Shop,
  { saidAt }: { saidAt: Date | null },
): Promise<"applied" | "ignored"> {
  const [gone] = await shop.sql<{ domain: string }>`
    update "Shop" set "uninstalledAt" = ${shop.at}
    where id = ${shop.id} and "uninstalledAt" is null
      and (${saidAt}::timestamptz is null or "installedAt" <= ${saidAt}::timestamptz)
    returning domain`;
  if (!gone) return "ignored";
  await forgetTokens(shop, gone.domain);
  await writeEvent(shop, { name: "shop.uninstalled", key: `shop.uninstalled:${shop.at.toISOString()}` });
  return "applied";
}
