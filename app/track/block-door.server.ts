import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { answerJson, readJson, refuse } from "#app/chat/http.server.ts";
import { networkOf } from "#app/chat/network-of.ts";
import { MINUTE, now } from "#app/clock.ts";
import { normaliseEmail } from "#app/customers/email.ts";
import { isForgotten } from "#app/customers/forgotten.ts";
import { inShop } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { checkOrderCode } from "#app/orders/check-order-code.ts";
import { startOrderProof } from "#app/orders/start-order-proof.ts";
import { takeFromBucket } from "#app/rate-limit.server.ts";
import { readBody } from "#app/read-body.server.ts";
import { keyedHash } from "#app/seal.server.ts";
import { findInstalledShop } from "#app/shop/find-shop.ts";
import { proxyCaller } from "#app/shopify/proxy-signature.ts";
import { heardOrders } from "#app/track/heard-orders.ts";
import { readerLocale } from "#app/track/reader-locale.ts";
import { type TrackSession, trackSession } from "#app/track/track-session.ts";
import { compactNumber } from "#app/understanding/tracking-number.ts";
import { say } from "#app/words/say.ts";

/**
 * `POST /proxy/track/<orders|start|code>`: the theme's "Order tracking" block, through Shopify's app proxy, which says
 * who is signed in. The same proof as in the chat: number and email start it, the code to the contact on the order
 * ends it, and whether there is such an order nobody can tell on the way (R42).
 */
export async function blockDoor(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  const caller = proxyCaller(new URL(request.url!, env.SHOPIFY_APP_URL));
  if (!caller) return refuse(response, 401, "not-signed-by-shopify");
  const door = DOORS[`${request.method} ${path}`];
  if (!door) return refuse(response, 404, "no-such-door");
  const asked = bodyShape.safeParse(readJson(await readBody(request, 10_000)));
  if (!asked.success) return refuse(response, 400, "malformed");
  const shop = await findInstalledShop(caller.shopDomain);
  if (!shop) return refuse(response, 404, "not-installed");
  const { customerShopifyId: signedInAs } = caller;
  const isRemembered =
    signedInAs !== null && !(await inShop(shop.id, (held) => isForgotten(held, "customer", signedInAs)));
  const locale = readerLocale(undefined, { wanted: asked.data.locale });
  const network = networkOf(String(request.headers["x-forwarded-for"] ?? ""), env.TRUSTED_PROXIES);
  const session = trackSession(shop.id, asked.data.session, now());
  if (!(await mayAsk(shop.id, signedInAs ?? network)))
    return refuse(response, 429, "too-often", say(locale, "track.too-many"));
  const answer = await door({
    shopId: shop.id,
    customerShopifyId: isRemembered ? signedInAs : null,
    network,
    session,
    locale,
    body: asked.data,
  });
  answerJson(response, 200, { session: session.token, ...answer });
}

const text = z.string().trim().max(100);
const bodyShape = z.object({
  session: z.string().max(500).nullish(),
  locale: z
    .string()
    .regex(/^[a-z]{2,3}([-_][A-Za-z0-9]{2,8})*$/)
    .max(35)
    .catch("en"),
  order: text.optional(),
  email: text.optional(),
  number: text.optional(),
  code: text.optional(),
});

interface Doing {
  shopId: string;
  customerShopifyId: string | null;
  network: string | null;
  session: TrackSession;
  locale: string;
  body: z.infer<typeof bodyShape>;
}

const DOORS: Record<string, (doing: Doing) => Promise<object>> = {
  "POST /proxy/track/orders": showOrders,
  "POST /proxy/track/start": startProof,
  "POST /proxy/track/code": checkCode,
};

const ASKED_A_MINUTE = 30;

async function mayAsk(shopId: string, who: string | null): Promise<boolean> {
  const key = `track:block:${shopId}:${keyedHash("bucket", who ?? "")}`;
  return (await takeFromBucket(key, { most: ASKED_A_MINUTE, perMs: MINUTE })).ok;
}

async function showOrders({ shopId, customerShopifyId, session, locale }: Doing) {
  const { conversationId } = session;
  const heard = await heardOrders(shopId, { conversationId, channel: "chat", customerShopifyId }, locale);
  const isSignedIn = customerShopifyId !== null;
  const none = isSignedIn ? say(locale, "track.none-recent") : null;
  return {
    isSignedIn,
    orders: heard.orders,
    title: isSignedIn && heard.orders.length ? say(locale, "track.signed-in") : null,
    say: heard.isComplete ? (heard.orders.length ? null : none) : say(locale, "track.busy-title"),
  };
}

/** With an order's number its email must be told too; a parcel's number is long enough to stand alone. */
async function startProof({ shopId, network, session, locale, body }: Doing) {
  const { conversationId } = session;
  const common = { conversationId, from: conversationId, network, locale };
  if (body.number) {
    const name = compactNumber(body.number);
    const { asked, text } = await startOrderProof(shopId, { ...common, name, isParcel: true });
    return { isAsked: asked, say: asked ? say(locale, "proof.sent-parcel") : text };
  }
  // What is no address is nobody's: the look-up misses like any other.
  const email = normaliseEmail(body.email) ?? "";
  const { asked, text } = await startOrderProof(shopId, { ...common, name: body.order ?? "", email });
  return { isAsked: asked, say: text };
}

async function checkCode(doing: Doing) {
  const { shopId, session, locale, body } = doing;
  const { conversationId } = session;
  const checked = await inShop(shopId, (shop) =>
    checkOrderCode(shop, { conversationId, code: body.code ?? "" }),
  );
  if (checked.ok) return { isRight: true, ...(await showOrders(doing)) };
  return { isRight: false, say: say(locale, checked.because === "spent" ? "proof.spent" : "proof.wrong") };
}
