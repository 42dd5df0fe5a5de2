import { mirrorProduct, rereadProduct } from "#app/catalog/mirror-product.ts";
import { productFromAdmin } from "#app/catalog/product-from-admin.ts";
import type { ProductRecord } from "#app/catalog/product-record.ts";
import { now } from "#app/clock.ts";
import type { Reader } from "#app/db.server.ts";
import { askAdmin } from "#app/shopify/ask-admin.server.ts";
import { ProductsPage } from "#app/shopify/operations/catalog.graphql.ts";
import type { Fact, Sweep } from "#app/shop/sweeps/sweep.ts";

interface SweptProduct {
  id: string;
  record: ProductRecord;
  /** The page held only the first of its variants. */
  isCut: boolean;
}

/** Products with their variants, by the product's `updated_at`. */
export const sweepOfProducts: Sweep<SweptProduct> = {
  kind: "products",
  topics: ["products/create", "products/update"],
  read: readChangedProducts,
  compare: compareProducts,
  // Of a product that is not whole the rest of the variants would be dropped.
  mirror: (shop, { record, isCut }) => (isCut ? rereadProduct(shop, record.id) : mirrorProduct(shop, record)),
};

async function readChangedProducts(shopId: string, { since, after }: { since: Date; after: string | null }) {
  const readAt = now();
  const query = `updated_at:>='${since.toISOString()}'`;
  const answer = await askAdmin(shopId, ProductsPage, { after, query });
  if (!answer.ok) return answer;
  const { nodes, pageInfo } = answer.data.products;
  const records = nodes.map((node) => ({
    record: productFromAdmin(node, node.variants.nodes, readAt),
    isCut: node.variants.pageInfo.hasNextPage,
  }));
  return {
    ok: true as const,
    records: records.map((one) => ({ ...one, id: one.record.id })),
    after: pageInfo.hasNextPage ? pageInfo.endCursor : null,
  };
}

async function compareProducts(shop: Reader, swept: SweptProduct[]): Promise<Fact[]> {
  const ids = swept.map(({ id }) => id);
  const known = await readKnown(shop, ids);
  return swept.filter(({ id }) => !known.get(id)?.deletedAt).map((one) => factOf(one, known.get(one.id)));
}

interface KnownProduct {
  id: string;
  sourceUpdatedAt: Date;
  deletedAt: Date | null;
  title: string;
  handle: string;
  status: string;
  /** Variant's id → its price. */
  prices: Record<string, string>;
}

async function readKnown(shop: Reader, ids: string[]): Promise<Map<string, KnownProduct>> {
  const rows = await shop.sql<KnownProduct>`
    select id, "sourceUpdatedAt", "deletedAt", title, handle, status, coalesce((
      select jsonb_object_agg(v.id, v.price) from "Variant" v
      where v."shopId" = p."shopId" and v."productId" = p.id), '{}') as prices
    from "Product" p where "shopId" = ${shop.id} and id = any(${ids})`;
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * Shopify moves a product's `updated_at` with each sale of it, which does not always come as `products/update`: such
 * a change is mirrored, and counted only where something differs that a shopper would see.
 */
function factOf({ id, record, isCut }: SweptProduct, known: KnownProduct | undefined): Fact {
  const at = record.updatedAt;
  if (!known) return { recordId: id, topic: "products/create", at, isKnown: false };
  const lead = known.sourceUpdatedAt.getTime() - at.getTime();
  const isOther = lead <= 0 && differs(known, record, isCut);
  const isKnown = lead > 0 || (lead === 0 && !isOther);
  return { recordId: id, topic: isKnown || isOther ? "products/update" : null, at, isKnown };
}

function differs(known: KnownProduct, { title, handle, status, variants }: ProductRecord, isCut: boolean) {
  if (known.title !== title || known.handle !== handle || known.status !== status) return true;
  if (!isCut && Object.keys(known.prices).length !== variants.length) return true;
  return variants.some(({ id, price }) => Number(known.prices[id] ?? Number.NaN) !== Number(price));
}
