import type { Asked } from "#app/answers/asked.ts";
import { handToStaff } from "#app/answers/hand-to-staff.ts";
import type { Reply } from "#app/answers/reply.ts";
import { askerOf, whichOrder } from "#app/answers/which-order.ts";
import type { Channel } from "#app/channels/channel.ts";
import { A_PERSON, ORDER, PROVE_AGAIN, PROVE_PARCEL_AGAIN } from "#app/conversations/choice-ids.ts";
import { inShop } from "#app/db.server.ts";
import { followChoice } from "#app/orders/alerts/follow-choice.ts";
import { checkOrderCode } from "#app/orders/check-order-code.ts";
import { findOrders, type OrderRow } from "#app/orders/find-orders.ts";
import { mayHear } from "#app/orders/may-hear.ts";
import { startOrderProof } from "#app/orders/start-order-proof.ts";
import { onlyParcel } from "#app/orders/only-parcel.ts";
import { type OrderStatus, orderStatus } from "#app/orders/order-status.ts";
import { readOrderLive } from "#app/orders/read-order-live.ts";
import { sayOrderStatus } from "#app/orders/say-order-status.ts";
import { trackingUrl } from "#app/orders/tracking/tracking-url.ts";
import type { TrackingCarrier } from "#app/understanding/tracking-number.ts";
import { sayDay } from "#app/words/say-day.ts";
import { say } from "#app/words/say.ts";

/**
 * "Where is my order?": finds which order is meant among those this shopper may hear of, reads it live and tells it;
 * asks which where there are several; and has everybody else prove that it is theirs, in the same words whether or
 * not there is such an order.
 */
export async function answerOrderStatus(shopId: string, asked: Asked): Promise<Reply> {
  const look = await inShop(shopId, (shop) => whichOrder(shop, asked));
  if (look.as === "tell") return tell(shopId, asked, look.order, look.show, look.parcelId);
  if (look.as === "choose") return offer(asked, look.orders);
  if (look.as === "prove") return prove(shopId, asked, look.name);
  if (look.as === "prove-parcel") return proveParcel(shopId, asked, look);
  if (look.as === "check-number") return askToCheck(asked, look.number);
  const word = look.isFirst ? "answer.which-number" : "answer.none-found";
  return { text: say(asked.locale, word), waitsFor: "order-number", choices: [aPerson(asked.locale)] };
}

/** The code they typed: right, and the order it was for is told; else they hear that it was not, and may try again. */
export async function checkCode(shopId: string, asked: Asked, code: string): Promise<Reply> {
  const { conversationId, locale } = asked;
  const checked = await inShop(shopId, (shop) => checkOrderCode(shop, { conversationId, code }));
  if (!checked.ok) {
    const again = asked.waitingFor?.options.filter(({ id }) => id.startsWith("again")) ?? [];
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
  const { orderId, how } = checked;
  return {
    ...(await tell(shopId, asked, found.order, found.show)),
    proven: { conversationId, orderId, how },
  };
}

async function tell(
  shopId: string,
  asked: Asked,
  row: OrderRow,
  show: "full" | "no-address",
  parcelId?: string | null,
): Promise<Reply> {
  const read = await readOrderLive(shopId, row.id);
  if (!read.ok)
    return handToStaff(asked, `Order ${row.name} could not be read: ${read.say}`, {
      isDown: true,
      orders: [row.name],
    });
  const { at, locale, channel } = asked;
  const order = parcelId ? onlyParcel(read.order, parcelId) : read.order;
  const status = orderStatus(order, { at, locale, show });
  const pageOf = (fulfillmentId: string) => trackingUrl({ id: shopId, at }, fulfillmentId, locale);
  const said = sayOrderStatus(status, { locale, channel: channel as Channel, pageOf });
  // Last, so that what the others are numbered in a text stays.
  return isUnderWay(status) ? { ...said, choices: [...said.choices, followChoice(row.id, locale)] } : said;
}

const ARRIVED: ReadonlySet<string> = new Set(["delivered", "picked-up", "taken"]);

/** Whether something of it still moves, or is to: then they may ask to be told. */
const isUnderWay = ({ cancelled, parts }: OrderStatus): boolean =>
  !cancelled &&
  parts.some((part) => part.kind === "waiting" || (part.kind === "parcel" && !ARRIVED.has(part.state)));

function offer(asked: Asked, orders: OrderRow[]): Reply {
  const { locale, settings, at } = asked;
  const choices = orders.map((order) => ({
    id: `${ORDER}${order.id}`,
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
  const choices = [{ id: `${PROVE_AGAIN}${name}`, label: say(locale, "proof.again") }, aPerson(locale)];
  return { text, choices, waitsFor: "code" };
}

/** Known here or not, it is the same answer: a code if it is ours, and the carrier's own page of that number. */
async function proveParcel(
  shopId: string,
  asked: Asked,
  { number, carrier }: { number: string; carrier: TrackingCarrier | null },
): Promise<Reply> {
  const { conversationId, from, network, locale } = asked;
  const named = { name: number, isParcel: true };
  const started = await startOrderProof(shopId, { conversationId, ...named, from, network, locale });
  return {
    text: started.asked ? say(locale, "proof.sent-parcel") : started.text,
    link: carrier?.url
      ? { url: carrier.url, label: say(locale, "link.track", { carrier: carrier.name }) }
      : null,
    choices: [{ id: `${PROVE_PARCEL_AGAIN}${number}`, label: say(locale, "proof.again") }, aPerson(locale)],
    waitsFor: "code",
  };
}

const askToCheck = ({ locale }: Asked, number: string): Reply => ({
  text: say(locale, "track.check-number", { number }),
  choices: [aPerson(locale)],
  waitsFor: "order-number",
});

const aPerson = (locale: string) => ({ id: A_PERSON, label: say(locale, "choice.a-person") });
