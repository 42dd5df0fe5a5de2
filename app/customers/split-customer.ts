import { noteMerge } from "#app/customers/merge-customers.ts";
import { customersOf, lockPeople, personOf } from "#app/customers/person-of.ts";
import { dismissSuggestion } from "#app/customers/suggest-merges.ts";
import type { Shop } from "#app/db.server.ts";
import { newId } from "#app/id.ts";
import { writeEvent } from "#app/jobs/events.ts";

export interface Split {
  /** Any customer of the person. */
  customerId: string;
  /** Ids of the contact points that are somebody else's. */
  points: string[];
  by: string;
}

export interface TakenPoint {
  id: string;
  kind: string;
  value: string;
  /** Of which of the person's customers it was. */
  customerId: string;
}

export type SplitOff =
  | { ok: true; customerId: string; from: string; taken: TakenPoint[] }
  | { ok: false; reason: "nothing-chosen" | "nothing-left"; say: string };

/**
 * Takes contact points out into a person of their own: they keep what they have proven, and consent goes by address, so
 * it goes with them. At least one way to know the rest must stay. That Shopify may tell the same address again of the
 * one it was taken from is not suggested as a reason to join them.
 */
export async function splitCustomer(shop: Shop, { customerId, points, by }: Split): Promise<SplitOff> {
  await lockPeople(shop);
  const person = await personOf(shop, customerId);
  const theirs = await customersOf(shop, person);
  const where = { shopId: shop.id, customerId: { in: theirs } };
  const select = { id: true, kind: true, value: true, customerId: true };
  const taken = await shop.tx.contactPoint.findMany({ where: { ...where, id: { in: points } }, select });
  if (!taken.length) return NOTHING_CHOSEN;
  const left = await shop.tx.contactPoint.count({ where: { ...where, id: { notIn: points } } });
  const accounts = await shop.tx.customer.count({
    where: { shopId: shop.id, id: { in: theirs }, shopifyId: { not: null }, deletedAt: null },
  });
  if (!left && !accounts) return NOTHING_LEFT;
  const fresh = newId();
  await shop.tx.customer.create({ data: { shopId: shop.id, id: fresh, createdAt: shop.at } });
  await shop.tx.contactPoint.updateMany({
    where: { ...where, id: { in: taken.map(({ id }) => id) } },
    data: { customerId: fresh },
  });
  for (const holder of new Set(taken.map((point) => point.customerId)))
    await dismissSuggestion(shop, { oneId: holder, otherId: fresh, by });
  await noteMerge(shop, { kind: "split", fromId: person, intoId: fresh, byId: by });
  await writeEvent(shop, { name: "customer.split", payload: { from: person, customerId: fresh } });
  return { ok: true, customerId: fresh, from: person, taken };
}

const NOTHING_CHOSEN = {
  ok: false,
  reason: "nothing-chosen",
  say: "Choose what belongs to somebody else. It may have been taken out by a colleague already.",
} as const;
const NOTHING_LEFT = {
  ok: false,
  reason: "nothing-left",
  say: "Leave at least one: else nobody would be left to take them out of.",
} as const;
