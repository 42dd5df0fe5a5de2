import { inShop, type Shop } from "#app/db.server.ts";
import type { Shop as ShopRow } from "#app/generated/prisma/client.ts";
import { newId } from "#app/id.ts";
import { enqueue } from "#app/jobs/enqueue.ts";
import { writeEvent } from "#app/jobs/events.ts";
import { OFFICE_HOURS } from "./business-hours.ts";
import { findShopByDomain } from "./find-shop.ts";
import { forgottenDomain } from "./forgotten-domain.ts";

/**
 * Makes the shop ours: its row, settings that work from the first minute, the job that asks Shopify who it is, and
 * `shop.installed`, which starts the first sync. Installing twice at once, or again, does it once; a shop that comes
 * back after uninstalling finds its settings as they were.
 */
export async function installShop(domain: string, { scopes }: { scopes: string[] }): Promise<ShopRow> {
  const known = (await findShopByDomain(domain)) ?? (await findShopByDomain(forgottenDomain(domain)));
  await inShop(known?.id ?? newId(), async (shop) => {
    if (!(await claim(shop, domain, scopes))) return;
    await shop.tx.shopSettings.createMany({ data: openingSettings(shop), skipDuplicates: true });
    await enqueue(shop, [{ task: "refreshShop", key: `refreshShop:${shop.id}`, priority: 0 }]);
    await writeEvent(shop, { name: "shop.installed", key: `shop.installed:${shop.at.toISOString()}` });
  });
  return (await findShopByDomain(domain))!;
}

/** True for the one who installs it: the row was not there, or had been uninstalled. */
async function claim(shop: Shop, domain: string, scopes: string[]): Promise<boolean> {
  // One that was forgotten comes back under its old id: the opt-outs in its ledger hold on.
  await shop.sql`
    update "Shop" set domain = ${domain} where id = ${shop.id} and domain = ${forgottenDomain(domain)}`;
  const [claimed] = await shop.sql`
    insert into "Shop" (id, domain, scopes, "installedAt") values (${shop.id}, ${domain}, ${scopes}, ${shop.at})
    on conflict (domain) do update
      set "installedAt" = excluded."installedAt", "uninstalledAt" = null, scopes = excluded.scopes
      where "Shop"."uninstalledAt" is not null
    returning id`;
  return claimed !== undefined;
}

const openingSettings = (shop: Shop) => ({
  shopId: shop.id,
  businessHours: OFFICE_HOURS,
  languages: [],
  answersOn: true,
});
