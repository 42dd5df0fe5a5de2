import { playCast } from "./cast/play.ts";
import type { Change, Store, StoreOptions } from "./contract.ts";
import { type Desk, openDesk } from "./desk.ts";
import { openedAtOf, readsOf } from "./reads.ts";
import { leaveCheckouts } from "./seed-checkouts.ts";
import type { CastMember } from "./truth-types.ts";
import type { StoreVerbs } from "./verb-types.ts";
import * as baskets from "./verbs/baskets.ts";
import * as orders from "./verbs/change-order.ts";
import * as customers from "./verbs/customers.ts";
import * as discounts from "./verbs/discounts.ts";
import * as drafts from "./verbs/drafts.ts";
import { editOrder } from "./verbs/edit-order.ts";
import * as goods from "./verbs/goods.ts";
import { placeOrder } from "./verbs/place-order.ts";
import * as work from "./verbs/plan-work.ts";
import * as returns from "./verbs/returns.ts";
import * as money from "./verbs/settle-money.ts";
import * as parcels from "./verbs/ship-order.ts";
import * as segments from "./verbs/segments.ts";
import { attachReturnLabel, disposeReturn } from "./verbs/send-back.ts";
import { setStock } from "./verbs/stock.ts";

export type { Store, StoreOptions } from "./contract.ts";

/** Opens one shop of the town. The same options give the same shop, relative to its opening time. */
export function openStore(options: StoreOptions): Store {
  const listeners = new Set<(change: Change) => void>();
  const emit = (change: Change) => {
    for (const listener of listeners) listener(change);
  };
  let { desk, cast } = open(options, options.seed ?? "tidewater", emit);
  const at = () => desk;
  return {
    get domain() {
      return desk.domain;
    },
    get seed() {
      return desk.seedName;
    },
    get openedAt() {
      return openedAtOf(desk);
    },
    ...readsOf(at),
    ...verbsOf(at),
    cast: () => cast,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    reset({ seed } = {}) {
      ({ desk, cast } = open(options, seed ?? options.seed ?? "tidewater", emit));
    },
  };
}

function open(options: StoreOptions, seed: string, emit: (change: Change) => void) {
  // What happened before the opening is history: nobody is told.
  let isOpen = false;
  const desk = openDesk(options, seed, (change) => isOpen && emit(change));
  const cast: CastMember[] = options.cast === false ? [] : playCast(desk);
  leaveCheckouts(desk);
  isOpen = true;
  return { desk, cast };
}

const VERBS = {
  placeOrder,
  editOrder,
  setStock,
  ...pick(orders, "updateOrder", "closeOrder", "reopenOrder", "deleteOrder", "changeTags"),
  ...pick(money, "payOrder", "cancelOrder", "refundOrder"),
  ...pick(parcels, "shipOrder", "updateTracking", "cancelFulfillment", "deliverOrder"),
  ...pick(parcels, "recordFulfillmentEvent", "deleteFulfillmentEvent"),
  ...pick(work, "holdFulfillmentOrder", "releaseHold", "rescheduleFulfillmentOrder", "openScheduled"),
  ...pick(
    work,
    "moveFulfillmentOrder",
    "splitFulfillmentOrder",
    "readyForPickup",
    "pickUp",
    "packForLocalDelivery",
  ),
  ...pick(work, "submitToWarehouse", "answerFromWarehouse"),
  ...pick(
    returns,
    "requestReturn",
    "approveReturn",
    "declineReturn",
    "cancelReturn",
    "removeReturn",
    "processReturn",
  ),
  ...pick(returns, "closeReturn", "reopenReturn"),
  attachReturnLabel,
  disposeReturn,
  ...pick(drafts, "createDraftOrder", "sendDraftInvoice", "completeDraftOrder"),
  ...pick(baskets, "saveCart", "saveCheckout", "completeCheckout", "deleteCheckout"),
  ...pick(customers, "createCustomer", "updateCustomer", "deleteCustomer", "setConsent", "mergeCustomers"),
  ...pick(customers, "redactCustomer", "requestCustomerData"),
  ...pick(goods, "createProduct", "updateProduct", "deleteProduct", "updateShop", "saveStaff"),
  updateLocation: goods.updateLocation,
  ...pick(segments, "createSegment", "renameSegment", "deleteSegment"),
  ...pick(discounts, "createDiscount", "updateDiscount", "deleteDiscount"),
};

type Bound<T> = {
  [K in keyof T]: T[K] extends (desk: Desk, ...input: infer I) => infer O ? (...input: I) => O : never;
};

/** Every verb, with the desk that is open at the time of calling put first. */
function verbsOf(at: () => Desk): StoreVerbs {
  const bound = Object.entries(VERBS).map(([name, verb]) => [
    name,
    (...input: unknown[]) => (verb as (desk: Desk, ...input: unknown[]) => unknown)(at(), ...input),
  ]);
  const verbs: Bound<typeof VERBS> = Object.fromEntries(bound);
  return verbs;
}

function pick<T extends object, K extends keyof T>(from: T, ...names: K[]): Pick<T, K> {
  return Object.fromEntries(names.map((name) => [name, from[name]])) as Pick<T, K>;
}
