import { keepStock } from "#app/catalog/keep-products.ts";
import { earlier, MINUTE, now } from "#app/clock.ts";
import { inShop, type Reader, readShop } from "#app/db.server.ts";
import { gidOf, idOfGid } from "#app/id.ts";
import type { AdminFailure } from "#app/shopify/admin-answer.ts";
import { askAdmin } from "#app/shopify/ask-admin.server.ts";
import { StockOfVariants } from "#app/shopify/operations/catalog.graphql.ts";
import type { StockOfVariantsQuery } from "#app/shopify/operations/types.generated.ts";

export interface Stock {
  variantId: string;
  /** Whether somebody who orders now gets it: there, not counted, or sold beyond what is there. */
  isSellable: boolean;
  /** Null where it is not counted. */
  available: number | null;
  at: Date;
}

export type StockRead = { ok: true; stock: Map<string, Stock> } | AdminFailure;

/** Shoppers are told what was so a minute ago at most: counts change with every order. */
const FRESH_FOR_MS = MINUTE;
/** Array inputs of the Admin API hold at most 250 (shopify.dev, "API limits"). */
const MOST_VARIANTS = 250;

/**
 * How many of these variants there are, when it matters: from the mirror where it was told or read in the last minute,
 * else from Shopify. A variant that is gone is left out. Throws for more than 250 at once.
 */
export async function readStock(shopId: string, variantIds: string[]): Promise<StockRead> {
  if (variantIds.length > MOST_VARIANTS)
    throw new Error(`stock of more than ${MOST_VARIANTS} variants at once`);
  const readAt = now();
  const stock = await readShop(shopId, (shop) => freshOnes(shop, variantIds, earlier(readAt, FRESH_FOR_MS)));
  const missing = variantIds.filter((id) => !stock.has(id));
  if (!missing.length) return { ok: true, stock };
  const answer = await askAdmin(shopId, StockOfVariants, {
    ids: missing.map((id) => gidOf("ProductVariant", id)),
  });
  if (!answer.ok) return answer;
  const read = answer.data.nodes.filter(isVariant);
  const records = read.map(({ id, inventoryItem, inventoryQuantity }) => ({
    id: idOfGid(id),
    available: inventoryQuantity,
    stockAt: readAt,
    isTracked: inventoryItem.tracked,
  }));
  await inShop(shopId, (shop) => keepStock(shop, records));
  for (const [index, { id, available, isTracked }] of records.entries())
    stock.set(id, toStock({ id, available, isTracked, policy: read[index]!.inventoryPolicy, at: readAt }));
  return { ok: true, stock };
}

type Node = StockOfVariantsQuery["nodes"][number];
type VariantNode = Extract<NonNullable<Node>, { inventoryItem: unknown }>;

const isVariant = (node: Node): node is VariantNode => node !== null && "inventoryItem" in node;

interface Count {
  id: string;
  available: number | null;
  isTracked: boolean | null;
  policy: string;
  at: Date;
}

async function freshOnes(shop: Reader, ids: string[], since: Date) {
  const rows = await shop.sql<Count>`
    select id, available, "isTracked", "inventoryPolicy" as policy, "stockAt" as at from "Variant"
    where "shopId" = ${shop.id} and id = any(${ids}) and "stockAt" >= ${since} and "isTracked" is not null`;
  return new Map(rows.map((row) => [row.id, toStock(row)]));
}

const toStock = ({ id, available, isTracked, policy, at }: Count): Stock => ({
  variantId: id,
  available: isTracked ? available : null,
  isSellable: !isTracked || policy === "CONTINUE" || (available ?? 0) > 0,
  at,
});
