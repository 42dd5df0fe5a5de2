import { type Part, refusal, type Town } from "../town-types.ts";
import { addBasketRoutes } from "./store/control/basket-routes.ts";
import { orderOf, storeOf } from "./store/control/call.ts";
import { addCustomerRoutes } from "./store/control/customer-routes.ts";
import { openWhenDue } from "./store/control/due-work.ts";
import { addGoodsRoutes } from "./store/control/goods-routes.ts";
import { addOrderRoutes } from "./store/control/order-routes.ts";
import { addParcelRoutes } from "./store/control/parcel-routes.ts";
import { openStore, type Store, type StoreOptions } from "./store/store.ts";

export const DEFAULT_SHOP = "tidewater.myshopify.com";

/** Opens the default shop, and the control routes for what happens in shops. Documented in README.md. */
export function openShopControl(town: Town): Part {
  const { orders, customers } = town.options;
  const seed = () => `seed-${town.options.seed}`;
  const openedAt = town.clock.openedAt;
  const main = open(town, {
    domain: DEFAULT_SHOP,
    seed: seed(),
    orders,
    customers,
    openedAt,
    now: town.clock.now,
  });
  town.control("GET /shops", () => [...town.shops.values()].map(describe));
  town.control("POST /shops", ({ body }) => openAnother(town, body));
  town.control("GET /shops/:domain", (call) => describe(storeOf(town, call)));
  town.control("GET /shops/:domain/cast", (call) => storeOf(town, call).cast());
  town.control("GET /shops/:domain/truth/:orderId", (call) => truthOf(town, call));
  addOrderRoutes(town);
  addParcelRoutes(town);
  addCustomerRoutes(town);
  addBasketRoutes(town);
  addGoodsRoutes(town);
  town.onReset(() => {
    for (const domain of [...town.shops.keys()]) if (domain !== DEFAULT_SHOP) town.shops.delete(domain);
    main.store.reset({ seed: seed() });
    main.due.watchCast();
  });
  return {};
}

function open(town: Town, options: StoreOptions) {
  const store = openStore(options);
  store.onChange(({ topic, resource, id, orderId }) => {
    const name = orderId === null ? null : (store.order(orderId)?.name ?? null);
    town.announce({ kind: "shop", shop: store.domain, topic, resource, id, orderId, orderName: name });
  });
  const due = openWhenDue(town, store);
  due.watchCast();
  town.shops.set(options.domain, store);
  return { store, due };
}

function openAnother(town: Town, body: unknown) {
  const asked = body as Partial<StoreOptions> & { seed?: string | number };
  if (!/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/.test(asked.domain ?? "")) {
    throw refusal(400, 'a shop needs a "domain" like "two-anchors.myshopify.com"');
  }
  if (town.shops.has(asked.domain!)) throw refusal(409, `${asked.domain} is open already`);
  const { store } = open(town, {
    domain: asked.domain!,
    seed: String(asked.seed ?? asked.domain),
    orders: asked.orders ?? 0,
    customers: asked.customers ?? 0,
    cast: asked.cast ?? false,
    currencyCode: asked.currencyCode,
    now: town.clock.now,
  });
  return describe(store);
}

function describe(store: Store) {
  return {
    domain: store.domain,
    seed: store.seed,
    openedAt: store.openedAt,
    name: store.shop().name,
    orders: store.countOrders(),
    customers: store.countCustomers(),
    staff: store.staff(),
    locations: store.locations().map(({ id, name }) => ({ id, name })),
  };
}

function truthOf(town: Town, call: Parameters<typeof storeOf>[1]) {
  const store = storeOf(town, call);
  const id = call.params.orderId ?? "";
  const truth = store.truth(orderOf(store, { ...call, params: { ...call.params, id } }).id);
  if (!truth) throw refusal(404, `no order ${id} in ${store.domain}`);
  return truth;
}
