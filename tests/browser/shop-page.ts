import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { ChatStandIn } from "#tests/browser/chat-stand-in.ts";
import { type EmbedContext, EXTENSION, renderEmbed } from "#tests/extension/render-embed.ts";

/** A shop with a theme as hostile as themes are (`div:empty`, `* {…}`), our embed, and Shopify's proxy before the app. */
export async function openShopPage(app: ChatStandIn) {
  const asked: { method: string; path: string; body: string }[] = [];
  const shop = {
    url: "",
    asked,
    /** Null: the same page without our embed. */
    embed: {} as EmbedContext | null,
    style: "",
    head: "",
    isProxyDown: false,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://shop");
    const body = await readBody(request);
    if (pathname === "/favicon.ico") return void response.writeHead(204).end();
    asked.push({ method: request.method ?? "", path: pathname, body });
    const name = /^\/ext\/([\w-]+\.js)$/.exec(pathname)?.[1];
    if (name) {
      response.setHeader("content-type", "text/javascript");
      return void response.end(await readFile(`${EXTENSION}assets/${name}`));
    }
    if (!pathname.startsWith("/apps/threadline/")) {
      response.setHeader("content-type", "text/html; charset=utf-8");
      return void response.end(page(shop, pathname));
    }
    if (shop.isProxyDown || app.isDown)
      return void response.writeHead(502).end("<h1>Something went wrong</h1>");
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(pathname.endsWith("/session") ? app.session(JSON.parse(body)) : {}));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  shop.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return shop;
}

export type ShopPage = Awaited<ReturnType<typeof openShopPage>>;

async function readBody(request: IncomingMessage) {
  return Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>)).toString();
}

function page(shop: { embed: EmbedContext | null; style: string; head: string }, path: string) {
  return `<!doctype html><html lang="${shop.embed?.locale ?? "en"}"><head><title>Tidewater ${path}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>* { letter-spacing: 0 } div:empty { display: none } body { margin: 0; font: 16px/1.5 Georgia, serif; ${shop.style} }
main { max-width: 60rem; margin: auto; padding: 1rem } button { text-transform: uppercase; background: hotpink }</style>
${shop.head}</head><body><main><h1>Oilskin Jacket</h1><p>Waxed cotton, made to last. ${"Words about the jacket. ".repeat(60)}</p>
<a href="/products/boots">Boots</a></main>${shop.embed ? renderEmbed(shop.embed) : ""}</body></html>`;
}
