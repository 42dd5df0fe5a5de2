import { callOff } from "./call-off.ts";
import { SILENT_CARRIER, trackingNumber } from "./carriers.ts";
import type { Ground } from "./desk.ts";
import { CHILDREN_PER_ORDER } from "./ids.ts";
import { DAY, instant } from "./instants.ts";
import { makeOrder } from "./make-order.ts";
import type { PlannedLine } from "./order-plan.ts";
import { tokenOf } from "./token.ts";
import { giveBack } from "./money-back.ts";
import type { Order } from "./order-types.ts";
import { addEvent, putInParcel } from "./parcels.ts";
import { regionOf } from "./people.ts";
import { prepare } from "./prepare.ts";
import { chance, hash32, roll } from "./randomness.ts";
import { customerOfOrder, orderPlacedAt } from "./seed-calendar.ts";
import { makeCustomer } from "./seed-customers.ts";
import { isSilent, type Life, lifeOf, type Step } from "./seed-lives.ts";
import { sendAtOnce } from "./send-at-once.ts";
import { isActive } from "./settle-order.ts";
import type { Seeded } from "./shelf.ts";
import type { Customer } from "./types.ts";

/** Order n of the seed (i = n - 1), for the orders' shelf. */
export function seededOrders(ground: Ground): Seeded<Order> {
  const base = ground.orderId(0);
  return {
    count: ground.orderCount,
    idOf: (i) => ground.orderId(i + 1),
    indexOf: (id) =>
      id > base && (id - base) % CHILDREN_PER_ORDER === 0 ? (id - base) / CHILDREN_PER_ORDER - 1 : null,
    isInOrder: true,
    createdAt: (i) => instant(orderPlacedAt(ground, i + 1)),
    updatedAt: (i) => lastTouch(lifeOf(ground, i + 1)),
    make: (i) => liveThrough(ground, i + 1),
  };
}

function lastTouch(life: Life): string {
  return instant(life.steps.reduce((last, step) => Math.max(last, step.at), life.placedAt));
}

function liveThrough(ground: Ground, n: number): Order {
  const life = lifeOf(ground, n);
  const order = firstDay(ground, n, life);
  sendAtOnce(ground.domain, order, order.createdAt);
  for (const step of life.steps.toSorted((a, b) => a.at - b.at)) take(ground, order, life, step);
  return order;
}

function firstDay(ground: Ground, n: number, life: Life): Order {
  const k = customerOfOrder(ground, n);
  const customer = k === null ? null : makeCustomer(ground, k);
  const address = customer?.addresses[0] ?? null;
  const number = n + ground.numberOffset;
  const isPickedUp = life.way === "PICK_UP" || life.way === "RETAIL";
  return makeOrder(ground, {
    id: ground.orderId(n),
    n,
    number,
    name: `#${number}`,
    at: instant(life.placedAt),
    customer,
    email: customer?.email ?? null,
    phone: null,
    locale: customer?.locale ?? null,
    lines: chooseLines(ground, n, life),
    shippingAddress: isPickedUp || life.way === "NONE" ? null : address,
    presentmentCurrencyCode: currencyOf(ground, n, customer),
    payment: life.payment,
    gateway:
      life.payment === "pending" ? "Bank Deposit" : life.way === "RETAIL" ? "cash" : "shopify_payments",
    paymentTerms: null,
    methodType: life.way,
    presentedName: nameOfWay(life),
    promisedFrom: instant(life.placedAt + 3 * DAY),
    promisedBy: life.way === "SHIPPING" ? instant(life.placedAt + 8 * DAY) : null,
    fulfillBy: null,
    locationId: ground.locations[isPickedUp || life.way === "LOCAL" ? 1 : 0]!.id,
    shippingPrice: life.way === "SHIPPING" ? "4.90" : "0.00",
    discount: null,
    sourceName: life.way === "RETAIL" ? "pos" : "web",
    poNumber: null,
    company: null,
    note: null,
    tags: [],
    customAttributes: [],
    cartToken: tokenOf(`${ground.domain}/${n}/cart`),
    checkoutToken: tokenOf(`${ground.domain}/${n}/checkout`),
    draftOrderId: null,
  });
}

function chooseLines(ground: Ground, n: number, life: Life): PlannedLine[] {
  const isFile = life.way === "NONE";
  const goods = ground.catalog.filter((product) =>
    isFile ? product.tags.includes("digital") || product.isGiftCard : product.tags.length === 0,
  );
  const start = roll(ground.seed, 120, n, goods.length);
  return Array.from({ length: life.lineCount }, (_, i) => {
    const product = goods[(start + i * 5) % goods.length]!;
    const variant = product.variants[roll(ground.seed, 121 + i, n, product.variants.length)]!;
    const quantity = chance(ground.seed, 130 + i, n) < 0.85 ? 1 : 2;
    return { product, variant, quantity, unitPrice: variant.price, properties: [] };
  });
}

function currencyOf(ground: Ground, n: number, customer: Customer | null): string {
  const local = regionOf(customer?.addresses[0]?.countryCode ?? "DE")?.currency ?? ground.currencyCode;
  return chance(ground.seed, 140, n) < 0.5 ? local : ground.currencyCode;
}

function nameOfWay(life: Life): string | null {
  if (life.way === "PICK_UP") return "Berlin shop";
  if (life.way === "LOCAL") return "Local delivery";
  return life.way === "SHIPPING" ? "Standard" : null;
}

function take(ground: Ground, order: Order, life: Life, step: Step): void {
  const at = instant(step.at);
  const work = order.fulfillmentOrders.find(isActive);
  if (step.does === "cancel") {
    callOff(ground.domain, order, { at, reason: step.reason, refund: true, restock: true, staffNote: null });
  } else if (step.does === "refund") {
    const lines = order.lineItems.slice(0, step.all ? undefined : 1);
    const back = lines.map((line) => ({
      lineItemId: line.id,
      quantity: line.currentQuantity,
      restockType: "RETURN" as const,
    }));
    giveBack(ground.domain, order, {
      at,
      lines: back,
      shipping: step.all,
      extra: null,
      note: null,
      returnId: null,
      pays: true,
    });
  } else if (step.does === "scan") {
    const city = order.shippingAddress?.city ?? null;
    const isNear = step.status === "DELIVERED" || step.status === "OUT_FOR_DELIVERY";
    const where = isNear
      ? { city, country: order.shippingAddress?.country }
      : { city: "Hamburg", country: "Germany" };
    addEvent(ground.domain, order, order.fulfillments[0]!, {
      status: step.status,
      message: step.message,
      happenedAt: at,
      ...where,
    });
  } else if (step.does === "prepare") {
    if (work) prepare(order, work, at);
  } else if (work) {
    sendOff(ground, order, life, step, at);
  }
}

function sendOff(ground: Ground, order: Order, life: Life, step: Step, at: string): void {
  const work = order.fulfillmentOrders.find(isActive)!;
  if (step.does === "hand-over") {
    const none = { carrier: null, number: null, url: null, estimatedDeliveryAt: null, locationId: null };
    putInParcel(ground.domain, order, work, { at, ...none, displayStatus: "PICKED_UP" });
  } else if (step.does === "ship") {
    const isLocal = life.way === "LOCAL";
    const company = isSilent(life) ? SILENT_CARRIER : ["DHL Express", "DPD", "UPS"][life.carrier % 3]!;
    const first = work.lineItems
      .slice(0, 1)
      .map((part) => ({ lineItemId: part.lineItemId, quantity: part.totalQuantity }));
    const digits = String(hash32(`${order.id}/${step.part}`))
      .padStart(10, "4")
      .repeat(2);
    putInParcel(ground.domain, order, work, {
      at,
      lines: step.part === "first" ? first : undefined,
      carrier: isLocal ? null : company,
      number: isLocal ? null : trackingNumber(company, digits),
      url: null,
      estimatedDeliveryAt: isSilent(life) ? null : instant(step.promisedAt),
      locationId: null,
    });
  }
}
