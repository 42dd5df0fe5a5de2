import { DAY, earlier, HOUR, later } from "#app/clock.ts";
import { inShop, type Shop } from "#app/db.server.ts";
import { newId } from "#app/id.ts";
import { enqueue } from "#app/jobs/enqueue.ts";
import { findOrders, type OrderRow } from "#app/orders/find-orders.ts";
import { CODE_LIVES_MS, hashCode, makeCode, waitAfter } from "#app/orders/order-code.ts";
import { orderNameKey } from "#app/orders/order-name-key.ts";
import { ordersOfParcel } from "#app/orders/tracking/orders-of-parcel.ts";
import { takeFromBucket } from "#app/rate-limit.server.ts";
import { keyedHash, seal } from "#app/seal.server.ts";
import { say } from "#app/words/say.ts";

export interface ProofAsked {
  conversationId: string;
  /** The order as the shopper named it, or the number of a parcel of it (compact). */
  name: string;
  isParcel?: boolean;
  /** Where told: only an order with this email on it is meant. It proves nothing; the code still goes to the contact. */
  email?: string | null;
  /** Where they write from: number or visitor id. */
  from: string;
  /** Where on the network they are, as a keyed hash, where the channel tells: a visitor id is new for the asking. */
  network: string | null;
  locale: string;
}

export interface ProofStarted {
  /** False where too much was asked for, which says nothing of whether there is such an order. */
  asked: boolean;
  text: string;
}

/**
 * Sends a code to the contact on the order. Whether there is such an order, or anyone to send to, nobody can tell
 * from the words, the status, the rows written or the work done: a miss writes its row and its job as well (R42).
 */
export async function startOrderProof(shopId: string, asked: ProofAsked): Promise<ProofStarted> {
  const found = await inShop(shopId, (shop) => findHolder(shop, asked));
  const isWithin = await takeFromAll(shopId, asked);
  const mayReach = await takeContact(shopId, found);
  const started =
    isWithin && (await inShop(shopId, (shop) => writeCode(shop, asked, mayReach ? found : MISS)));
  return { asked: started, text: say(asked.locale, started ? "proof.sent" : "proof.wait") };
}

interface Holder {
  order: Pick<OrderRow, "id" | "customerShopifyId"> | null;
  channel: "sms" | "email";
  address: string | null;
}

const MISS: Holder = { order: null, channel: "email", address: null };

/** The order of that name with a contact on it; of several the newest. Email first: numbers change hands. */
async function findHolder(shop: Shop, asked: ProofAsked): Promise<Holder> {
  const which = asked.isParcel ? { ids: await ordersOfParcel(shop, asked.name) } : { name: asked.name };
  const orders = await findOrders(shop, { ...which, most: 5 });
  const isMeant = ({ email }: OrderRow) => asked.email == null || email === asked.email;
  const order = orders.find((one) => (one.email ?? one.phone) && isMeant(one));
  if (!order) return MISS;
  return order.email
    ? { order, channel: "email", address: order.email }
    : { order, channel: "sms", address: order.phone };
}

/** By what was asked for and by whom: a hit and a miss use up the same. */
async function takeFromAll(
  shopId: string,
  { name, from, network, conversationId }: ProofAsked,
): Promise<boolean> {
  const bucket = (kind: string, value: string) => `proof:${shopId}:${kind}:${keyedHash("bucket", value)}`;
  const limits = [
    { key: bucket("order", orderNameKey(name)), most: 6, perMs: HOUR },
    { key: bucket("thread", conversationId), most: 6, perMs: HOUR },
    { key: bucket("from", from), most: 10, perMs: HOUR },
    // A mobile carrier puts thousands behind one address: more than one person asks for, less than a guesser wants.
    ...(network ? [{ key: bucket("network", network), most: 30, perMs: HOUR }] : []),
    { key: bucket("shop", ""), most: 600, perMs: HOUR },
  ];
  const taken = await Promise.all(limits.map(({ key, ...limit }) => takeFromBucket(key, limit)));
  return taken.every(({ ok }) => ok);
}

/** At most three an hour and eight a day to one contact; beyond that the asker hears the same and nothing is sent. */
async function takeContact(shopId: string, { channel, address }: Holder): Promise<boolean> {
  const contact = keyedHash("bucket", `${channel}:${address ?? newId()}`);
  const hour = await takeFromBucket(`proof:${shopId}:contact:${contact}`, { most: 3, perMs: HOUR });
  const day = await takeFromBucket(`proof:${shopId}:contact-day:${contact}`, { most: 8, perMs: DAY });
  return address !== null && hour.ok && day.ok;
}

async function writeCode(shop: Shop, asked: ProofAsked, holder: Holder): Promise<boolean> {
  const { conversationId, locale } = asked;
  const where = { shopId: shop.id, conversationId, createdAt: { gt: earlier(shop.at, HOUR) } };
  const before = await shop.tx.orderCode.findMany({ where, orderBy: { createdAt: "desc" } });
  const [newest] = before;
  if (newest && later(newest.createdAt, waitAfter(before.length)) > shop.at) return false;
  await shop.tx.orderCode.updateMany({ where: { ...where, usedAt: null }, data: { usedAt: shop.at } });
  const id = newId();
  const code = makeCode();
  const expiresAt = later(shop.at, CODE_LIVES_MS);
  await shop.tx.orderCode.create({
    data: {
      shopId: shop.id,
      id,
      conversationId,
      orderId: holder.order?.id ?? null,
      contactHash: keyedHash("order-contact", `${holder.channel}:${holder.address}`),
      codeHash: hashCode(id, code),
      tries: 0,
      createdAt: shop.at,
      expiresAt,
    },
  });
  const { channel, address, order } = holder;
  const errand = {
    codeId: id,
    code,
    channel,
    address,
    customerShopifyId: order?.customerShopifyId ?? null,
    locale,
  };
  // Sealed: jobs lie in a table, and the code must be nowhere in the open but with its owner.
  const sealed = seal(JSON.stringify(errand).padEnd(640)).toString("base64");
  await enqueue(shop, [{ task: "sendOrderCode", payload: { sealed }, priority: 0 }]);
  return true;
}
