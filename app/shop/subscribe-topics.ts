import { type Reader, readShop } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { hasScope } from "#app/shop/change-scopes.ts";
import { readSettings } from "#app/shop/settings.ts";
import { askAdmin } from "#app/shopify/ask-admin.server.ts";
import type { WebhookSubscriptionTopic } from "#app/shopify/operations/types.generated.ts";
import { SubscribedTopics, SubscribeToTopic } from "#app/shopify/operations/webhooks.graphql.ts";

/**
 * Topics that ask for a scope which a merchant grants by choice. They cannot stand in shopify.app.toml, whose topics may
 * ask for required scopes only: each shop is subscribed once it has granted the scope.
 */
export const SHOP_TOPICS: { topic: string; name: WebhookSubscriptionTopic; scope: string }[] = [
  { topic: "customers/merge", name: "CUSTOMERS_MERGE", scope: "read_customer_merge" },
];

/** Whether the merchant has let us hear of merges made in Shopify's admin. */
export async function hearsOfMerges(shop: Reader): Promise<boolean> {
  const { scopes } = await readSettings(shop);
  return hasScope(scopes, "read_customer_merge");
}

/** Job `subscribeTopics`: subscribes to what the granted scopes allow and is not subscribed to yet. Again is once. */
export async function subscribeTopics(shopId: string): Promise<void> {
  const { scopes } = await readShop(shopId, readSettings);
  const allowed = SHOP_TOPICS.filter(({ scope }) => hasScope(scopes, scope));
  if (!allowed.length) return;
  const known = await askAdmin(shopId, SubscribedTopics, { topics: allowed.map(({ name }) => name) });
  if (!known.ok) return giveUpUnlessGone(known.because);
  const uri = `${env.SHOPIFY_APP_URL}/webhooks/shopify`;
  const { nodes } = known.data.webhookSubscriptions;
  for (const { name } of allowed) {
    if (nodes.some((node) => node.topic === name && node.uri === uri)) continue;
    const made = await askAdmin(shopId, SubscribeToTopic, { topic: name, uri });
    if (!made.ok) return giveUpUnlessGone(made.because);
    const { userErrors = [] } = made.data.webhookSubscriptionCreate ?? {};
    if (userErrors.length) throw new Error(`not subscribed to ${name}: ${userErrors[0]!.message}`);
  }
}

/** The job is tried again, and parked in the merchant's sight at last. */
function giveUpUnlessGone(because: string): void {
  if (because !== "uninstalled") throw new Error(`the topics cannot be subscribed to: ${because}`);
}
