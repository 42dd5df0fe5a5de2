import { existsSync, readFileSync, statSync } from "node:fs";
import {
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request as ask,
  type ServerResponse,
} from "node:http";
import { parse } from "smol-toml";
import { sendAnswer } from "../http.ts";
import { platformOf } from "../shopify/platform.ts";
import { proxyQuery } from "../shopify/proxy-signature.ts";
import type { Town } from "../town-types.ts";
import { renderThemed } from "./render-page.ts";
import type { Visit } from "./visit.ts";

interface ProxySettings {
  /** `/apps/threadline` */
  prefix: string;
  /** Path below the app's address that the prefix stands for. */
  target: string;
}

/** Request headers that Shopify hands on; cookies never. */
const HANDED_ON = ["accept", "accept-language", "content-type", "content-length", "user-agent", "range"];
const KEPT_BACK = new Set(["set-cookie", "connection", "keep-alive", "transfer-encoding"]);
let read: { file: string; changedAt: number; settings: ProxySettings | null } | undefined;

/** What follows the app proxy's prefix in this path, or null where the path is not the proxy's. */
export function proxyPathOf(town: Town, path: string): string | null {
  const prefix = proxySettings(town.options.toml)?.prefix;
  if (!prefix || (path !== prefix && !path.startsWith(`${prefix}/`))) return null;
  return path.slice(prefix.length);
}

/**
 * Hands a storefront request to the app with Shopify's parameters and signature, without cookies in either direction.
 * An answer of type application/liquid is shown inside the theme, any other one streamed as it is.
 */
export function passToAppProxy(visit: Visit, path: string, req: IncomingMessage, res: ServerResponse): void {
  const { town, store, url, customer } = visit;
  const settings = proxySettings(town.options.toml);
  const platform = platformOf(town);
  if (!settings || !town.app.url || platform.installation(store.domain).state === "uninstalled") {
    refuse(res, 404);
    return;
  }
  const query = proxyQuery(url.searchParams, {
    shop: store.domain,
    pathPrefix: settings.prefix,
    loggedInCustomerId: customer ? String(customer.id) : null,
    at: town.clock.now(),
    secret: platform.signingSecret(),
  });
  const target = new URL(`${settings.target}${path}?${query}`, town.app.url);
  const up = ask(target, { method: req.method, headers: headersFor(req, store.domain) }, (answer) => {
    const headers = Object.fromEntries(
      Object.entries(answer.headers).filter(([name]) => !KEPT_BACK.has(name)),
    );
    if (/^application\/liquid/.test(answer.headers["content-type"] ?? ""))
      return void showInTheme(visit, answer, headers, res);
    res.writeHead(answer.statusCode ?? 502, headers);
    answer.on("error", () => res.destroy());
    answer.pipe(res);
  });
  up.on("error", () => (res.headersSent ? res.destroy() : refuse(res, 503)));
  res.on("close", () => up.destroy());
  req.pipe(up);
}

function headersFor(req: IncomingMessage, shop: string): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = {
    "x-forwarded-for": req.socket.remoteAddress ?? "127.0.0.1",
    "x-forwarded-host": shop,
    "x-forwarded-proto": "https",
    "x-shop-domain": shop,
  };
  for (const name of HANDED_ON) if (req.headers[name]) headers[name] = req.headers[name];
  return headers;
}

async function showInTheme(
  visit: Visit,
  answer: IncomingMessage,
  headers: OutgoingHttpHeaders,
  res: ServerResponse,
) {
  const source = Buffer.concat(await Array.fromAsync(answer as AsyncIterable<Buffer>)).toString();
  const { "content-length": _length, ...rest } = headers;
  const body = await renderThemed(visit, { template: "page", title: "", source });
  res.writeHead(answer.statusCode ?? 200, { ...rest, "content-type": "text/html; charset=utf-8" }).end(body);
}

function refuse(res: ServerResponse, status: number) {
  const words =
    status === 404
      ? "There is no such page in this shop."
      : "There was an error in the third-party application.";
  sendAnswer(res, {
    status,
    headers: { "content-type": "text/html; charset=utf-8" },
    body: `<!doctype html><title>${status}</title><p>${words}</p>`,
  });
}

function proxySettings(file: string): ProxySettings | null {
  const changedAt = existsSync(file) ? statSync(file).mtimeMs : 0;
  if (read?.file !== file || read.changedAt !== changedAt)
    read = { file, changedAt, settings: changedAt ? parseSettings(readFileSync(file, "utf8")) : null };
  return read.settings;
}

/** The host in the toml is the real app's; in the town only its path counts. */
function parseSettings(toml: string): ProxySettings | null {
  const { app_proxy: proxy } = parse(toml) as {
    app_proxy?: { url: string; subpath: string; prefix: string };
  };
  if (!proxy) return null;
  return {
    prefix: `/${proxy.prefix}/${proxy.subpath}`,
    target: new URL(proxy.url, "https://app.example").pathname.replace(/\/$/, ""),
  };
}
