import { DAY, earlier, later } from "#app/clock.ts";
import { standing } from "#app/consent/ledger.ts";
import { handOver } from "#app/conversations/hand-over.ts";
import { sendMessage } from "#app/conversations/send-message.ts";
import { inShop, type Shop } from "#app/db.server.ts";
import { findOrders, type OrderRow } from "#app/orders/find-orders.ts";
import { readSettings } from "#app/shop/settings.ts";
import { say } from "#app/words/say.ts";

interface Texted {
  messageId: string;
  conversationId: string;
}

/** Older orders nobody hopes to cancel by a text. */
const RECENT_DAYS = 60;

/**
 * Job: somebody texted CANCEL. The carrier has taken it for STOP and blocks our sender (wire facts 22); where they have
 * an order that it may have meant, that is asked on another way to them, by mail to the order's own address or in the
 * chat they had open, else by staff. Never by text.
 */
export async function askAboutCancel(shopId: string, texted: Texted): Promise<void> {
  await inShop(shopId, async (shop) => {
    const order = await findMeant(shop, texted);
    if (!order || (await askElsewhere(shop, texted, order))) return;
    const because = `They texted CANCEL, which their carrier takes for STOP. They may have meant order ${order.name}: ask them by another way, texts to them are blocked.`;
    await handOver(shop, {
      conversationId: texted.conversationId,
      because,
      facts: { asked: "CANCEL", orders: [order.name] },
    });
  });
}

/** Their newest order that is still on its way out of the shop. */
async function findMeant(shop: Shop, { messageId }: Texted): Promise<OrderRow | null> {
  const [writer] = await shop.sql<{ phone: string; customerShopifyId: string | null }>`
    select m.address as phone, k."shopifyId" as "customerShopifyId" from "Message" m
    join "Conversation" c on c."shopId" = m."shopId" and c.id = m."conversationId"
    join "Customer" k on k."shopId" = c."shopId" and k.id = c."customerId"
    where m."shopId" = ${shop.id} and m.id = ${messageId}`;
  if (!writer) return null;
  const orders = await findOrders(shop, { ...writer, since: earlier(shop.at, RECENT_DAYS * DAY) });
  return (
    orders.find((order) => !order.cancelledAt && order.fulfillmentStatus?.toUpperCase() !== "FULFILLED") ??
    null
  );
}

async function askElsewhere(shop: Shop, texted: Texted, order: OrderRow): Promise<boolean> {
  const { conversationId, messageId } = texted;
  const { shopName, languages } = await readSettings(shop);
  const text = say(order.locale ?? languages[0] ?? "en", "opt-out.cancel", { shop: shopName });
  const draft = { conversationId, author: { kind: "system" } as const, text, intent: `cancel:${messageId}` };
  if (await hasChatOpen(shop, conversationId))
    return (await sendMessage(shop, { ...draft, channel: "chat" })).sent;
  const { email } = order;
  if (!email) return false;
  const address = { channel: "email", address: email } as const;
  const stands = await standing(shop, { ...address, purpose: "support" });
  if (stands === "revoked" || stands === "held") return false;
  const subject = `${shopName} ${order.name}`;
  return (await sendMessage(shop, { ...draft, ...address, subject, expiresAt: later(shop.at, DAY) })).sent;
}

async function hasChatOpen(shop: Shop, conversationId: string): Promise<boolean> {
  const lately = await shop.sql`
    select 1 from "Message" where "shopId" = ${shop.id} and "conversationId" = ${conversationId}
      and channel = 'chat' and direction = 'in' and at > ${earlier(shop.at, DAY)} limit 1`;
  return lately.length > 0;
}
