import type { Channel } from "#app/channels/channel.ts";
import { DAY, earlier } from "#app/clock.ts";
import { shopifyIdsOf } from "#app/customers/follow-shopify-merge.ts";
import { isSameNumber } from "#app/customers/match-key.ts";
import type { Shop } from "#app/db.server.ts";
import { findProvenPerson } from "#app/orders/proven-person.ts";

export interface Asker {
  conversationId: string;
  channel: Channel;
  /** Signed in at the shop: Shopify's own word (app proxy). */
  customerShopifyId?: string | null;
  /** The number this very message came from, verified by the carrier's webhook. */
  phone?: string | null;
  /** The address this very mail came from, signed by its domain: the answer goes there and nowhere else. */
  email?: string | null;
}

/** The columns of an order that decide who may hear of it. */
export interface HeardOrder {
  id: string;
  customerShopifyId: string | null;
  phone: string | null;
  email: string | null;
  placedAt: Date;
}

export type Hearing = "full" | "no-address" | "prove";

/**
 * Who may hear what. The signed-in customer hears all of their own orders. Whoever texts from the phone on a recent
 * order hears its status without the address: numbers are given to strangers in time. Whoever writes from the order's
 * own mailbox is where a code would go. Everyone else proves it by a code to the contact on the order; knowing number
 * and email is no proof.
 */
export async function mayHear(shop: Shop, asker: Asker, order: HeardOrder): Promise<Hearing> {
  if (await isTheirs(shop, asker, order)) return "full";
  const proof = await shop.tx.orderProof.findFirst({
    where: {
      shopId: shop.id,
      conversationId: asker.conversationId,
      orderId: order.id,
      until: { gt: shop.at },
    },
    select: { how: true },
  });
  if (proof?.how === "email" || (asker.email && asker.email === order.email?.toLowerCase())) return "full";
  const isTheirPhone = asker.phone && order.phone && isSameNumber(asker.phone, order.phone);
  const isRecent = order.placedAt > earlier(shop.at, RECENT_DAYS * DAY);
  if (proof || (isTheirPhone && isRecent)) return "no-address";
  return isRecent && (await isOfProvenPerson(shop, asker, order)) ? "no-address" : "prove";
}

/**
 * A code once read at the contact on an order stands for the number or account that asked for it, as the order's own
 * phone does. A browser is another matter: computers are shared, and its proof ends with the half hour.
 */
async function isOfProvenPerson(
  shop: Shop,
  { channel, conversationId }: Asker,
  order: HeardOrder,
): Promise<boolean> {
  const person = channel === "chat" ? null : await findProvenPerson(shop, conversationId);
  if (!person) return false;
  const { customerShopifyId, email, phone } = person;
  if (customerShopifyId) return isTheirs(shop, { conversationId, channel, customerShopifyId }, order);
  if (order.customerShopifyId) return false;
  const isTheirMail = email !== null && email === order.email?.toLowerCase();
  return isTheirMail || (phone !== null && order.phone !== null && isSameNumber(phone, order.phone));
}

/** Of their own account, or of one that Shopify has made part of it. */
async function isTheirs(shop: Shop, { customerShopifyId }: Asker, order: HeardOrder): Promise<boolean> {
  if (!customerShopifyId || !order.customerShopifyId) return false;
  if (customerShopifyId === order.customerShopifyId) return true;
  return (await shopifyIdsOf(shop, customerShopifyId)).includes(order.customerShopifyId);
}

export const RECENT_DAYS = 60;

/** What this thread has proven and may still hear of. */
export async function provenOrders(shop: Shop, conversationId: string): Promise<string[]> {
  const where = { shopId: shop.id, conversationId, until: { gt: shop.at } };
  const proofs = await shop.tx.orderProof.findMany({ where, select: { orderId: true } });
  return proofs.map(({ orderId }) => orderId);
}
