import type { Reader, Shop } from "#app/db.server.ts";
import { Prisma } from "#app/generated/prisma/client.ts";
import { keyedHash } from "#app/seal.server.ts";

/** What Shopify asked us to forget. Nothing of it is kept but a keyed hash of Shopify's id, of a checkout's token. */
export type ForgottenKind = "customer" | "order" | "checkout";

/** What stands for a forgotten id. An id of one shop says nothing of the same id in another. */
export const forgottenHash = (shop: Pick<Reader, "id">, kind: ForgottenKind, shopifyId: string): string =>
  keyedHash("forgotten", `${shop.id}:${kind}:${shopifyId}`);

/** From the transaction's commit on late news of these ids is dropped. Twice is the same as once. */
export async function layTombstones(shop: Shop, kind: ForgottenKind, shopifyIds: string[]): Promise<void> {
  await shop.sql`select pg_advisory_xact_lock(hashtextextended(${lockOf(shop)}, 0))`;
  const hashes = [...new Set(shopifyIds)].map((id) => forgottenHash(shop, kind, id));
  await shop.sql`
    insert into "Tombstone" ("shopId", kind, "idHash", at)
    select ${shop.id}, ${kind}, hash, ${shop.at} from unnest(${hashes}::text[]) hash
    on conflict do nothing`;
}

/** Which of these ids were forgotten: for what writes many at once. */
export async function findForgotten(
  shop: Reader,
  kind: ForgottenKind,
  shopifyIds: string[],
): Promise<Set<string>> {
  const byHash = new Map(shopifyIds.map((id) => [forgottenHash(shop, kind, id), id]));
  const rows = await shop.sql<{ idHash: string }>`
    select "idHash" from "Tombstone"
    where "shopId" = ${shop.id} and kind = ${kind} and "idHash" = any(${[...byHash.keys()]})`;
  return new Set(rows.map(({ idHash }) => byHash.get(idHash)!));
}

/**
 * Takes out of a staging table the rows whose `column` names someone or something forgotten. Until the transaction ends
 * nobody is forgotten in this shop: a batch takes long enough to bring back who was forgotten meanwhile.
 */
export async function dropForgotten(
  shop: Shop,
  kind: ForgottenKind,
  { table, column }: { table: string; column: string },
): Promise<void> {
  await shop.sql`select pg_advisory_xact_lock_shared(hashtextextended(${lockOf(shop)}, 0))`;
  const [laid] =
    await shop.sql`select from "Tombstone" where "shopId" = ${shop.id} and kind = ${kind} limit 1`;
  if (!laid) return;
  const [from, name] = [Prisma.raw(table), Prisma.raw(`"${column}"`)];
  const rows = await shop.sql<{
    id: string;
  }>`select distinct ${name} id from ${from} where ${name} is not null`;
  const gone = await findForgotten(
    shop,
    kind,
    rows.map(({ id }) => id),
  );
  if (gone.size) await shop.sql`delete from ${from} where ${name} = any(${[...gone]})`;
}

const lockOf = ({ id }: Pick<Reader, "id">) => `forget ${id}`;

export const isForgotten = async (shop: Reader, kind: ForgottenKind, shopifyId: string): Promise<boolean> =>
  (await findForgotten(shop, kind, [shopifyId])).size > 0;
