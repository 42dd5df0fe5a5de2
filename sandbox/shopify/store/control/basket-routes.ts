import type { ControlCall, Town } from "../../../town-types.ts";
import type { Store } from "../contract.ts";
import type { CreateDraft, SaveCheckout } from "../verb-types.ts";
import { answerOf, inputOf, numberOf, storeOf } from "./call.ts";
import { type SaidLine, variantIdOf } from "./say-line.ts";

/** Carts, checkouts that may be abandoned, and invoices. */
export function addBasketRoutes(town: Town): void {
  const at = (pattern: string, answer: (store: Store, call: ControlCall) => unknown) => {
    const [method, path] = pattern.split(" ");
    town.control(`${method} /shops/:domain/${path}`, (call) => answer(storeOf(town, call), call));
  };
  at("GET carts", (store) => store.carts());
  at("POST carts", (store, call) =>
    answerOf(store.saveCart({ ...inputOf<object>(call), lines: linesOf(store, call) ?? [] })),
  );
  at("GET checkouts", (store) => store.checkouts());
  at("POST checkouts", (store, call) => {
    const lines = linesOf(store, call);
    return answerOf(store.saveCheckout({ ...inputOf<SaveCheckout>(call), ...(lines ? { lines } : {}) }));
  });
  at("POST checkouts/:token/complete", (store, call) =>
    answerOf(store.completeCheckout(call.params.token ?? "", inputOf(call))),
  );
  at("DELETE checkouts/:token", (store, call) => ({
    deleted: answerOf(store.deleteCheckout(call.params.token ?? "")),
  }));
  at("GET draft-orders", (store) => store.draftOrders());
  at("POST draft-orders", (store, call) =>
    answerOf(store.createDraftOrder({ ...inputOf<CreateDraft>(call), lines: linesOf(store, call) ?? [] })),
  );
  at("POST draft-orders/:id/invoice", (store, call) =>
    answerOf(store.sendDraftInvoice(numberOf(call), inputOf(call))),
  );
  at("POST draft-orders/:id/complete", (store, call) =>
    answerOf(store.completeDraftOrder(numberOf(call), inputOf(call))),
  );
}

function linesOf(store: Store, call: ControlCall) {
  const { lines } = inputOf<{ lines?: SaidLine[] }>(call);
  return lines?.map((line) => ({ ...line, variantId: variantIdOf(store, line) }));
}
