import type { Asked } from "#app/answers/asked.ts";
import { DAY, earlier } from "#app/clock.ts";
import { ORDER, OTHER_ORDER, PROVE_AGAIN, PROVE_PARCEL_AGAIN } from "#app/conversations/choice-ids.ts";
import type { Shop } from "#app/db.server.ts";
import { findOrders, type OrderRow } from "#app/orders/find-orders.ts";
import { type Asker, mayHear, provenOrders, RECENT_DAYS } from "#app/orders/may-hear.ts";
import { findProvenPerson } from "#app/orders/proven-person.ts";
import { ordersOfParcel } from "#app/orders/tracking/orders-of-parcel.ts";
import { carriersOf, compactNumber, type TrackingCarrier } from "#app/understanding/tracking-number.ts";

/** What a look into the mirror has shown, before anything is read live. */
export type Look =
  /** `parcelId`: only of this one, which our last message was about. */
  | { as: "tell"; order: OrderRow; show: "full" | "no-address"; parcelId?: string | null }
  | { as: "choose"; orders: OrderRow[] }
  | { as: "ask-number"; isFirst: boolean }
  | { as: "prove"; name: string }
  | { as: "prove-parcel"; number: string; carrier: TrackingCarrier | null }
  | { as: "check-number"; number: string };

const MOST_CHOICES = 5;

/** Which order is meant: by what they pressed or named, else among those this shopper may hear of. */
export async function whichOrder(shop: Shop, asked: Asked): Promise<Look> {
  const { choice, said } = asked;
  const orderId = named(choice, ORDER);
  if (orderId !== null) return lookAt(shop, asked, await theirs(shop, asked, orderId));
  const name = named(choice, PROVE_AGAIN) ?? said.orderNumbers[0];
  if (name) return lookForName(shop, asked, name);
  const parcel = named(choice, PROVE_PARCEL_AGAIN);
  const [told] = said.trackingNumbers;
  if (parcel ?? told) return lookForParcel(shop, asked, parcel ?? told!.number, told?.carriers[0]);
  // A small carrier's numbers are in no book: the shop's own parcels are looked through before it is called mistyped.
  if (said.mistypedNumber && !choice) return lookForOddNumber(shop, asked, said.mistypedNumber);
  const about = choice || said.wantsLatest ? null : await whatTheyAnswer(shop, asked);
  if (about) return about;
  const orders = await theirs(shop, asked);
  if (!orders.length) return { as: "ask-number", isFirst: isStranger(asked) };
  if (orders.length === 1 || said.wantsLatest) return lookAt(shop, asked, orders.slice(0, 1));
  const open = orders.filter((order) => !isSettled(order));
  if (open.length === 1 && choice !== OTHER_ORDER) return lookAt(shop, asked, open);
  return {
    as: "choose",
    orders: (open.length > 1 && choice !== OTHER_ORDER ? open : orders).slice(0, MOST_CHOICES),
  };
}

/** What a choice of this kind is about; null where it is another. */
const named = (choice: string | null, kind: string): string | null =>
  choice?.startsWith(kind) ? choice.slice(kind.length) : null;

/** "Where is it?" after a message about a parcel means that parcel. It proves nothing: the law is the same. */
async function whatTheyAnswer(shop: Shop, asked: Asked): Promise<Look | null> {
  const [message] = await shop.sql<{ orderId: string | null; parcelId: string | null }>`
    select "orderId", "parcelId" from "Message" where "shopId" = ${shop.id} and id = ${asked.messageId}`;
  if (!message?.orderId) return null;
  const [order] = await findOrders(shop, { ids: [message.orderId] });
  const show = order ? await mayHear(shop, askerOf(asked), order) : "prove";
  return order && show !== "prove" ? { as: "tell", order, show, parcelId: message.parcelId } : null;
}

/** The newest orders this shopper may hear of without another proof. */
async function theirs(shop: Shop, asked: Asked, id?: string): Promise<OrderRow[]> {
  const asker = askerOf(asked);
  const proven = await provenOrders(shop, asked.conversationId);
  const mine = await findOrders(shop, { customerShopifyId: asker.customerShopifyId, proven });
  const since = earlier(shop.at, RECENT_DAYS * DAY);
  const texted = asker.phone ? await findOrders(shop, { phone: asker.phone, since }) : [];
  const mailed = asker.email ? await findOrders(shop, { email: asker.email, since }) : [];
  const shown = asker.channel === "chat" ? null : await findProvenPerson(shop, asked.conversationId);
  const proved = shown ? await findOrders(shop, { ...shown, since }) : [];
  const orders = [
    ...new Map([...mine, ...texted, ...mailed, ...proved].map((order) => [order.id, order])).values(),
  ];
  const newestFirst = orders.sort((a, b) => b.placedAt.getTime() - a.placedAt.getTime());
  return id ? newestFirst.filter((order) => order.id === id) : newestFirst;
}

async function lookForName(shop: Shop, asked: Asked, name: string): Promise<Look> {
  const candidates = await findOrders(shop, { name });
  for (const order of candidates) {
    const show = await mayHear(shop, askerOf(asked), order);
    if (show !== "prove") return { as: "tell", order, show };
  }
  return { as: "prove", name };
}

/** A tracking number stands on the label, so it proves no more than an order's name does. */
async function lookForParcel(
  shop: Shop,
  asked: Asked,
  number: string,
  carrier: TrackingCarrier | undefined,
): Promise<Look> {
  const found = await heardOfParcel(shop, asked, number);
  return found ?? { as: "prove-parcel", number, carrier: carrier ?? carriersOf(number)[0] ?? null };
}

const lookForOddNumber = async (shop: Shop, asked: Asked, said: string): Promise<Look> =>
  (await heardOfParcel(shop, asked, compactNumber(said))) ?? { as: "check-number", number: said };

async function heardOfParcel(shop: Shop, asked: Asked, number: string): Promise<Look | null> {
  for (const order of await findOrders(shop, { ids: await ordersOfParcel(shop, number) })) {
    const show = await mayHear(shop, askerOf(asked), order);
    if (show !== "prove") return { as: "tell", order, show };
  }
  return null;
}

async function lookAt(shop: Shop, asked: Asked, [order]: OrderRow[]): Promise<Look> {
  const show = order ? await mayHear(shop, askerOf(asked), order) : "prove";
  return order && show !== "prove" ? { as: "tell", order, show } : { as: "ask-number", isFirst: false };
}

export const askerOf = ({ conversationId, channel, signedInAs, from }: Asked): Asker => ({
  conversationId,
  channel,
  customerShopifyId: signedInAs,
  phone: channel === "sms" || channel === "whatsapp" ? from : null,
  email: channel === "email" ? from : null,
});

const isStranger = ({ channel, signedInAs }: Asked) => channel === "chat" && !signedInAs;

const isSettled = ({ cancelledAt, fulfillmentStatus, closedAt }: OrderRow) =>
  Boolean(cancelledAt) || (fulfillmentStatus === "FULFILLED" && Boolean(closedAt));
