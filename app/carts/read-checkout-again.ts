import { checkoutFromAdmin } from "#app/carts/checkout-from-admin.ts";
import { mirrorCheckout } from "#app/carts/mirror-checkout.ts";
import { inShop, type Shop } from "#app/db.server.ts";
import { gidOf } from "#app/id.ts";
import { enqueue } from "#app/jobs/enqueue.ts";
import { askAdmin } from "#app/shopify/ask-admin.server.ts";
import { ReadCheckout } from "#app/shopify/operations/carts.graphql.ts";
import type { ReadCheckoutQuery } from "#app/shopify/operations/types.generated.ts";
import { retryWhereItHelps } from "#app/shopify/retry-where-it-helps.ts";

/** Asks for a live read of a checkout by Shopify's id, once however many ask before it starts. */
export async function rereadCheckouts(shop: Shop, shopifyIds: string[]): Promise<void> {
  await enqueue(
    shop,
    [...new Set(shopifyIds)].map((checkoutId) => ({
      task: "rereadCheckout",
      payload: { checkoutId },
      key: `rereadCheckout:${shop.id}:${checkoutId}`,
      priority: 10,
    })),
  );
}

/** Job `rereadCheckout`. Throws to be tried again; one that is gone is told by its own webhook. */
export async function readCheckoutAgain(
  shopId: string,
  { checkoutId }: { checkoutId: string },
): Promise<void> {
  const answer = await askAdmin(shopId, ReadCheckout, { id: gidOf("AbandonedCheckout", checkoutId) });
  if (!answer.ok) return retryWhereItHelps(answer);
  const { node } = answer.data;
  if (!node || !isCheckout(node)) return;
  const record = checkoutFromAdmin(node, node.lineItems.nodes);
  if (record) await inShop(shopId, (shop) => mirrorCheckout(shop, record));
}

type Node = NonNullable<ReadCheckoutQuery["node"]>;
type CheckoutNode = Extract<Node, { lineItems: unknown }>;

const isCheckout = (node: Node): node is CheckoutNode => "lineItems" in node;
