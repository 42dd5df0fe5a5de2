import {
  type Browser,
  nextVisitor,
  readVisitor,
  signPass,
  signVisitor,
  type Visitor,
} from "#app/chat/chat-tokens.ts";
import { tellOffer } from "#app/chat/tell-offer.ts";
import { customerOf } from "#app/chat/whose-thread.ts";
import { joinThreads } from "#app/conversations/join-threads.ts";
import { attachVisitor } from "#app/customers/attach-visitor.ts";
import { isForgotten } from "#app/customers/forgotten.ts";
import { identifyShopifyCustomer } from "#app/customers/identify-shopify-customer.ts";
import { inShop, type Shop } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { findInstalledShop } from "#app/shop/find-shop.ts";
import { replyWords } from "#app/shop/reply-words.ts";
import { noteEmbedSeen, readSettings } from "#app/shop/settings.ts";
import type { ProxyCaller } from "#app/shopify/proxy-signature.ts";

interface Asked {
  visitor?: unknown;
  locale?: unknown;
}

/**
 * The widget's first call, through the app proxy: Shopify says who is signed in, we hand out a short-lived pass for our
 * own origin. Null where the shop has not installed us.
 */
export async function openSession(
  caller: ProxyCaller,
  asked: Asked,
  network: string | null,
): Promise<object | null> {
  const installed = await findInstalledShop(caller.shopDomain);
  if (!installed) return null;
  return inShop(installed.id, async (shop) => {
    const kept = readVisitor(asked.visitor, shop.id, shop.at);
    const customer = await rememberedOf(shop, caller.customerShopifyId);
    const visitor = nextVisitor(shop.id, kept, customer);
    if (customer) await signIn(shop, kept, customer);
    await noteEmbedSeen(shop);
    return describe(shop, visitor, { locale: localeOf(asked.locale), network });
  });
}

const localeOf = (locale: unknown) =>
  typeof locale === "string" && /^[a-z]{2,3}([-_][A-Za-z0-9]{2,8})*$/.test(locale) ? locale : "en";

/** Whom we were asked to forget is not signed in with us any more, whatever their browser still holds. */
const rememberedOf = async (shop: Shop, shopifyId: string | null) =>
  shopifyId && (await isForgotten(shop, "customer", shopifyId)) ? null : shopifyId;

/** What an anonymous visitor wrote before they signed in follows them into their own thread. */
async function signIn(shop: Shop, kept: Visitor | null, shopifyId: string) {
  const before = kept?.customerShopifyId === null ? await customerOf(shop, kept) : null;
  if (!kept || !before) return;
  const own = await identifyShopifyCustomer(shop, shopifyId);
  if (!own) return;
  await attachVisitor(shop, kept.visitorId, own.customerId);
  await joinThreads(shop, before, own.customerId);
}

async function describe(shop: Shop, visitor: Visitor, browser: Browser) {
  const customerId = await customerOf(shop, visitor);
  const customer = customerId
    ? await shop.tx.customer.findUnique({
        where: { shopId_id: { shopId: shop.id, id: customerId } },
        select: {
          firstName: true,
          conversation: { select: { id: true, version: true, lastSeq: true, shopperReadSeq: true } },
        },
      })
    : null;
  const thread = customer?.conversation;
  const settings = await readSettings(shop);
  const { token, expiresAt } = signPass(visitor, browser, shop.at);
  return {
    visitor: signVisitor(visitor, shop.at),
    // The secret changes with every session; this changes only with the person, so the widget can tell.
    who: visitor.visitorId,
    token,
    expiresAt,
    origin: env.SHOPIFY_APP_URL,
    customer: visitor.customerShopifyId
      ? { signedIn: true, firstName: customer?.firstName ?? null }
      : { signedIn: false },
    cursor: thread?.version ?? null,
    unread: thread ? await countUnread(shop, customerId!, thread.shopperReadSeq) : 0,
    languages: settings.languages,
    hours: replyWords(settings, shop.at, browser.locale),
    email: settings.supportEmail,
    tell: await tellOffer(shop, { locale: browser.locale, conversationId: thread?.id ?? null }),
  };
}

async function countUnread(shop: Shop, customerId: string, readSeq: number): Promise<number> {
  const conversation = { shopId: shop.id, customerId };
  return shop.tx.message.count({
    where: { shopId: shop.id, conversation, direction: "out", channel: "chat", seq: { gt: readSeq } },
  });
}
