import type { Shop } from "#app/db.server.ts";
import { Prisma } from "#app/generated/prisma/client.ts";
import type { Person } from "#app/privacy/find-person.ts";
import { openBody } from "#app/letterbox/sealed-body.ts";

/** Where a person's data waits rather than stands: the job queue, work that was set aside, webhooks as they came. */
export async function forgetTraces(shop: Shop, person: Person): Promise<void> {
  const ids = await idsOfWork(shop, person);
  await forgetQueued(shop, ids);
  await forgetParkedJobs(shop, [...ids, ...wordsOf(person)]);
  await emptyReadReceipts(shop);
  await forgetParkedReceipts(shop, person);
}

/** Every id by which a job may speak of them. */
async function idsOfWork(shop: Shop, person: Person): Promise<string[]> {
  const { conversations, customers, orders } = person;
  const rows = await shop.sql<{ id: string }>`
    select id from "Message" where "shopId" = ${shop.id} and "conversationId" = any(${conversations})
    union all
    select id from "OrderCode" where "shopId" = ${shop.id}
      and ("conversationId" = any(${conversations}) or "orderId" = any(${orders}))`;
  return [...rows.map(({ id }) => id), ...conversations, ...customers, ...orders];
}

const wordsOf = ({ emails, phones, shopifyId }: Person): string[] => [...emails, ...phones, shopifyId];

/** A job that runs at this moment is let be: it finds its rows gone and does nothing. */
async function forgetQueued(shop: Shop, ids: string[]): Promise<void> {
  await shop.sql`
    select graphile_worker.complete_jobs(array(
      select j.id from graphile_worker._private_jobs j
      where j.payload->>'shopId' = ${shop.id} and exists (
        select from json_each_text(j.payload) given where given.value = any(${ids}))))`;
}

/** Few, and of any shape: searched for every word of theirs. */
async function forgetParkedJobs(shop: Shop, words: string[]): Promise<void> {
  await shop.sql`
    delete from "ParkedJob" where "shopId" = ${shop.id} and exists (
      select from unnest(${words}::text[]) word where position(word in payload::text) > 0)`;
}

const EMPTY = Buffer.alloc(0);

/** Receipts stand in an installation table: a shop's are those of its domain and of its connected accounts. */
const addressesOfShop = ({ id }: Shop) => Prisma.sql`
  select domain from "Shop" where id = ${id} union all select id from "ChannelAccount" where "shopId" = ${id}`;

/** What was read has done its work: its body is kept for nobody. This request's own is among them. */
async function emptyReadReceipts(shop: Shop): Promise<void> {
  await shop.sql`
    update "Receipt" set body = ${EMPTY}, headers = '{}'
    where address in (${addressesOfShop(shop)}) and "readAt" is not null and length(body) > 0`;
}

/** Webhooks that could not be read: opened one by one, and those that speak of this person are emptied and closed. */
async function forgetParkedReceipts(shop: Shop, person: Person): Promise<void> {
  const parked = await shop.sql<{ door: string; key: string; body: Buffer }>`
    select door, key, body from "Receipt"
    where address in (${addressesOfShop(shop)}) and "readAt" is null and "parkedFor" is not null`;
  const speaks = speaksOf(person);
  for (const { door, key } of parked.filter(({ body }) => body.length && speaks(openBody(body).toString())))
    await shop.sql`
      update "Receipt" set body = ${EMPTY}, headers = '{}', "parkedFor" = null, "readAt" = ${shop.at}
      where door = ${door} and key = ${key}`;
}

/** Bodies are JSON or forms, whole or broken: ids count as whole numbers, a phone by its digits. */
function speaksOf({ shopifyId, orders, emails, phones }: Person): (body: string) => boolean {
  const numbers = new Set([shopifyId, ...orders, ...phones.map((phone) => phone.slice(1))]);
  return (body) => {
    const text = `${body}\n${decoded(body)}`.toLowerCase();
    return (
      emails.some((email) => text.includes(email)) ||
      [...text.matchAll(/\d{3,}/g)].some(([digits]) => numbers.has(digits))
    );
  };
}

/** A form's escapes undone as far as they can be. */
const decoded = (body: string): string =>
  body.replace(/%[0-9a-f]{2}/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
