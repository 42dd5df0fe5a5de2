import { HOUR, later } from "#app/clock.ts";
import { inShop, type Shop } from "#app/db.server.ts";
import { dropLooseBytes } from "#app/files/loose-bytes.ts";
import { Prisma } from "#app/generated/prisma/client.ts";
import { enqueue } from "#app/jobs/enqueue.ts";
import { noteRequest, settleRequest } from "#app/privacy/privacy-request.ts";
import { forgottenDomain } from "#app/shop/forgotten-domain.ts";
import { uninstallShop } from "#app/shop/uninstall-shop.ts";

/** Shopify sends `shop/redact` this long after an uninstall (changelog of 2018-05-25). */
const AFTER_UNINSTALL_MS = 48 * HOUR;
const REQUEST = { key: "shop-redact", kind: "shop-redact" } as const;

/**
 * `shop/redact`: begins to forget the shop, step by step in a job, for it may hold millions of rows. A shop that has
 * come back since the uninstall which this speaks of keeps everything; one whose uninstall we never heard of goes.
 */
export async function askToForgetShop(
  shop: Shop,
  { saidAt }: { saidAt: Date | null },
): Promise<"applied" | "ignored"> {
  const [row] = await shop.sql<{ installedAt: Date; uninstalledAt: Date | null }>`
    select "installedAt", "uninstalledAt" from "Shop" where id = ${shop.id} for update`;
  if (!row) return "ignored";
  const isBack = !row.uninstalledAt && (!saidAt || saidAt < later(row.installedAt, AFTER_UNINSTALL_MS));
  if (isBack) return "ignored";
  await uninstallShop(shop, { saidAt: null });
  await noteRequest(shop, REQUEST);
  await enqueueStep(shop);
  return "applied";
}

/**
 * Job `forgetShop`: some thousands of rows a run, and the bytes of its files, until only hashes are left. Does nothing
 * for a shop that is back.
 */
export async function forgetShop(shopId: string): Promise<void> {
  await dropLooseBytes(shopId);
  await inShop(shopId, async (shop) => {
    const [gone] = await shop.sql<{ domain: string }>`
      select domain from "Shop" where id = ${shop.id} and "uninstalledAt" is not null
        and domain not like 'forgotten:%' for update`;
    if (!gone) return;
    const isMore =
      (await forgetSome(shop)) || (await forgetReceipts(shop, gone.domain)) || (await letAllBytesGo(shop));
    if (isMore) await enqueueStep(shop);
    else await forgetName(shop, gone.domain);
  });
}

const enqueueStep = (shop: Shop) =>
  enqueue(shop, [{ task: "forgetShop", key: `forgetShop:${shop.id}`, priority: 10 }]);

const ROWS_A_STEP = 5_000;

/** Hashes that keep an opt-out in force, should the shop come back (R22), and the proof that it was forgotten. */
const KEPT = ["ConsentEntry", "ConsentState", "Tombstone", "PrivacyRequest"];
/** Still wanted to find the shop's receipts by; goes with the name. */
const LAST = ["ChannelAccount", "Address"];
/** What the next step drops from the store before it does anything else. */
const DROPPED_FIRST = ["LooseBytes"];

/** True while there was something to forget. Children before parents, so that no cascade takes more than a step. */
async function forgetSome(shop: Shop): Promise<boolean> {
  let left = ROWS_A_STEP;
  for (const table of await tablesOfShops(shop)) {
    if ([...KEPT, ...LAST, ...DROPPED_FIRST].includes(table)) continue;
    left -= await deleteRows(shop, table, left);
    if (left <= 0) break;
  }
  return left < ROWS_A_STEP;
}

/** Every table with rows of shops, by its own column: one that comes tomorrow is forgotten without a word here. */
async function tablesOfShops(shop: Shop): Promise<string[]> {
  const rows = await shop.sql<{ table: string }>`
    with recursive tables as (
      select c.oid, c.relname::text as name from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'shopId' and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
    ), depths as (
      select oid, name, 0 as depth from tables
      union all
      select t.oid, t.name, d.depth + 1 from depths d
      join pg_constraint k on k.contype = 'f' and k.confrelid = d.oid and k.conrelid <> k.confrelid
      join tables t on t.oid = k.conrelid
    )
    select name as "table" from depths group by name order by max(depth) desc, name`;
  return rows.map(({ table }) => table);
}

async function deleteRows(shop: Shop, table: string, most: number): Promise<number> {
  const from = Prisma.raw(`"${table}"`);
  const gone = await shop.sql`
    delete from ${from} where ctid = any(array(
      select ctid from ${from} where "shopId" = ${shop.id} limit ${most})) returning 1`;
  return gone.length;
}

/** True while bytes of this shop stand in a store: also those that somebody was about to take. */
async function letAllBytesGo(shop: Shop): Promise<boolean> {
  const left = await shop.sql`
    update "LooseBytes" set "dueAt" = ${shop.at} where "shopId" = ${shop.id} returning 1`;
  return left.length > 0;
}

async function forgetReceipts(shop: Shop, domain: string): Promise<boolean> {
  const gone = await shop.sql`
    delete from "Receipt" where (door, key) in (
      select door, key from "Receipt"
      where address = ${domain} or address in (select id from "ChannelAccount" where "shopId" = ${shop.id})
      limit ${ROWS_A_STEP}) returning 1`;
  return gone.length > 0;
}

/** The last step: accounts, tokens, jobs and the shop's own facts. */
async function forgetName(shop: Shop, domain: string): Promise<void> {
  for (const table of LAST) await deleteRows(shop, table, ROWS_A_STEP);
  await shop.sql`delete from "Session" where shop = ${domain}`;
  await shop.sql`
    update "PrivacyRequest" set export = null, "exportUntil" = null, "customerHash" = null, "shopifyId" = null
    where "shopId" = ${shop.id}`;
  await shop.sql`
    select graphile_worker.complete_jobs(array(
      select id from graphile_worker._private_jobs where payload->>'shopId' = ${shop.id}))`;
  await shop.sql`
    update "Shop" set domain = ${forgottenDomain(domain)}, name = null, email = null, currency = null,
      "timeZone" = null, "primaryUrl" = null, scopes = '{}'
    where id = ${shop.id}`;
  await settleRequest(shop, await noteRequest(shop, REQUEST));
}
