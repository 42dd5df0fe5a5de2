import { createHmac, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { proxyQuery } from "#sandbox/shopify/proxy-signature.ts";
import { fileUrl } from "#app/files/file-url.ts";
import { doors } from "#app/wiring/letterbox-doors.ts";
import { topics } from "#app/wiring/webhook-topics.ts";
import { now } from "#app/clock.ts";
import type { Caller } from "./callers.ts";
import { valuesOf } from "./their-ids.ts";
import type { TwoShops } from "./two-shops.ts";
import type { Step, Watch } from "./watch.ts";

/** The doors ahead of Remix: chat, app proxy, pictures, streams, letterbox. */
export async function walkDoors(
  watch: Watch,
  shops: TwoShops,
  callers: Caller[],
  ids: Record<string, string>,
) {
  for (const caller of callers) {
    await watch.batch(chat(caller, ids));
    await watch.batch(streams(caller, ids));
    await watch.check(`${caller.name} at the chat's doors`);
  }
  await watch.batch(pictures(shops, ids));
  await watch.batch(proxy(shops, ids));
  await watch.checkAll("the app proxy");
  await watch.batch(letterbox(shops, ids));
  await watch.checkAll("the letterbox");
}

/** Read from the source, so that a new door is walked, too. */
function chatDoors(): { method: string; path: string }[] {
  const source = readFileSync("app/chat/chat-door.server.ts", "utf8");
  return [...source.matchAll(/"(GET|POST) (\/chat\/[\w/-]+)"/g)].map(([, method, path]) => ({
    method: method!,
    path: path!,
  }));
}

function chat(caller: Caller, ids: Record<string, string>): Step[] {
  const value = valuesOf(ids);
  return chatDoors().flatMap(({ method, path }) => {
    if (method === "GET")
      return [
        "after=0",
        "after=-1",
        "before=9999",
        ...value.map((id) => `after=1&id=${encodeURIComponent(id)}`),
      ].map((query) => ({
        label: `${caller.name} GET ${path}?${query}`,
        path: `${path}?${query}`,
        init: of(caller),
      }));
    return bodiesFor(path, ids).map((body) => ({
      label: `${caller.name} POST ${path} ${body}`,
      path,
      init: async () => ({
        method,
        body,
        headers: { ...(await caller.headers()), "content-type": "application/json" },
      }),
    }));
  });
}

const of = (caller: Caller) => async () => ({ headers: await caller.headers() });

function bodiesFor(path: string, ids: Record<string, string>): string[] {
  const message = (more: object) => JSON.stringify({ clientId: randomUUID(), text: "where is it", ...more });
  if (!path.endsWith("/messages")) return [JSON.stringify({ upTo: 1, conversationId: ids.Conversation })];
  return [
    message({ choice: `order:${ids.Order}` }),
    message({ choice: `again:${ids.orderName}` }),
    message({ text: `where is order ${ids.orderName}` }),
    message({ files: [ids.File] }),
    message({ clientId: ids.Message }),
    message({ conversationId: ids.Conversation, shopId: ids.shopId }),
  ];
}

function streams(caller: Caller, ids: Record<string, string>): Step[] {
  return ["0", "1", ids.DomainEvent!].map((after) => ({
    label: `${caller.name} GET /live after ${after}`,
    path: `/live?shop=${ids.domain}`,
    init: async () => ({ headers: { ...(await caller.headers()), "last-event-id": after } }),
  }));
}

/** By its id alone, with one that our shop signed for another file and for their file's id, and with their own cut. */
function pictures({ ours, theirs }: TwoShops, ids: Record<string, string>): Step[] {
  const signed = (shopId: string, fileId: string) => new URL(fileUrl(shopId, fileId)).pathname;
  const paths = [
    `/files/${ids.File}`,
    signed(ours.shopId, randomUUID()),
    signed(ours.shopId, ids.File!),
    signed(theirs.shopId, ids.File!).slice(0, -1),
  ];
  return paths.map((path) => ({
    label: `GET ${path}`,
    path,
    init: async () => ({}),
  }));
}

/** Our shop's own proxy with their visitor's secret and their customer; and queries that Shopify did not sign. */
function proxy({ ours, theirs }: TwoShops, ids: Record<string, string>): Step[] {
  const source = readFileSync("app/chat/chat-door.server.ts", "utf8");
  const paths = [...new Set([...source.matchAll(/"(\/proxy\/[\w/-]+)"/g)].map(([, path]) => path!))];
  return paths.flatMap((path) =>
    [null, ids.customerShopifyId!].flatMap((customer) =>
      [ours.domain, theirs.domain].map((shop) => {
        const signed = proxyQuery(new URLSearchParams(), {
          shop: ours.domain,
          pathPrefix: "/apps/threadline",
          loggedInCustomerId: customer,
          at: now().getTime(),
          secret: "town-secret",
        });
        signed.set("shop", shop);
        return {
          label: `POST ${path} shop=${shop} customer=${customer}`,
          path: `${path}?${signed}`,
          init: async () => ({
            method: "POST",
            body: JSON.stringify({ visitor: ids.visitor, locale: "en" }),
          }),
        };
      }),
    ),
  );
}

/** Each topic, signed for our shop, about their things; and each unsigned, as if from theirs. */
function letterbox({ ours, theirs }: TwoShops, ids: Record<string, string>): Step[] {
  // Saying that our shop is gone would end the walk; its verb takes no id from the body.
  const known = Object.keys(topics).filter((topic) => topic !== "app/uninstalled");
  const shopify = known.flatMap((topic) =>
    [true, false].map((isSigned) => webhook(topic, isSigned ? ours.domain : theirs.domain, isSigned, ids)),
  );
  const others = Object.keys(doors).flatMap((door) =>
    valuesOf(ids).map((id) => ({
      label: `POST /webhooks/${door}/${id}`,
      path: `/webhooks/${door}/${encodeURIComponent(id)}`,
      init: async () => ({
        method: "POST",
        body: new URLSearchParams({ MessageSid: "SM1", From: "+14155550111", Body: "hi" }),
      }),
    })),
  );
  return [...shopify, ...others];
}

function webhook(topic: string, domain: string, isSigned: boolean, ids: Record<string, string>): Step {
  const id = Number(topic.startsWith("customers/") ? ids.customerShopifyId : ids.Order);
  const body = JSON.stringify({
    id,
    admin_graphql_api_id: `gid://shopify/Order/${id}`,
    order_id: Number(ids.Order),
    fulfillment_id: Number(ids.Fulfillment),
    order_edit: { order_id: Number(ids.Order) },
    fulfillment_order: { id: `gid://shopify/FulfillmentOrder/${ids.FulfillmentOrder}`, status: "open" },
    customer: { id: Number(ids.customerShopifyId) },
    email: "someone@ours.example",
    updated_at: now().toISOString(),
    created_at: now().toISOString(),
    happened_at: now().toISOString(),
    status: "in_transit",
  });
  const hmac = createHmac("sha256", isSigned ? "town-secret" : "another-secret")
    .update(body)
    .digest("base64");
  return {
    label: `webhook ${topic} for ${domain}${isSigned ? "" : ", not signed"}`,
    path: "/webhooks/shopify",
    init: async () => ({
      method: "POST",
      body,
      headers: {
        "content-type": "application/json",
        "x-shopify-topic": topic,
        "x-shopify-shop-domain": domain,
        "x-shopify-webhook-id": randomUUID(),
        "x-shopify-api-version": "2026-10",
        "x-shopify-triggered-at": now().toISOString(),
        "x-shopify-hmac-sha256": hmac,
      },
    }),
  };
}
