import type { Shop } from "#app/db.server.ts";
import { Prisma } from "#app/generated/prisma/client.ts";
import { type Person, readAccounts } from "#app/privacy/find-person.ts";
import { pastTime } from "#app/privacy/past-time.ts";
import type { Retention } from "#app/privacy/retention.ts";
import { readRetention } from "#app/privacy/retention-periods.ts";
import { ROWS_OF_PERSON } from "#app/privacy/rows-of-person.ts";
import { shareNos } from "#app/privacy/share-nos.ts";

/** A conversation may hold hundreds of messages with pictures: fewer of them in one transaction than of plain rows. */
const THREADS = 50;

/** Deletes at most so many rows whose time the merchant has set is over, with all that hangs on them. Returns how many. */
export async function pruneByRetention(shop: Shop, most: number): Promise<number> {
  const retention = await readRetention(shop);
  return (
    (await pruneConversations(shop, retention, Math.min(most, THREADS))) +
    (await pruneOrders(shop, retention, most)) +
    (await pruneAccesses(shop, retention, most))
  );
}

async function pruneConversations(shop: Shop, { conversations: days }: Retention, most: number) {
  const past = pastTime(shop, "conversations", days);
  if (!past) return 0;
  const rows = await shop.sql<{ id: string; customerId: string }>`
    select mine.id, mine."customerId" ${past} limit ${most} for update skip locked`;
  const conversations = rows.map(({ id }) => id);
  const customers = await strangersAmong(
    shop,
    rows.map(({ customerId }) => customerId),
  );
  await shareNos(shop, await readAccounts(shop, customers));
  await deleteRowsOf(shop, { conversations, customers });
  return rows.length;
}

/** Whom nobody but their thread knows goes with it; a customer of the shop stays for as long as Shopify has them. */
async function strangersAmong(shop: Shop, customers: string[]): Promise<string[]> {
  const rows = await shop.sql<{ id: string }>`
    select id from "Customer" c where "shopId" = ${shop.id} and id = any(${customers}) and "shopifyId" is null
      and not exists (select from "Customer" m where m."shopId" = c."shopId" and m."mergedIntoId" = c.id)`;
  return rows.map(({ id }) => id);
}

async function pruneOrders(shop: Shop, { orders: days }: Retention, most: number) {
  const past = pastTime(shop, "orders", days);
  if (!past) return 0;
  const rows = await shop.sql<{ id: string }>`select mine.id ${past} limit ${most} for update skip locked`;
  await deleteRowsOf(shop, { orders: rows.map(({ id }) => id) });
  return rows.length;
}

async function pruneAccesses(shop: Shop, { accesses: days }: Retention, most: number) {
  const past = pastTime(shop, "accesses", days);
  if (!past) return 0;
  const gone = await shop.sql`
    delete from "CustomerAccess" where ctid = any(array(select mine.ctid ${past} limit ${most})) returning 1`;
  return gone.length;
}

const NOBODY: Person = {
  shopifyId: "",
  shopifyIds: [],
  customers: [],
  conversations: [],
  orders: [],
  checkouts: [],
  emails: [],
  phones: [],
  accounts: [],
};

/** By the same list as forgetting. Events are past their own, shorter time by then, and stand under no index for this. */
async function deleteRowsOf(shop: Shop, some: Partial<Person>): Promise<void> {
  if (!Object.values(some).some((ids) => ids.length)) return;
  for (const { table, where } of ROWS_OF_PERSON.filter(({ table }) => table !== "DomainEvent"))
    await shop.sql`
      delete from ${Prisma.raw(`"${table}"`)} mine
      where "shopId" = ${shop.id} and ${where({ ...NOBODY, ...some })}`;
}
