// The `twilio` package speaks axios, and axios node:https: so the request functions themselves are led to the town.
import http from "node:http";
import https from "node:https";
import { syncBuiltinESMExports } from "node:module";
import { urlToHttpOptions } from "node:url";
import { refusedConnection, wayTo } from "./hosts.mjs";

/** Leads http(s).request and .get to the town. Returns the untouched http.request. */
export function routeNodeHttp(town) {
  const plain = http.request;
  for (const [module, protocol] of [
    [http, "http:"],
    [https, "https:"],
  ]) {
    const direct = module.request;
    module.request = function request(...args) {
      const { options, callback } = normalised(args, protocol);
      const host = hostOf(options);
      if (options.socketPath || wayTo(host) === "direct") return direct.apply(this, args);
      return townRequest(plain, town(), host, options, callback);
    };
    module.get = function get(...args) {
      const request = module.request(...args);
      request.end();
      return request;
    };
  }
  syncBuiltinESMExports();
  return plain;
}

function townRequest(plain, town, host, options, callback) {
  const headers = { ...plainHeaders(options.headers), "x-town-host": host };
  const { agent: _tlsAgent, host: _host, href: _href, defaultPort: _port, ...kept } = options;
  const request = plain({ ...kept, protocol: "http:", hostname: town.hostname, port: town.port, headers });
  const emit = request.emit;
  request.emit = (name, ...args) => {
    if (name !== "response" || !args[0].headers["x-town-refuse"]) return emit.call(request, name, ...args);
    args[0].resume();
    return emit.call(request, "error", refusedConnection(host));
  };
  if (callback) request.once("response", callback);
  return request;
}

/** The three shapes of `request(url, options, callback)`. */
function normalised(args, protocol) {
  const [first, second, third] = args;
  if (typeof first !== "string" && !(first instanceof URL)) {
    return { options: { protocol, ...first }, callback: second };
  }
  const fromUrl = urlToHttpOptions(new URL(first));
  if (typeof second === "function") return { options: fromUrl, callback: second };
  return { options: { ...fromUrl, ...second }, callback: third };
}

function hostOf(options) {
  return String(options.hostname ?? options.host ?? "localhost").replace(/:\d+$/, "");
}

function plainHeaders(headers) {
  if (Array.isArray(headers)) {
    throw new Error("the sandbox reads request headers as an object");
  }
  return Object.fromEntries(Object.entries(headers ?? {}).filter(([name]) => name.toLowerCase() !== "host"));
}
