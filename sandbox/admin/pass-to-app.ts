import {
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request as ask,
  type ServerResponse,
} from "node:http";
import type { Duplex } from "node:stream";
import { sendAnswer } from "../http.ts";
import type { Town } from "../town-types.ts";
import { APP_BRIDGE, OUR_APP_BRIDGE, replaceAppBridge } from "./app-bridge-address.ts";
import { absentAppPage } from "./shell-page.ts";
import { playedElsewhere } from "./sign-in-elsewhere.ts";

/**
 * Hands a request to the app and its answer back, streamed. Four things are altered: who may frame the app, where
 * App Bridge comes from, redirects into Shopify's admin, and pages that lead on to Meta's sign-in (sign-in-elsewhere.ts). Host goes through as it came, because Remix refuses an
 * action whose Origin is not its Host.
 */
export function passToApp(town: Town, req: IncomingMessage, res: ServerResponse): void {
  if (!town.app.url) {
    refuse(town, res);
    return;
  }
  const app = new URL(town.app.url);
  const headers: OutgoingHttpHeaders = {
    ...req.headers,
    "accept-encoding": "identity",
    cookie: appCookies(req.headers.cookie),
    "user-agent": ordinary(req.headers["user-agent"]),
  };
  if (!headers.cookie) delete headers.cookie;
  const up = ask(
    { host: app.hostname, port: app.port, method: req.method, path: req.url, headers },
    (answer) => {
      // Scripts too: the address stands in the bundle of Shopify's AppProvider, and React compares the two.
      const isCode = /^(text\/html|(text|application)\/javascript)/.test(
        String(answer.headers["content-type"]),
      );
      res.writeHead(answer.statusCode ?? 502, altered(town, answer.headers, isCode));
      res.flushHeaders();
      answer.on("error", () => res.destroy());
      if (isCode) answer.pipe(replaceAppBridge()).pipe(res);
      else answer.pipe(res);
    },
  );
  up.on("error", () => (res.headersSent ? res.destroy() : refuse(town, res)));
  res.on("close", () => up.destroy());
  req.pipe(up);
}

/** Vite's hot reload, in development. */
export function passUpgrade(town: Town, req: IncomingMessage, socket: Duplex): void {
  if (!town.app.url) {
    socket.destroy();
    return;
  }
  const app = new URL(town.app.url);
  const up = ask({ host: app.hostname, port: app.port, path: req.url, headers: req.headers });
  up.on("upgrade", (answer, upstream) => {
    const headers = Object.entries(answer.headers).map(([name, value]) => `${name}: ${value}`);
    socket.write(`HTTP/1.1 101 Switching Protocols\r\n${headers.join("\r\n")}\r\n\r\n`);
    for (const end of [socket, upstream])
      end.on("error", () => {
        socket.destroy();
        upstream.destroy();
      });
    upstream.pipe(socket).pipe(upstream);
  });
  // An app that does not speak the asked protocol answers in plain HTTP.
  up.on("response", () => socket.destroy());
  up.on("error", () => socket.destroy()).end();
}

function altered(town: Town, given: OutgoingHttpHeaders, isCode: boolean): OutgoingHttpHeaders {
  const { "content-security-policy": policy, link, location, refresh, ...headers } = given;
  if (policy)
    headers["content-security-policy"] = String(policy).replace(/frame-ancestors[^;]*/, framers(town));
  if (link) headers.link = String(link).replace(APP_BRIDGE, OUR_APP_BRIDGE);
  if (location)
    headers.location = String(location).replace(/^https:\/\/admin\.shopify\.com(?=\/)/, town.addresses.admin);
  if (refresh) headers.refresh = playedElsewhere(town, String(refresh));
  if (isCode) delete headers["content-length"];
  return headers;
}

/** The shell, and the one page that shows the shell: a policy speaks of every window around the frame. */
function framers({ addresses }: Town) {
  const origins = [addresses.admin, addresses.town].filter(Boolean);
  return `frame-ancestors ${[...origins, ...origins.map((one) => one.replace("127.0.0.1", "localhost"))].join(" ")}`;
}

/** Shopify's library answers 410 to what calls itself a robot; whoever drives a browser through this admin is a merchant. */
const ordinary = (userAgent = "") => userAgent.replace("HeadlessChrome", "Chrome");

/** Cookies know no ports: those of the town's own storefront come along and are none of the app's business. */
function appCookies(cookie = "") {
  const kept = cookie.split("; ").filter((one) => one && !/^(_town_|cart=)/.test(one));
  return kept.join("; ");
}

function refuse(town: Town, res: ServerResponse) {
  sendAnswer(res, {
    status: 502,
    headers: { "content-type": "text/html; charset=utf-8", "retry-after": "2" },
    body: absentAppPage(town.app.url),
  });
}
