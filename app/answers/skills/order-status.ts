import type { Asked } from "#app/answers/asked.ts";
import { handToStaff } from "#app/answers/hand-to-staff.ts";
import type { Reply } from "#app/answers/reply.ts";
import { DAY, earlier } from "#app/clock.ts";
import type { Channel } from "#app/conversations/message.ts";
import { inShop, type Shop } from "#app/db.server.ts";
import { checkOrderCode } from "#app/orders/check-order-code.ts";
import { findOrders, type OrderRow } from "#app/orders/find-orders.ts";
import { type Asker, mayHear, provenOrders, RECENT_DAYS } from "#app/orders/may-hear.ts";
import { startOrderProof } from "#app/orders/start-order-proof.ts";
import { orderStatus } from "#app/orders/order-status.ts";
import { readOrderLive } from "#app/orders/read-order-live.ts";
import { A_PERSON, OTHER_ORDER, sayOrderStatus } from "#app/orders/say-order-status.ts";
import { sayDay } from "#app/words/say-day.ts";
import { say } from "#app/words/say.ts";

/** What a look into the mirror has shown, before anything is read live. */
type Look =
  | { as: "tell"; order: OrderRow; show: "full" | "no-address" }
  | { as: "choose"; orders: OrderRow[] }
  | { as: "ask-number"; isFirst: boolean }
  | { as: "prove"; name: string };

const MOST_CHOICES = 5;

/**
 * "Where is my order?": finds which order is meant among those this shopper may hear of, reads it live and tells it;
 * asks which where there are several; and has everybody else prove that it is theirs, in the same words whether or
 * not there is such an order.
 */
export async function answerOrderStatus(shopId: string, asked: Asked): Promise<Reply> {
  const look = await inShop(shopId, (shop) => lookUp(shop, asked));
  if (look.as === "tell") return tell(shopId, asked, look.order, look.show);
  if (look.as === "choose") return offer(asked, look.orders);
  if (look.as === "prove") return prove(shopId, asked, look.name);
  const word = look.isFirst ? "answer.which-number" : "answer.none-found";
  return { text: say(asked.locale, word), waitsFor: "order-number", choices: [aPerson(asked.locale)] };
}

/** The code they typed: right, and the order it was for is told; else they hear that it was not, and may try again. */
export async function checkCode(shopId: string, asked: Asked, code: string): Promise<Reply> {
  const { conversationId, locale } = asked;
  const checked = await inShop(shopId, (shop) => checkOrderCode(shop, { conversationId, code }));
  if (!checked.ok) {
    const again = asked.waitingFor?.options.filter(({ id }) => id.startsWith("again:")) ?? [];
    const choices = [...again, aPerson(locale)];
    return {
      text: say(locale, checked.because === "spent" ? "proof.spent" : "proof.wrong"),
      choices,
      waitsFor: "code",
    };
  }
  const found = await inShop(shopId, async (shop) => {
    const [order] = await findOrders(shop, { proven: [checked.orderId] });
    return order && { order, show: await mayHear(shop, askerOf(asked), order) };
  });
  if (!found || found.show === "prove") return handToStaff(asked, "The order they proved could not be read.");
  return tell(shopId, asked, found.order, found.show);
}

async function lookUp(shop: Shop, asked: Asked): Promise<Look> {
  const { choice, said } = asked;
  if (choice?.startsWith("order:"))
    return lookAt(shop, asked, await theirs(shop, asked, choice.slice("order:".length)));
  const name = choice?.startsWith("again:") ? choice.slice("again:".length) : said.orderNumbers[0];
  if (name) return lookForName(shop, asked, name);
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

/** The newest orders this shopper may hear of without another proof. */
async function theirs(shop: Shop, asked: Asked, id?: string): Promise<OrderRow[]> {
  const asker = askerOf(asked);
  const proven = await provenOrders(shop, asked.conversationId);
  const mine = await findOrders(shop, { customerShopifyId: asker.customerShopifyId, proven });
  const since = earlier(shop.at, RECENT_DAYS * DAY);
  const texted = asker.phone ? await findOrders(shop, { phone: asker.phone, since }) : [];
  const orders = [...new Map([...mine, ...texted].map((order) => [order.id, order])).values()];
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

async function lookAt(shop: Shop, asked: Asked, [order]: OrderRow[]): Promise<Look> {
  const show = order ? await mayHear(shop, askerOf(asked), order) : "prove";
  return order && show !== "prove" ? { as: "tell", order, show } : { as: "ask-number", isFirst: false };
}

const askerOf = ({ conversationId, channel, signedInAs, from }: Asked): Asker => ({
  conversationId,
  channel,
  customerShopifyId: signedInAs,
  phone: channel === "sms" ? from : null,
});

const isStranger = ({ channel, signedInAs }: Asked) => channel === "chat" && !signedInAs;

const isSettled = ({ cancelledAt, fulfillmentStatus, closedAt }: OrderRow) =>
  Boolean(cancelledAt) || (fulfillmentStatus === "FULFILLED" && Boolean(closedAt));

async function tell(
  shopId: string,
  asked: Asked,
  row: OrderRow,
  show: "full" | "no-address",
): Promise<Reply> {
  const read = await readOrderLive(shopId, row.id);
  if (!read.ok)
    return handToStaff(asked, `Order ${row.name} could not be read: ${read.say}`, {
      isDown: true,
      orders: [row.name],
    });
  const { at, locale, channel } = asked;
  const status = orderStatus(read.order, { at, locale, show });
  return sayOrderStatus(status, { locale, channel: channel as Channel });
}

function offer(asked: Asked, orders: OrderRow[]): Reply {
  const { locale, settings, at } = asked;
  const choices = orders.map((order) => ({
    id: `order:${order.id}`,
    label: say(locale, "choice.order", {
      name: order.name,
      day: sayDay(order.placedAt, { locale, timeZone: settings.timeZone, at, isShort: true }),
    }),
  }));
  return { text: say(locale, "answer.which-order"), choices };
}

async function prove(shopId: string, asked: Asked, name: string): Promise<Reply> {
  const { conversationId, from, network, locale } = asked;
  const { text } = await startOrderProof(shopId, { conversationId, name, from, network, locale });
  const choices = [{ id: `again:${name}`, label: say(locale, "proof.again") }, aPerson(locale)];
  return { text, choices, waitsFor: "code" };
}

const aPerson = (locale: string) => ({ id: A_PERSON, label: say(locale, "choice.a-person") });
