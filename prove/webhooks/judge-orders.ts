import { createHash } from "node:crypto";
import type { Violation } from "../proof.ts";
import { type CustomerFacts, customersOf, type OrderFacts, ordersOf } from "./orders-as-they-are.ts";
import { type Mirrored, mirroredCustomers, mirroredOrders } from "./orders-as-mirrored.ts";

const AT_ONCE = 200;

export interface Judged {
  orders: OrderFacts[];
  customers: number;
  wrong: Violation[];
}

/** Every order and customer of the town against the mirror, by hash; what differs is named. */
export async function judgeOrders(domain: string, shopId: string): Promise<Judged> {
  const orders: OrderFacts[] = [];
  for await (const order of ordersOf(domain)) orders.push(order);
  const wrong: Violation[] = [];
  for (let from = 0; from < orders.length; from += AT_ONCE) {
    const some = orders.slice(from, from + AT_ONCE);
    const known = await mirroredOrders(
      shopId,
      some.map(({ id }) => id),
    );
    for (const order of some) wrong.push(...compareOrder(order, known.get(order.id)));
  }
  const people = await mirroredCustomers(shopId);
  let customers = 0;
  for await (const customer of customersOf(domain)) {
    customers++;
    wrong.push(...compareCustomer(customer, people.get(customer.id)));
  }
  return { orders, customers, wrong };
}

export const hashOf = (facts: object): string =>
  createHash("sha256").update(JSON.stringify(facts)).digest("hex");

function compareOrder(order: OrderFacts, known: Mirrored | undefined): Violation[] {
  if (!known) return [{ what: "an order is missing", order: order.id }];
  if (known.isDeleted) return [{ what: "an order that stands is deleted", order: order.id }];
  if (hashOf(order) === hashOf(known.facts)) return [];
  return [{ what: "an order is not as it is", order: order.id, differs: differences(order, known.facts) }];
}

function compareCustomer(customer: CustomerFacts, known: CustomerFacts | undefined): Violation[] {
  if (!known) return [{ what: "a customer is missing", customer: customer.id }];
  const differs = differences(customer, known);
  return differs.length ? [{ what: "a customer is not as they are", customer: customer.id, differs }] : [];
}

function differences<T extends object>(truth: T, known: T): object[] {
  return (Object.keys(truth) as (keyof T)[])
    .filter((key) => JSON.stringify(truth[key]) !== JSON.stringify(known[key]))
    .map((key) => ({ [key]: { is: truth[key], mirrored: known[key] } }));
}
