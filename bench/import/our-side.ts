// A process that reads one bulk file by the app's own way, from the open connection to the last commit, and tells how
// long it took and how much memory it held: node bench/import/our-side.ts URL SHOP_ID
import { closeDatabase, inShop } from "#app/db.server.ts";
import { importOrders } from "#app/orders/import/import-orders.ts";
import { openFile } from "#app/shopify/bulk/open-file.server.ts";
import { readSlice, SIZES } from "#app/shopify/bulk/read-on.ts";
import { startImports } from "#app/shopify/bulk/start-imports.ts";
import { findRun } from "#app/shopify/bulk/sync-run.ts";
import { tellSide } from "./tell-side.ts";

const [url, shopId] = process.argv.slice(2) as [string, string];
const run = await inShop(shopId, async (shop) => {
  await startImports(shop, [importOrders]);
  await shop.tx.syncRun.updateMany({
    where: { shopId, kind: "orders" },
    data: { state: "reading", operationId: "gid://shopify/BulkOperation/1", askedAt: shop.at },
  });
  return (await findRun(shop, "orders"))!;
});
await tellSide(async () => {
  const file = await openFile(url, 0);
  if (!file.ok) throw new Error("the file is not there");
  // One job's worth is the whole file here: what a slice costs is one more question to Shopify.
  await readSlice(shopId, importOrders, run, { ...file, ...SIZES, sliceBytes: Number.POSITIVE_INFINITY });
});
await closeDatabase();
