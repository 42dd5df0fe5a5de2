import { DAY, now } from "#app/clock.ts";
import { type Reader, readShop } from "#app/db.server.ts";
import type { Prisma } from "#app/generated/prisma/client.ts";

/** A select of `id`, Shopify's numeric id as text, of all that we know and may read. */
export type KnownIds = (shop: Reader) => Prisma.Sql | Promise<Prisma.Sql>;

export interface Sizes {
  /** Ids in one question: Shopify takes no more than 250. */
  page: number;
  /** Ids asked about in one night, at 40 questions a kind; a larger shop is gone round in several nights. */
  night: number;
}

export const SIZES: Sizes = { page: 250, night: 10_000 };

/**
 * A page of the ids that are asked about tonight, and where the next begins. Which share of them is tonight's follows
 * from the id and the day, so nothing has to be kept.
 */
export async function readShareOfTonight(
  shopId: string,
  known: KnownIds,
  cursor: string | null,
  sizes: Sizes,
): Promise<{ ids: string[]; after: string | null }> {
  return readShop(shopId, async (shop) => {
    const all = await known(shop);
    const place = cursor ? (JSON.parse(cursor) as Place) : await shareOfTonight(shop, all, sizes);
    const ids = await idsOf(shop, all, place, sizes);
    const after = ids.length < sizes.page ? null : JSON.stringify({ ...place, after: ids.at(-1)! });
    return { ids, after };
  });
}

/** Where a run is: the share of tonight, and the last id that was asked about. */
interface Place {
  share: number;
  shares: number;
  after: string;
}

async function shareOfTonight(shop: Reader, all: Prisma.Sql, { night }: Sizes): Promise<Place> {
  const [row] = await shop.sql<{ n: number }>`select count(*)::int as n from (${all}) known`;
  const shares = Math.max(1, Math.ceil(row!.n / night));
  return { shares, share: Math.floor(now().getTime() / DAY) % shares, after: "" };
}

async function idsOf(
  shop: Reader,
  all: Prisma.Sql,
  { share, shares, after }: Place,
  { page }: Sizes,
): Promise<string[]> {
  const rows = await shop.sql<{ id: string }>`
    select distinct id from (${all}) known
    where id > ${after} and (hashtext(id) & 2147483647) % ${shares}::int = ${share}::int order by id limit ${page}`;
  return rows.map(({ id }) => id);
}
