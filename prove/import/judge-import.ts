import { createHash } from "node:crypto";
import { inShop } from "#app/db.server.ts";
import type { Violation } from "../proof.ts";
import { hashOf } from "../webhooks/judge-orders.ts";
import { mirroredOrders } from "../webhooks/orders-as-mirrored.ts";
import { customersOf, type OrderFacts, ordersOf } from "../webhooks/orders-as-they-are.ts";

export interface Judged {
  orders: number;
  customers: number;
  /** Of every order's hash in the town's order: one word for the whole shop. */
  digest: string;
  wrong: Violation[];
}

const AT_ONCE = 1_000;
/** Enough to see what is wrong. */
const MOST_NAMED = 50;

/** Every order of the town against the mirror, by hash, a thousand at a time; then both by count. */
export async function judgeImport(domain: string, shopId: string): Promise<Judged> {
  const digest = createHash("sha256");
  const wrong: Violation[] = [];
  let orders = 0;
  for await (const some of inGroups(ordersOf(domain))) {
    orders += some.length;
    for (const order of some) digest.update(hashOf(order));
    wrong.push(...(await compare(shopId, some)));
    if (wrong.length >= MOST_NAMED) break;
  }
  let customers = 0;
  for await (const _customer of customersOf(domain)) customers++;
  const kept = await inShop(shopId, async ({ tx }) => ({
    orders: await tx.order.count(),
    customers: await tx.customer.count(),
  }));
  if (kept.orders !== orders) wrong.push({ what: "not as many orders", are: orders, kept: kept.orders });
  if (kept.customers !== customers)
    wrong.push({ what: "not as many customers", are: customers, kept: kept.customers });
  return { orders, customers, digest: digest.digest("hex").slice(0, 16), wrong };
}

async function compare(shopId: string, orders: OrderFacts[]): Promise<Violation[]> {
  const known = await mirroredOrders(
    shopId,
    orders.map(({ id }) => id),
  );
  return orders.flatMap((order): Violation[] => {
    const kept = known.get(order.id)?.facts;
    if (!kept) return [{ what: "an order is missing", order: order.id }];
    return hashOf(order) === hashOf(kept) ? [] : [{ what: "an order is not as it is", is: order, kept }];
  });
}

async function* inGroups<T>(all: AsyncIterable<T>): AsyncGenerator<T[]> {
  let group: T[] = [];
  for await (const one of all) {
    group.push(one);
    if (group.length < AT_ONCE) continue;
    yield group;
    group = [];
  }
  if (group.length) yield group;
}
