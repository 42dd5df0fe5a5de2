import { loadHeardAccount, noteHeard } from "#app/channels/accounts.ts";
import { keepTemplateNews } from "#app/channels/keep-templates.ts";
import { adapterOf } from "#app/channels/shelf.ts";
import { prepareMedia } from "#app/conversations/prepare-media.ts";
import { readTemplateNews, TEMPLATE_TOPICS } from "#app/channels/whatsapp-template.ts";
import { takeInbound } from "#app/conversations/take-inbound.ts";
import { inShop, prisma, type Shop } from "#app/db.server.ts";
import { jsonOf } from "#app/letterbox/json-of.ts";
import type { OpenedReceipt, Reader } from "#app/letterbox/read-receipt.server.ts";
import { Unreadable } from "#app/letterbox/unreadable.ts";
import { keepFeedUpdates } from "#app/orders/tracking/keep-feed-updates.ts";
import { easypostEvent, updatesFromEasypost } from "#app/orders/tracking/updates-from-easypost.ts";
import { findShopByDomain } from "#app/shop/find-shop.ts";
import { compactNumber } from "#app/understanding/tracking-number.ts";
import { topics } from "#app/wiring/webhook-topics.ts";

/** Letterbox door → how its receipts are read. */
export const readers: Record<string, Reader> = {
  shopify: readShopify,
  sms: readAccount,
  email: readAccount,
  easypost: readEasypost,
  meta: readMeta,
};

async function readShopify({ topic, address, body, headers }: OpenedReceipt) {
  const verb = topics[topic ?? ""];
  if (!verb) throw new Unreadable(`Nobody here handles the topic "${topic}".`);
  const shop = await findShopByDomain(address ?? "");
  // Nobody installed us from there: a late webhook of a shop that was forgotten.
  if (!shop) return null;
  const payload = jsonOf(body);
  const triggeredAt = headers.triggeredAt ? new Date(headers.triggeredAt) : null;
  return { shopId: shop.id, apply: (handle: Shop) => verb(handle, payload, { topic: topic!, triggeredAt }) };
}

/** What came to one of the shop's accounts, by the adapter of whoever carries for it. */
async function readAccount({ address, headers, body, receivedAt }: OpenedReceipt) {
  const owner = await prisma.address.findUnique({ where: { id: address ?? "" } });
  const heard = owner && (await inShop(owner.shopId, (shop) => loadHeardAccount(shop, owner.id)));
  if (!heard) return null;
  const { account, isConnected } = heard;
  const { channel, parse } = adapterOf(account);
  const request = { method: "POST", url: headers.url!, headers: { "content-type": headers.type }, body };
  const told = await prepareMedia(owner.shopId, await parse(request, receivedAt));
  return {
    shopId: owner.shopId,
    apply: async (shop: Shop) => {
      const door = { channel, accountId: account.id, isConnected };
      for (const inbound of told) await takeInbound(shop, door, inbound);
    },
  };
}

/** What no door could tell apart has no topic; what none of our shops is meant by has no address. */
async function readMeta(receipt: OpenedReceipt) {
  const { topic, address, body } = receipt;
  if (!topic) throw new Unreadable("This is no webhook of Meta's that we know.");
  return TEMPLATE_TOPICS.includes(topic) ? readTemplate(address, body) : readAccount(receipt);
}

async function readTemplate(address: string | null, body: Buffer) {
  const owner = await prisma.address.findUnique({ where: { id: address ?? "" } });
  if (!owner) return null;
  const news = readTemplateNews(body.toString("utf8"));
  if (!news) throw new Unreadable("WhatsApp's news of a template does not say which.");
  return { shopId: owner.shopId, apply: (shop: Shop) => keepTemplateNews(shop, news) };
}

/** EasyPost tells of other things too, batches and refunds of labels: those are not for us. */
async function readEasypost({ address, body }: OpenedReceipt) {
  const owner = await prisma.address.findUnique({ where: { id: address ?? "" } });
  if (!owner) return null;
  const { tracker } = easypostEvent(body);
  if (!tracker) return null;
  const told = { number: compactNumber(tracker.number), updates: updatesFromEasypost(tracker.told) };
  return {
    shopId: owner.shopId,
    apply: async (shop: Shop) => {
      await noteHeard(shop, address!);
      await keepFeedUpdates(shop, told);
    },
  };
}
