import type { ControlCall, Town } from "../../../town-types.ts";
import type { CustomerQuery, Store } from "../contract.ts";
import type { Outcome } from "../verb-types.ts";
import { answerOf, inputOf, numberOf, storeOf } from "./call.ts";

/** Customers: made, changed, forgotten; and what they allow. */
export function addCustomerRoutes(town: Town): void {
  const at = (pattern: string, answer: (store: Store, call: ControlCall) => unknown) => {
    const [method, path] = pattern.split(" ");
    town.control(`${method} /shops/:domain/${path}`, (call) => answer(storeOf(town, call), call));
  };
  at("GET customers", list);
  at("POST customers", (store, call) => answerOf(store.createCustomer(inputOf(call))));
  at("GET customers/:id", (store, call) => ({
    ...store.customer(numberOf(call)),
    ...store.customerTotals(numberOf(call)),
  }));
  at("PATCH customers/:id", (store, call) => answerOf(store.updateCustomer(numberOf(call), inputOf(call))));
  at("DELETE customers/:id", (store, call) => ({ deleted: answerOf(store.deleteCustomer(numberOf(call))) }));
  onCustomer("consent", (store, id, call) => store.setConsent(id, inputOf(call)));
  onCustomer("tags", (store, id, call) => store.changeTags("Customer", id, inputOf(call)));
  onCustomer("redact", (store, id) => store.redactCustomer(id));
  onCustomer("data-request", (store, id) => store.requestCustomerData(id));
  onCustomer("merge", (store, id, call) =>
    store.mergeCustomers(id, Number(inputOf<{ goneId?: number }>(call).goneId)),
  );

  function onCustomer(verb: string, act: (store: Store, id: number, call: ControlCall) => Outcome<unknown>) {
    at(`POST customers/:id/${verb}`, (store, call) => answerOf(act(store, numberOf(call), call)));
  }
}

function list(store: Store, { query }: ControlCall) {
  const asked: CustomerQuery = { first: Number(query.get("first") ?? 50), after: query.get("after") };
  for (const key of ["email", "phone"] as const) {
    const value = query.get(key);
    if (value) asked[key] = value;
  }
  const page = store.customers({ ...asked, reverse: true });
  return {
    customers: page.edges.map((edge) => edge.node),
    after: page.hasNextPage ? (page.edges.at(-1)?.cursor ?? null) : null,
  };
}
