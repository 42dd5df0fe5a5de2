import { inShop, type Shop } from "#app/db.server.ts";
import { idOfGid } from "#app/id.ts";
import { enqueue } from "#app/jobs/enqueue.ts";
import type { AdminAnswer } from "#app/shopify/admin-answer.ts";
import { askAdmin } from "#app/shopify/ask-admin.server.ts";
import { LocationsPage, ShopFacts } from "#app/shopify/operations/shop.graphql.ts";
import type { LocationsPageQuery, ShopFactsQuery } from "#app/shopify/operations/types.generated.ts";
import { retryWhereItHelps } from "#app/shopify/retry-where-it-helps.ts";
import { keepLocales, keepPolicies } from "./keep-policies.ts";
import { dropOtherLocations, locationFromAdmin, mirrorLocation } from "./mirror-location.ts";
import { shopFactsFromAdmin, updateShop } from "./update-shop.ts";

/**
 * Asks Shopify who the shop is, for its languages, policies and places, and writes it down. A job: where Shopify is
 * away it throws, and is tried again.
 */
export async function refreshShop(shopId: string): Promise<void> {
  const answer: AdminAnswer<ShopFactsQuery> = await askAdmin(shopId, ShopFacts, {});
  if (!answer.ok) {
    if (answer.because === "uninstalled") return;
    throw new Error(`the shop cannot be read: ${answer.because}`);
  }
  const { shop: facts, shopLocales } = answer.data;
  await inShop(shopId, async (shop) => {
    await updateShop(shop, shopFactsFromAdmin(answer.data));
    // Each may have come null with an access error beside it.
    if (facts.shopPolicies) await keepPolicies(shop, facts.shopPolicies);
    if (shopLocales) await keepLocales(shop, shopLocales);
  });
  await refreshLocations(shopId);
}

/** Of `domains/update` and `locales/update`, which tell a part of what the shop is: it is read whole, once. */
export async function askToRefreshShop(shop: Shop): Promise<void> {
  await enqueue(shop, [{ task: "refreshShop", key: `refreshShop:${shop.id}`, priority: 5 }]);
}

async function refreshLocations(shopId: string): Promise<void> {
  const nodes = await allLocations(shopId);
  if (!nodes) return;
  await inShop(shopId, async (shop) => {
    for (const node of nodes) await mirrorLocation(shop, locationFromAdmin(node));
    await dropOtherLocations(
      shop,
      nodes.map(({ id }) => idOfGid(id)),
    );
  });
}

type LocationNodes = LocationsPageQuery["locations"]["nodes"];

/** Null where we may not see them. */
async function allLocations(shopId: string): Promise<LocationNodes | null> {
  const nodes: LocationNodes = [];
  let after: string | null = null;
  do {
    const answer: AdminAnswer<LocationsPageQuery> = await askAdmin(shopId, LocationsPage, { after });
    if (!answer.ok) {
      retryWhereItHelps(answer);
      return null;
    }
    const { locations }: LocationsPageQuery = answer.data;
    nodes.push(...locations.nodes);
    after = locations.pageInfo.hasNextPage ? locations.pageInfo.endCursor : null;
  } while (after);
  return nodes;
}
