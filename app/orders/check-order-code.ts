import { timingSafeEqual } from "node:crypto";
import { later } from "#app/clock.ts";
import type { Shop } from "#app/db.server.ts";
import { hashCode, MOST_TRIES, PROOF_LIVES_MS } from "#app/orders/order-code.ts";
import { keyedHash } from "#app/seal.server.ts";

export type CodeWay = "email" | "sms";

export type CodeChecked =
  | { ok: true; orderId: string; how: CodeWay }
  /** `spent`: none is open, or it was tried too often. The shopper may ask for a new one. */
  | { ok: false; because: "wrong" | "spent" };

/**
 * Whether this is the newest code of this thread. Each try counts before it is compared, so that tries at once count
 * too; a right one is used up and opens its order to this thread for a while.
 */
export async function checkOrderCode(
  shop: Shop,
  { conversationId, code }: { conversationId: string; code: string },
): Promise<CodeChecked> {
  const [row] = await shop.sql<Tried>`
    update "OrderCode" set tries = tries + 1
    where "shopId" = ${shop.id} and id = (
      select id from "OrderCode"
      where "shopId" = ${shop.id} and "conversationId" = ${conversationId} and "usedAt" is null
      order by "createdAt" desc limit 1)
    returning id, "orderId", "codeHash", "contactHash", tries, "expiresAt"`;
  if (!row || row.tries > MOST_TRIES || row.expiresAt <= shop.at) return { ok: false, because: "spent" };
  const given = Buffer.from(hashCode(row.id, code.replace(/\D/g, "")));
  const isRight = timingSafeEqual(given, Buffer.from(row.codeHash)) && row.orderId !== null;
  if (!isRight) return { ok: false, because: row.tries === MOST_TRIES ? "spent" : "wrong" };
  return open(shop, conversationId, { ...row, orderId: row.orderId! });
}

interface Tried {
  id: string;
  orderId: string | null;
  codeHash: string;
  contactHash: string;
  tries: number;
  expiresAt: Date;
}

async function open(
  shop: Shop,
  conversationId: string,
  row: Tried & { orderId: string },
): Promise<CodeChecked> {
  const key = { shopId: shop.id, conversationId, orderId: row.orderId };
  const { count } = await shop.tx.orderCode.updateMany({
    where: { shopId: shop.id, id: row.id, usedAt: null },
    data: { usedAt: shop.at },
  });
  if (!count) return { ok: false, because: "spent" };
  const how = await channelOf(shop, row);
  const proof = { how, until: later(shop.at, PROOF_LIVES_MS) };
  await shop.tx.orderProof.upsert({
    where: { shopId_conversationId_orderId: key },
    create: { ...key, ...proof },
    update: proof,
  });
  return { ok: true, orderId: row.orderId, how };
}

/** A code read from a mailbox shows the person; one read from a phone shows who has the number now. */
async function channelOf(shop: Shop, { orderId, contactHash }: Tried): Promise<CodeWay> {
  const where = { shopId_id: { shopId: shop.id, id: orderId! } };
  const order = await shop.tx.order.findUnique({ where, select: { email: true } });
  const email = order?.email ? keyedHash("order-contact", `email:${order.email}`) : null;
  return contactHash === email ? "email" : "sms";
}
