import type { Customer } from "../../shopify/store/types.ts";
import { type Asked, redirectTo, type Shown } from "../answer-page.ts";
import type { PageContent } from "../render-page.ts";
import { signInCookie, type Visit } from "../visit.ts";
import { orderObject } from "./order-object.ts";
import { notFoundPage } from "./texts.ts";

const MOST_SHOWN = 24;

/** Anyone can be anyone here: the cast first, then whoever the search finds. */
export function loginPage({ visit }: Asked): PageContent {
  const words = (visit.url.searchParams.get("q") ?? "").trim().toLowerCase();
  const values = {
    terms: words,
    return_to: returnTo(visit),
    people: words ? found(visit, words) : castOf(visit),
    no_such: visit.url.searchParams.get("unknown"),
  };
  return { template: "customers/login", file: "login", title: "Account", values };
}

/** `customer` is an id or an email, in a form or in the address. */
export function signIn({ visit, fields }: Asked): Shown {
  const who = String(fields.customer ?? visit.url.searchParams.get("customer") ?? "").trim();
  const customer = visit.store.customer(Number(who)) ?? visit.store.customerByEmail(who);
  if (!customer) return redirectTo(`/account/login?unknown=${encodeURIComponent(who)}`);
  visit.setCookies.push(signInCookie(visit.store, customer));
  return redirectTo(String(fields.return_to ?? returnTo(visit)));
}

export function signOut({ visit }: Asked): Shown {
  visit.setCookies.push(signInCookie(visit.store, null));
  return redirectTo("/");
}

export function accountPage({ visit }: Asked): Shown {
  const { customer, store } = visit;
  if (!customer) return redirectTo("/account/login?return=/account");
  const orders = store.ordersOfCustomer(customer.id).map((order) => orderObject(visit, order));
  return { template: "customers/account", file: "account", title: "Account", values: { orders } };
}

export function accountOrderPage({ visit, parts: [token = ""] }: Asked): Shown {
  const { customer, store } = visit;
  if (!customer) return redirectTo(`/account/login?return=/account/orders/${token}`);
  const order = store.ordersOfCustomer(customer.id).find((one) => one.token === token);
  if (!order) return notFoundPage();
  return {
    template: "customers/order",
    file: "account_order",
    title: order.name,
    values: { order: orderObject(visit, order) },
  };
}

/** Only within the shop: a return address of another place would be a door for strangers. */
function returnTo({ url }: Visit) {
  const wanted = url.searchParams.get("return") ?? "/account";
  return /^\/(?![/\\])/.test(wanted) ? wanted : "/account";
}

function castOf({ store }: Visit) {
  const people = new Map<number, { id: number; name: string; email: string | null; notes: string[] }>();
  for (const { customerId, role, orderName } of store.cast()) {
    const customer = customerId ? store.customer(customerId) : null;
    if (!customer) continue;
    const known = people.get(customer.id) ?? { ...person(customer), notes: [] };
    known.notes.push(orderName ? `${orderName} ${role}` : role);
    people.set(customer.id, known);
  }
  return [...people.values()];
}

function found({ store }: Visit, words: string) {
  const page = store.customers({
    first: MOST_SHOWN,
    where: (one) => `${nameOf(one)} ${one.email ?? ""} ${one.phone ?? ""}`.toLowerCase().includes(words),
  });
  return page.edges.map(({ node }) => {
    const { numberOfOrders } = store.customerTotals(node.id);
    return { ...person(node), notes: [`${numberOfOrders} order${numberOfOrders === 1 ? "" : "s"}`] };
  });
}

function person(customer: Customer) {
  return { id: customer.id, name: nameOf(customer), email: customer.email };
}

function nameOf({ firstName, lastName, email }: Customer) {
  return [firstName, lastName].filter(Boolean).join(" ") || email || "No name";
}
