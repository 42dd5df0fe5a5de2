import { type ControlCall, refusal, type Town } from "../../../town-types.ts";
import type { Store } from "../contract.ts";
import type { FulfillmentOrder, HoldReason, Order } from "../order-types.ts";
import type { Outcome, RecordEvent, ShipOrder } from "../verb-types.ts";
import { answerOf, inputOf, numberOf, orderOf, storeOf } from "./call.ts";

type SaidParcel = Omit<ShipOrder, "lines"> & {
  lines?: { lineItemId?: number; title?: string; quantity: number }[];
};

type HoldBody = { reason?: HoldReason; reasonNotes?: string; handle?: string };

/** Sending goods, what carriers say of them, and what keeps them waiting. */
export function addParcelRoutes(town: Town): void {
  const at = (pattern: string, answer: (store: Store, call: ControlCall) => unknown) => {
    const [method, path] = pattern.split(" ");
    town.control(`${method} /shops/:domain/${path}`, (call) => answer(storeOf(town, call), call));
  };
  at("POST orders/:id/ship", (store, call) => ship(store, orderOf(store, call), inputOf(call)));
  at("POST orders/:id/deliver", (store, call) =>
    answerOf(store.deliverOrder(orderOf(store, call).id, inputOf(call))),
  );
  at("POST fulfillments/:id/events", (store, call) =>
    answerOf(store.recordFulfillmentEvent(numberOf(call), inputOf<RecordEvent>(call))),
  );
  at("DELETE fulfillment-events/:id", (store, call) => ({
    deleted: answerOf(store.deleteFulfillmentEvent(numberOf(call))),
  }));
  at("POST fulfillments/:id/tracking", (store, call) =>
    answerOf(store.updateTracking(numberOf(call), inputOf(call))),
  );
  at("POST fulfillments/:id/cancel", (store, call) => answerOf(store.cancelFulfillment(numberOf(call))));
  onWork("hold", (store, work, call) =>
    store.holdFulfillmentOrder(work.id, { reason: "OTHER", ...inputOf<HoldBody>(call) }),
  );
  onWork("release-hold", (store, work, call) => store.releaseHold(work.id, inputOf(call)));
  onWork("ready-for-pickup", (store, work) => store.readyForPickup(work.id));
  onWork("picked-up", (store, work) => store.pickUp(work.id));
  onWork("pack-for-local-delivery", (store, work) => store.packForLocalDelivery(work.id));
  onWork("schedule", (store, work, call) =>
    store.rescheduleFulfillmentOrder(work.id, { fulfillAt: null, ...inputOf<{ fulfillAt?: string }>(call) }),
  );
  onWork("open-scheduled", (store, work) => store.openScheduled(work.id));
  onWork("move", (store, work, call) => store.moveFulfillmentOrder(work.id, inputOf(call)));
  onWork("split", (store, work, call) => store.splitFulfillmentOrder(work.id, inputOf(call)));
  onWork("send-to-warehouse", (store, work) => store.submitToWarehouse(work.id));
  onWork("warehouse-answer", (store, work, call) =>
    store.answerFromWarehouse(work.id, { accepts: true, ...inputOf<{ accepts?: boolean }>(call) }),
  );

  function onWork(
    verb: string,
    act: (store: Store, work: FulfillmentOrder, call: ControlCall) => Outcome<unknown>,
  ) {
    at(`POST orders/:id/${verb}`, (store, call) => {
      const { fulfillmentOrderId } = (call.body ?? {}) as { fulfillmentOrderId?: number };
      return answerOf(act(store, workOf(orderOf(store, call), verb, fulfillmentOrderId), call));
    });
  }
}

function ship(store: Store, order: Order, said: SaidParcel) {
  const lines = said.lines?.map((line) => {
    const item = order.lineItems.find((one) => one.id === line.lineItemId || one.title === line.title);
    if (!item) throw refusal(422, `${order.name} has no line ${line.lineItemId ?? line.title}`);
    return { lineItemId: item.id, quantity: line.quantity };
  });
  return answerOf(store.shipOrder(order.id, { ...said, lines }));
}

/** The one that was named, or the first that the verb may act on. */
function workOf(order: Order, verb: string, id: number | undefined): FulfillmentOrder {
  const wanted = verb === "release-hold" ? "ON_HOLD" : verb === "open-scheduled" ? "SCHEDULED" : null;
  const open = order.fulfillmentOrders.filter(
    (work) => work.status !== "CLOSED" && work.status !== "CANCELLED",
  );
  const found = id
    ? order.fulfillmentOrders.find((work) => work.id === id)
    : (open.find((work) => !wanted || work.status === wanted) ?? open[0]);
  if (!found) throw refusal(422, `nothing of ${order.name} is waiting to be sent`);
  return found;
}
