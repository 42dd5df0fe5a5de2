import type { Fulfillment, FulfillmentEventStatus, Order } from "#sandbox/shopify/store/order-types.ts";
import { control } from "#tests/town.ts";

/** Orders' lives in a shop of the town, many side by side, a step at a time. */
export interface Trade {
  /** The next thing happens to one of the open orders, or a new one is placed. */
  step(): Promise<void>;
  /** So many shoppers at once, none of them ever again: one webhook alone tells of each, and nothing makes good its loss. */
  renameOnce(many: number): Promise<void>;
  steps(): number;
}

interface Life {
  id: number;
  customerId: number | null;
  /** What is still to come, in turn. */
  plan: Step[];
  parcels: number[];
}

type Step = (life: Life) => Promise<unknown>;

/** So many orders are open at once that the same one seldom changes twice in a second, but does. */
const OPEN = 120;
/** Now and then two things happen to an order at once: Shopify's times cannot tell them apart. */
const AT_ONCE = 0.04;

/** The same seed plays the same lives; how they interleave with deliveries is up to the machine. */
export async function openTrade(domain: string, random: () => number): Promise<Trade> {
  const shop = `/shops/${domain}`;
  const variants = await variantsOf(shop);
  const open: Life[] = [];
  const shoppers: number[] = [];
  let placed = 0;
  let steps = 0;
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const sometimes = (share: number, step: Step): Step[] => (random() < share ? [step] : []);
  const post = <T>(path: string, body: object = {}) => control<T>("POST", `${shop}${path}`, body);
  const patch = (path: string, body: object) => control("PATCH", `${shop}${path}`, body);

  return {
    steps: () => steps,
    async renameOnce(many) {
      await Promise.all(shoppers.splice(-many).map(rename));
    },
    async step() {
      steps++;
      if (open.length < OPEN && random() < 0.5) return void open.push(await place());
      const index = Math.floor(random() * open.length);
      // Taken out meanwhile: what happens to one order happens in turn.
      const [life] = open.splice(index, 1);
      if (!life) return;
      await live(life);
      if (random() < AT_ONCE) await live(life);
      if (life.plan.length) open.push(life);
    },
  };

  function rename(customerId: number | null): Promise<unknown> {
    return patch(`/customers/${customerId}`, { firstName: `N${random()}` });
  }

  async function live(life: Life): Promise<void> {
    await life.plan.shift()?.(life);
  }

  async function place(): Promise<Life> {
    const n = ++placed;
    const lines = [
      { variantId: one(variants), quantity: 2 },
      ...(random() < 0.4 ? [{ variantId: one(variants), quantity: 1 }] : []),
    ];
    // Every third shopper comes again.
    const who = `shopper-${random() < 0.33 ? Math.ceil(random() * n) : n}@trade.example`;
    const payment = random() < 0.8 ? "paid" : "pending";
    const plan = planOf(payment);
    const order = await post<Order>("/orders", { customerEmail: who, lines, payment });
    const { id, customerId } = order;
    if (customerId && !shoppers.includes(customerId)) shoppers.push(customerId);
    return { id, customerId, plan, parcels: [] };
  }

  function planOf(payment: string): Step[] {
    const before = [
      ...sometimes(0.2, ({ id }) => patch(`/orders/${id}`, { note: `note ${random()}` })),
      ...sometimes(0.15, ({ id }) => patch(`/orders/${id}`, { email: `new-${id}@trade.example` })),
      ...sometimes(0.15, ({ customerId }) => rename(customerId)),
      ...(payment === "pending" ? [({ id }: Life) => post(`/orders/${id}/pay`)] : []),
      ...holdAndRelease(),
      ...sometimes(0.1, addOne),
    ];
    const end = random();
    if (end < 0.1)
      return [...before, ({ id }) => post(`/orders/${id}/cancel`, { reason: "CUSTOMER", refund: true })];
    if (end < 0.12) return [...before, ({ id }) => control("DELETE", `${shop}/orders/${id}`)];
    return [...before, ...onItsWay(), ...afterwards()];
  }

  function holdAndRelease(): Step[] {
    if (random() > 0.1) return [];
    return [({ id }) => post(`/orders/${id}/hold`), ({ id }) => post(`/orders/${id}/release-hold`)];
  }

  function addOne({ id }: Life): Promise<unknown> {
    return post(`/orders/${id}/edit`, { add: [{ variantId: one(variants), quantity: 1 }] });
  }

  function onItsWay(): Step[] {
    const ship: Step = async (life) => {
      const number = `JD01${String(life.id).slice(-6)}${life.parcels.length}`;
      const parcel = await post<Fulfillment>(`/orders/${life.id}/ship`, { carrier: "DHL", number });
      life.parcels.push(parcel.id);
    };
    const scan =
      (status: FulfillmentEventStatus): Step =>
      ({ parcels }) =>
        post(`/fulfillments/${parcels.at(-1)}/events`, { status });
    return [
      ship,
      ...sometimes(0.2, ({ parcels }) =>
        post(`/fulfillments/${parcels.at(-1)}/tracking`, { number: `JD02${parcels.at(-1)}` }),
      ),
      scan("IN_TRANSIT"),
      ...sometimes(0.15, scan("DELAYED")),
      scan("OUT_FOR_DELIVERY"),
      ...sometimes(0.1, scan("ATTEMPTED_DELIVERY")),
      scan("DELIVERED"),
    ];
  }

  function afterwards(): Step[] {
    return [
      ...sometimes(0.15, ({ id }) => post(`/orders/${id}/refund`)),
      ...sometimes(0.4, ({ id }) => post(`/orders/${id}/close`)),
    ];
  }
}

interface Article {
  status: string;
  variants: { id: number; requiresShipping: boolean; presaleShipsOn: string | null }[];
}

/** What can be sent at once: no gift cards, and nothing that is sold ahead of its day. */
async function variantsOf(shop: string): Promise<number[]> {
  const articles = await control<Article[]>("GET", `${shop}/products`);
  return articles
    .filter(({ status }) => status === "ACTIVE")
    .flatMap(({ variants }) => variants)
    .filter(({ requiresShipping, presaleShipsOn }) => requiresShipping && !presaleShipsOn)
    .map(({ id }) => id);
}
