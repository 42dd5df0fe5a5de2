import { DAY, earlier, HOUR, now } from "#app/clock.ts";
import { type Reader, readShop, type Shop } from "#app/db.server.ts";
import type { Prisma } from "#app/generated/prisma/client.ts";
import { gidOf, idOfGid } from "#app/id.ts";
import { type AdminFailure, failure } from "#app/shopify/admin-answer.ts";
import { askAdmin } from "#app/shopify/ask-admin.server.ts";
import { StillThere } from "#app/shopify/operations/sync.graphql.ts";
import type { Fact, Sweep, SweptPage } from "#app/shop/sweeps/sweep.ts";

/** One kind of record of which we ask whether Shopify still has it. */
export interface Deletions {
  /** "deleted-orders": names the sweep. */
  kind: string;
  /** The topic that would have told of it. */
  topic: string;
  /** As in Shopify's ids: `gid://shopify/Order/1`. */
  type: "Order" | "Customer" | "Product" | "AbandonedCheckout";
  /** A select of `id`, Shopify's numeric id as text, of all that should still be there and that we may read. */
  known(shop: Reader): Prisma.Sql | Promise<Prisma.Sql>;
  /** The verb that the topic comes to. */
  remove(shop: Shop, id: string): Promise<unknown>;
}

interface Known {
  id: string;
  isGone: boolean;
}

/** Shopify takes no more ids in one question. */
const PAGE = 250;
/** Ids asked about in one night, at 40 questions a kind; a larger shop is gone round in several nights. */
const A_NIGHT = 10_000;
/** A whole page of which nothing is left looks like a permission that was lost, not like a shop that was cleared. */
const MANY = 20;

/**
 * What is gone has no time of change, so no reading of changes finds a deletion whose webhook was lost. Each night a
 * share of what we know is asked about by id; which share follows from the id and the day, so nothing has to be kept.
 */
export function sweepOfGone(deletions: Deletions, { page = PAGE, night = A_NIGHT } = {}): Sweep<Known> {
  const { kind, topic, remove } = deletions;
  return {
    kind,
    topics: [topic],
    read: (shopId, { after }) => readShare(shopId, deletions, after, { page, night }),
    compare: async (shop, records) => records.map((record) => factOf(record, topic, shop.at)),
    mirror: (shop, { id }) => remove(shop, id),
  };
}

/** Where a run is: the share of tonight, and the last id that was asked about. */
interface Place {
  share: number;
  shares: number;
  after: string;
}

interface Sizes {
  page: number;
  night: number;
}

async function readShare(
  shopId: string,
  { type, known }: Deletions,
  cursor: string | null,
  sizes: Sizes,
): Promise<SweptPage<Known> | AdminFailure> {
  const { ids, place } = await readShop(shopId, async (shop) => {
    const all = await known(shop);
    const place = cursor ? (JSON.parse(cursor) as Place) : await shareOfTonight(shop, all, sizes);
    return { place, ids: await idsOf(shop, all, place, sizes) };
  });
  const records = ids.length ? await askFor(shopId, type, ids) : [];
  if (!Array.isArray(records)) return records;
  const after = ids.length < sizes.page ? null : JSON.stringify({ ...place, after: ids.at(-1)! });
  return { ok: true, records, after };
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

async function askFor(
  shopId: string,
  type: Deletions["type"],
  ids: string[],
): Promise<Known[] | AdminFailure> {
  const answer = await askAdmin(shopId, StillThere, { ids: ids.map((id) => gidOf(type, id)) });
  if (!answer.ok) return answer;
  if (answer.redacted.length) return failure("access-denied", WITHHELD);
  const there = new Set(
    answer.data.nodes.flatMap((node) => (node && "id" in node ? [idOfGid(node.id)] : [])),
  );
  if (ids.length >= MANY && !there.size) return failure("access-denied", NOTHING_LEFT);
  return ids.map((id) => ({ id, isGone: !there.has(id) }));
}

const WITHHELD = "Shopify does not let us see which of these are still there.";
const NOTHING_LEFT =
  "Shopify shows none of many that it had told us of, so we did not believe it, and nothing was deleted here.";

/** When it was deleted nobody says any more: before its webhook could still be on its way. */
const factOf = ({ id, isGone }: Known, topic: string, at: Date): Fact => ({
  recordId: id,
  topic,
  at: earlier(at, HOUR),
  isKnown: !isGone,
});
