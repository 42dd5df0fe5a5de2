// The peer: a Remix route that asks Shopify's own webhook helper, as Shopify's template has it, and keeps what it hears
// in the same store as ours. Its sessions are in memory, which costs it less than any real storage.
import "@shopify/shopify-app-remix/adapters/node";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createRequestHandler } from "@remix-run/express";
import type { ActionFunctionArgs, ServerBuild } from "@remix-run/node";
import { LogSeverity, Session } from "@shopify/shopify-api";
import { AppDistribution, shopifyApp } from "@shopify/shopify-app-remix/server";
import express from "express";
import { DAY, later, now } from "#app/clock.ts";
import { env } from "#app/env.server.ts";
import { keepReceipt } from "#app/letterbox/keep-receipt.server.ts";
import { API_VERSION } from "#app/shopify/api-version.ts";

const sessions = new Map<string, Session>();
const shopify = shopifyApp({
  apiKey: env.SHOPIFY_API_KEY,
  apiSecretKey: env.SHOPIFY_API_SECRET,
  apiVersion: API_VERSION,
  appUrl: "https://peer.example.com",
  authPathPrefix: "/auth",
  distribution: AppDistribution.AppStore,
  future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
  logger: { level: LogSeverity.Warning },
  sessionStorage: {
    storeSession: async (session) => Boolean(sessions.set(session.id, session)),
    loadSession: async (id) => sessions.get(id) ?? openSession(id),
    deleteSession: async (id) => sessions.delete(id),
    deleteSessions: async (ids) => ids.every((id) => sessions.delete(id)),
    findSessionsByShop: async (shop) => [...sessions.values()].filter((session) => session.shop === shop),
  },
});

function openSession(id: string): Session {
  const tomorrow = later(now(), DAY);
  const session = new Session({
    id,
    shop: id.replace("offline_", ""),
    state: "",
    isOnline: false,
    accessToken: "token",
    expires: tomorrow,
  });
  sessions.set(id, session);
  return session;
}

async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const { shop, topic, webhookId, payload, apiVersion } = await shopify.authenticate.webhook(request);
  await keepReceipt({
    door: "peer",
    key: webhookId,
    topic,
    address: shop,
    senderHash: null,
    headers: { apiVersion },
    body: Buffer.from(JSON.stringify(payload)),
  });
  return new Response();
}

const build = {
  entry: { module: { default: () => new Response() } },
  routes: { webhooks: { id: "webhooks", path: "webhooks/shopify", module: { action } } },
  assets: { entry: { module: "", imports: [] }, routes: {}, url: "", version: "" },
  basename: "/",
  publicPath: "/",
  assetsBuildDirectory: "",
  future: {},
  isSpaMode: false,
  mode: "production",
} as unknown as ServerBuild;

const app = express().disable("x-powered-by");
app.all("*", createRequestHandler({ build, mode: "production" }));
const server = createServer(app);
server.listen(0, "127.0.0.1", () => process.send!((server.address() as AddressInfo).port));
process.once("disconnect", () => process.exit());
