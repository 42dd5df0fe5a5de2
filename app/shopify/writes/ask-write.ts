import type { Shop } from "#app/db.server.ts";
import { newId } from "#app/id.ts";
import { enqueue } from "#app/jobs/enqueue.ts";
import { keyedHash } from "#app/seal.server.ts";
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
  if (made) await enqueue(shop, [jobOf(shop, made.id, targetId)]);
  return made?.id ?? findByKey(shop, key);
}

const jobOf = (shop: Shop, writeId: string, targetId: string) => ({
  task: "makeShopifyWrite",
  payload: { writeId },
  queue: `shopifyWrite:${shop.id}:${laneOf(targetId)}`,
  priority: 5,
});

/**
 * Queues stay in the engine's tables for good, so their names tell nobody's id: each target has one of sixteen, by
 * its hash.
 */
const laneOf = (targetId: string): number =>
  Buffer.from(keyedHash("shopify-write", targetId), "base64url")[0]! % 16;

async function findByKey(shop: Shop, key: string): Promise<string> {
  const [known] = await shop.sql<{ id: string }>`
    select id from "ShopifyWrite" where "shopId" = ${shop.id} and key = ${key}`;
  return known!.id;
}
