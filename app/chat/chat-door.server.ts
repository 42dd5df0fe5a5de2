import type { IncomingMessage, ServerResponse } from "node:http";
import { readPass } from "#app/chat/chat-tokens.ts";
import { answerJson, readJson, refuse } from "#app/chat/http.server.ts";
import { networkOf } from "#app/chat/network-of.ts";
import { openSession } from "#app/chat/open-session.ts";
import { type Doing, postMessage, postPicture, postRead, postTyping } from "#app/chat/post.server.ts";
import { readThread } from "#app/chat/read-thread.ts";
import { openShopperStream } from "#app/chat/shopper-stream.server.ts";
import { postTell } from "#app/chat/tell-me.server.ts";
import { threadOf } from "#app/chat/whose-thread.ts";
import { now } from "#app/clock.ts";
import { inShop, readShop } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { readBody } from "#app/read-body.server.ts";
import { findInstalledShop } from "#app/shop/find-shop.ts";
import { noteEmbedSeen } from "#app/shop/settings.ts";
import { proxyCaller } from "#app/shopify/proxy-signature.ts";

/**
 * The storefront chat's doors, ahead of Remix because every visitor of every shop may come through them: the session
 * through Shopify's app proxy, the rest with the pass it hands out.
 */
export async function chatDoor(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  if (request.method === "OPTIONS") return void response.writeHead(204, PREFLIGHT).end();
  const url = new URL(request.url!, env.SHOPIFY_APP_URL);
  if (path.startsWith("/proxy/")) return proxyDoor(request, response, url);
  const pass = readPass(request.headers.authorization, now());
  if (!pass) return refuse(response, 401, "expired");
  const door = DOORS[`${request.method} ${path}`];
  if (!door) return refuse(response, 404, "no-such-door");
  await door({ request, response, url, pass });
}

const PREFLIGHT = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, POST",
  "access-control-allow-headers": "authorization, content-type, last-event-id",
  "access-control-max-age": "86400",
};

const DOORS: Record<string, (doing: Doing) => Promise<void>> = {
  "GET /chat/thread": getThread,
  "GET /chat/stream": openShopperStream,
  "POST /chat/messages": postMessage,
  "POST /chat/files": postPicture,
  "POST /chat/typing": postTyping,
  "POST /chat/read": postRead,
  "POST /chat/tell": postTell,
};

async function proxyDoor(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const caller = proxyCaller(url);
  if (!caller) return refuse(response, 401, "not-signed-by-shopify");
  if (request.method !== "POST") return refuse(response, 404, "no-such-door");
  const body = readJson(await readBody(request, 10_000));
  if (!body) return refuse(response, 400, "not-json");
  if (url.pathname === "/proxy/chat/session") {
    const forwardedFor = String(request.headers["x-forwarded-for"] ?? "");
    const session = await openSession(caller, body, networkOf(forwardedFor, env.TRUSTED_PROXIES));
    return session ? answerJson(response, 200, session) : refuse(response, 404, "not-installed");
  }
  if (url.pathname === "/proxy/chat/heartbeat") return heartbeat(response, caller.shopDomain);
  refuse(response, 404, "no-such-door");
}

/** The theme editor shows our embed: the only call the loader makes by itself, and only there. */
async function heartbeat(response: ServerResponse, domain: string) {
  const installed = await findInstalledShop(domain);
  if (!installed) return refuse(response, 404, "not-installed");
  await inShop(installed.id, noteEmbedSeen);
  answerJson(response, 200, { ok: true });
}

async function getThread({ response, url, pass }: Doing): Promise<void> {
  const after = Number(url.searchParams.get("after") ?? 0) || 0;
  const before = Number(url.searchParams.get("before") ?? 0) || undefined;
  const page = await readShop(pass.shopId, async (shop) => {
    const thread = await threadOf(shop, pass);
    return thread ? readThread(shop, thread, { after, before }) : EMPTY;
  });
  answerJson(response, 200, page);
}

const EMPTY = { messages: [], cursor: 0, hasMore: false };
