import { lockPeople, personOf } from "#app/customers/person-of.ts";
import type { Shop } from "#app/db.server.ts";
import { newId } from "#app/id.ts";
import { writeEvent } from "#app/jobs/events.ts";

export interface Merge {
  from: string;
  into: string;
  /** Of staff, who decided it; null where they showed it themselves, by a code to the other's contact. */
  by: string | null;
}

export type Merged =
  | { ok: true; mergeId: string; from: string; into: string }
  | { ok: false; reason: "same-person" | "gone"; say: string };

/**
 * Staff say that two customers are one person, or one of them has shown it. A pointer that staff's screens follow, and
 * nothing else: what either of them may see, hear or has agreed to stays theirs alone, so that a mistake opens nothing
 * and can be undone. `from` and `into` come back as the persons they stood for.
 */
export async function mergeCustomers(shop: Shop, { from, into, by }: Merge): Promise<Merged> {
  await lockPeople(shop);
  const [one, other] = [await personOf(shop, from), await personOf(shop, into)];
  if (one === other) return SAME;
  const { length } = await shop.sql`
    select id from "Customer" where "shopId" = ${shop.id} and id in (${one}, ${other})`;
  if (length < 2) return GONE;
  await shop.sql`update "Customer" set "partOfId" = ${other} where "shopId" = ${shop.id} and id = ${one}`;
  const mergeId = await noteMerge(shop, {
    kind: by ? "merge" : "proof",
    fromId: one,
    intoId: other,
    byId: by,
  });
  await writeEvent(shop, { name: "customer.merged", payload: { from: one, into: other, mergeId } });
  return { ok: true, mergeId, from: one, into: other };
}

const SAME = { ok: false, reason: "same-person", say: "These two are shown as one already." } as const;
const GONE = { ok: false, reason: "gone", say: "One of the two is not there any more." } as const;

/** For the record, and for undoing it. */
export async function noteMerge(
  shop: Shop,
  merge: {
    kind: "merge" | "proof" | "split" | "shopify";
    fromId: string;
    intoId: string;
    byId: string | null;
  },
): Promise<string> {
  const id = newId();
  await shop.tx.customerMerge.create({ data: { ...merge, shopId: shop.id, id, at: shop.at } });
  return id;
}
