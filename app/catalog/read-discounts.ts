import { discountFromAdmin } from "#app/catalog/discount-from-admin.ts";
import { deleteDiscount, keepDiscounts } from "#app/catalog/mirror-discount.ts";
import { inShop } from "#app/db.server.ts";
import { enqueue } from "#app/jobs/enqueue.ts";
import { askAdmin } from "#app/shopify/ask-admin.server.ts";
import { DiscountsPage, ReadDiscount } from "#app/shopify/operations/catalog.graphql.ts";
import { retryWhereItHelps } from "#app/shopify/retry-where-it-helps.ts";

/** Job `rereadDiscount`. Throws to be tried again. */
export async function readDiscountAgain(shopId: string, { gid }: { gid: string }): Promise<void> {
  const answer = await askAdmin(shopId, ReadDiscount, { id: gid });
  if (!answer.ok) return retryWhereItHelps(answer);
  const node = answer.data.discountNode;
  await inShop(shopId, (shop) =>
    node ? keepDiscounts(shop, [discountFromAdmin(node)]) : deleteDiscount(shop, gid),
  );
}

/** Job `readDiscounts`: all of them, a page a job. Of a new discount no webhook that we take tells. */
export async function readDiscounts(
  shopId: string,
  { after = null }: { after?: string | null } = {},
): Promise<void> {
  const answer = await askAdmin(shopId, DiscountsPage, { after });
  if (!answer.ok) return retryWhereItHelps(answer);
  const { nodes, pageInfo } = answer.data.discountNodes;
  await inShop(shopId, async (shop) => {
    await keepDiscounts(shop, nodes.map(discountFromAdmin));
    if (!pageInfo.hasNextPage) return;
    const payload = { after: pageInfo.endCursor };
    await enqueue(shop, [{ task: "readDiscounts", payload, key: `readDiscounts:${shop.id}`, priority: 10 }]);
  });
}
