import type { Shop } from "#app/db.server.ts";
import { newId } from "#app/id.ts";
import { enqueue, type Job } from "#app/jobs/enqueue.ts";
import type { Wish } from "#app/shopify/writes/shopify-write.ts";

/**
 * Writes down what is to be changed at Shopify, and its job, with whatever decided it. Changes of one target are made
 * one after another. The same key again is the same write. Returns its id.
 */
export async function askWrite(shop: Shop, wish: Wish): Promise<string> {
  const { kind, targetId, key, before, after, askedBy } = wish;
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
  const [made] = await shop.sql<{ id: string }>`
    insert into "ShopifyWrite"
      ("shopId", id, key, kind, "targetId", before, after, "askedBy", state, "askedAt")
    values (${shop.id}, ${newId()}, ${key}, ${kind}, ${targetId}, ${json(before)}::jsonb, ${json(after)}::jsonb,
      ${askedBy}, 'asked', ${shop.at})
    on conflict ("shopId", key) do nothing returning id`;
  if (made) await enqueue(shop, [jobOf(made.id, targetId)]);
  return made?.id ?? findByKey(shop, key);
}

const jobOf = (writeId: string, targetId: string): Job => ({
  task: "makeShopifyWrite",
  payload: { writeId },
  lane: ["shopifyWrite", targetId],
  priority: 5,
});

async function findByKey(shop: Shop, key: string): Promise<string> {
  const [known] = await shop.sql<{ id: string }>`
    select id from "ShopifyWrite" where "shopId" = ${shop.id} and key = ${key}`;
  return known!.id;
}
