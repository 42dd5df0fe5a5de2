import type { IncomingMessage, ServerResponse } from "node:http";
import { escapeHtml } from "../admin/html.ts";
import { listen, readBody, sendAnswer, shut } from "../http.ts";
import type { Answer, Part, Town } from "../town-types.ts";
import { answerAsset } from "./answer-asset.ts";
import { passToAppProxy, proxyPathOf } from "./app-proxy.ts";
import { answerEditor } from "./editor/answer-editor.ts";
import { addThemeControl } from "./theme-control.ts";
import { openThemes, type Themes } from "./extensions/themes.ts";
import { answerPage } from "./answer-page.ts";
import { chooseShop, visitOf } from "./visit.ts";

/** The shops' storefronts behind one port: the default shop, or the one a cookie names (`/_shop/<domain>/…` sets it). */
export async function openStorefront(town: Town): Promise<Part> {
  const themes = openThemes(town);
  addThemeControl(town, themes);
  const { server, port } = await listen(
    (req, res) => void answer(town, themes, req, res),
    town.options.storefrontPort,
  );
  town.addresses.storefront = `http://127.0.0.1:${port}`;
  return { close: () => shut(server) };
}

async function answer(town: Town, themes: Themes, req: IncomingMessage, res: ServerResponse) {
  try {
    const url = new URL(req.url ?? "/", town.addresses.storefront);
    const proxied = proxyPathOf(town, url.pathname);
    const visit = visitOf(town, themes, req, url);
    if (proxied !== null && visit) return await passToAppProxy(visit, proxied, req, res);
    sendAnswer(res, await otherwise(town, themes, req, url));
  } catch (error) {
    const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
    sendAnswer(res, {
      status: 500,
      headers: { "content-type": "text/html; charset=utf-8" },
      body: `<!doctype html><title>Storefront error</title><h1>The storefront failed</h1><pre>${escapeHtml(words)}</pre>`,
    });
  }
}

async function otherwise(town: Town, themes: Themes, req: IncomingMessage, url: URL): Promise<Answer> {
  const asset = answerAsset(town, req, url);
  if (asset) return asset;
  const chosen = chooseShop(town, url);
  if (chosen) return chosen;
  const visit = visitOf(town, themes, req, url);
  if (!visit)
    return { status: 404, headers: { "content-type": "text/plain" }, body: "The town has no such shop." };
  const body = await readBody(req);
  if (url.pathname.startsWith("/_editor")) return answerEditor(visit, req.method ?? "GET", body);
  return answerPage(visit, req, body);
}
