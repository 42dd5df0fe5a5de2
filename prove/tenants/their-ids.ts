import { prisma } from "#app/db.server.ts";
import { asShop } from "./canaries.ts";
import type { Side } from "./two-shops.ts";

/** Everything of the other shop that somebody of ours might have picked up: ids, keys and cursors, never words. */
export async function theirIds(
  { shopId, domain, shopper, staff }: Side,
  tables: string[],
): Promise<Record<string, string>> {
  const ids: Record<string, string> = { shopId, domain, visitor: shopper.session.visitor, now: "0" };
  await asShop(shopId, async (ask) => {
    for (const table of tables) {
      const [row] = await ask(`select * from "${table}" where "shopId" = $1 order by 2 desc limit 1`, [
        shopId,
      ]);
      if (row && typeof row.id === "string") ids[table] = row.id;
    }
    const [order] = await ask(`select * from "Order" where "shopId" = $1 and email is not null limit 1`, [
      shopId,
    ]);
    ids.Order = String(order!.id);
    ids.orderName = String(order!.name);
    const [customer] = await ask(
      `select * from "Customer" where "shopId" = $1 and "shopifyId" is not null limit 1`,
      [shopId],
    );
    ids.customerShopifyId = String(customer!.shopifyId);
    const [thread] = await ask(`select * from "Conversation" where "shopId" = $1 limit 1`, [shopId]);
    ids.cursor = `${new Date(9e12).toISOString()}~${String(thread!.id)}`;
    const [sms] = await ask(`select * from "ChannelAccount" where "shopId" = $1 limit 1`, [shopId]);
    ids.ChannelAccount = String(sms!.id);
  });
  ids.staffShopifyId = String(staff.agent);
  ids.receiptKey = (
    await prisma.receipt.findFirstOrThrow({ where: { address: domain, parkedFor: { not: null } } })
  ).key;
  return ids;
}

/** The values by kind, without the few that are the same for several. */
export const valuesOf = (ids: Record<string, string>): string[] => [...new Set(Object.values(ids))];
