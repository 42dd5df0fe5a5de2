import { inShop } from "#app/db.server.ts";
import { hasScope } from "#app/shop/change-scopes.ts";
import type { Importer } from "#app/shopify/bulk/importer.ts";
import { startImports } from "#app/shopify/bulk/start-imports.ts";

/**
 * Job `startFirstSync`, when a shop installs or its merchant grants more: has everything read that we may read. What is
 * being read goes on as it is, and what was read is read again.
 */
export async function startFirstSync(
  shopId: string,
  { kinds }: { kinds?: string[] },
  importers: Importer[],
): Promise<void> {
  await inShop(shopId, async (shop) => {
    const { scopes } = await shop.tx.shop.findUniqueOrThrow({ where: { id: shop.id } });
    const wanted = importers.filter(({ kind }) => !kinds || kinds.includes(kind));
    await startImports(
      shop,
      wanted.filter((importer) => importer.scopes.every((scope) => hasScope(scopes, scope))),
    );
  });
}
