import { type ControlCall, refusal, type Town } from "../../../town-types.ts";
import type { OrderQuery, Store } from "../contract.ts";
import type { Order } from "../order-types.ts";
import type {
  EditOrder,
  Outcome,
  PlaceOrder,
  RefundOrder,
  RequestReturn,
  UpdateOrder,
} from "../verb-types.ts";
import { answerOf, inputOf, numberOf, orderOf, storeOf } from "./call.ts";
import { type SaidLine, variantIdOf } from "./say-line.ts";

type Said<T> = Omit<T, "lines" | "add"> & { lines?: SaidLine[]; add?: SaidLine[] };

/** Placing orders, and what may befall one as a whole. */
export function addOrderRoutes(town: Town): void {
  const at = (pattern: string, answer: (store: Store, call: ControlCall) => unknown) => {
    const [method, path] = pattern.split(" ");
    town.control(`${method} /shops/:domain/${path}`, (call) => answer(storeOf(town, call), call));
  };
  at("GET orders", list);
  at("POST orders", (store, call) => place(store, inputOf(call)));
  at("GET orders/:id", (store, call) => orderOf(store, call));
  at("PATCH orders/:id", (store, call) =>
    answerOf(store.updateOrder(orderOf(store, call).id, inputOf<UpdateOrder>(call))),
  );
  at("DELETE orders/:id", (store, call) => ({
    deleted: answerOf(store.deleteOrder(orderOf(store, call).id)),
  }));
  onOrder("cancel", (store, order, call) => store.cancelOrder(order.id, inputOf(call)));
  onOrder("pay", (store, order, call) => store.payOrder(order.id, inputOf(call)));
  onOrder("close", (store, order) => store.closeOrder(order.id));
  onOrder("reopen", (store, order) => store.reopenOrder(order.id));
  onOrder("refund", (store, order, call) => store.refundOrder(order.id, inputOf<RefundOrder>(call)));
  onOrder("edit", (store, order, call) => edit(store, order, inputOf(call)));
  onOrder("tags", (store, order, call) => store.changeTags("Order", order.id, inputOf(call)));
  onOrder("redact", (store, order) => {
    if (order.customerId === null) throw refusal(422, "this order belongs to no customer");
    return store.redactCustomer(order.customerId);
  });
  onOrder("return", (store, order, call) => askReturn(store, order, inputOf(call)));
  at("DELETE returns/:id", (store, call) => answerOf(store.removeReturn(numberOf(call))));
  at("POST returns/:id/:step", (store, call) => answerOf(stepReturn(store, call)));

  function onOrder(verb: string, act: (store: Store, order: Order, call: ControlCall) => Outcome<unknown>) {
    at(`POST orders/:id/${verb}`, (store, call) => answerOf(act(store, orderOf(store, call), call)));
  }
}

function list(store: Store, { query }: ControlCall) {
  const asked: OrderQuery = {
    first: Number(query.get("first") ?? 50),
    after: query.get("after"),
    reverse: true,
  };
  for (const key of ["name", "email", "phone"] as const) {
    const value = query.get(key);
    if (value) asked[key] = value;
  }
  const page = store.orders(asked);
  return {
    orders: page.edges.map((edge) => edge.node),
    after: page.hasNextPage ? (page.edges.at(-1)?.cursor ?? null) : null,
  };
}

function place(store: Store, said: Said<PlaceOrder>) {
  const lines = (said.lines ?? []).map((line) => ({ ...line, variantId: variantIdOf(store, line) }));
  return answerOf(store.placeOrder({ ...said, lines }));
}

function edit(store: Store, order: Order, said: Said<EditOrder>) {
  const { add, set, staffNote } = said;
  const added = (add ?? []).map((line) => ({
    quantity: line.quantity ?? 1,
    variantId: variantIdOf(store, line),
  }));
  return store.editOrder(order.id, { add: added, set, staffNote });
}

function askReturn(store: Store, order: Order, said: Partial<RequestReturn>) {
  const lines =
    said.lines ??
    order.lineItems
      .filter((line) => line.currentQuantity > line.unfulfilledQuantity)
      .map((line) => ({ lineItemId: line.id, quantity: line.currentQuantity - line.unfulfilledQuantity }));
  return store.requestReturn(order.id, { ...said, lines });
}

function stepReturn(store: Store, call: ControlCall): Outcome<unknown> {
  const id = numberOf(call);
  const step = call.params.step;
  if (step === "approve") return store.approveReturn(id);
  if (step === "decline")
    return store.declineReturn(id, { reason: "OTHER", ...inputOf<{ note?: string }>(call) });
  if (step === "cancel") return store.cancelReturn(id);
  if (step === "process") return store.processReturn(id, inputOf(call));
  if (step === "label") return store.attachReturnLabel(id, inputOf(call));
  if (step === "dispose") return store.disposeReturn(id, inputOf(call));
  if (step === "close") return store.closeReturn(id);
  if (step === "reopen") return store.reopenReturn(id);
  throw refusal(404, `a return cannot ${step}`);
}
