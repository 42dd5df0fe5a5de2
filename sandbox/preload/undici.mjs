// npm's undici and Node's own fetch share the dispatcher kept under Symbol.for('undici.globalDispatcher.1').
import { Agent, DecoratorHandler, Dispatcher, setGlobalDispatcher } from "undici";
import { refusedConnection, wayTo } from "./hosts.mjs";

/** Sends global fetch, graphql-request and npm's undici to the town. */
export function routeFetch(town) {
  setGlobalDispatcher(new TownDispatcher(town));
}

class TownDispatcher extends Dispatcher {
  #town;
  #inner = new Agent();

  constructor(town) {
    super();
    this.#town = town;
  }

  dispatch(options, handler) {
    const { hostname } = new URL(options.origin);
    if (wayTo(hostname) === "direct") return this.#inner.dispatch(options, handler);
    const headers = [...withoutHost(options.headers), "x-town-host", hostname];
    const routed = { ...options, origin: this.#town().origin, headers };
    return this.#inner.dispatch(routed, new RefusableHandler(handler, hostname));
  }

  close(...args) {
    return this.#inner.close(...args);
  }

  destroy(...args) {
    return this.#inner.destroy(...args);
  }
}

/** Turns the town's `x-town-refuse` into the error of a connection that was never made. */
class RefusableHandler extends DecoratorHandler {
  #host;
  #refused = false;

  constructor(handler, host) {
    super(handler);
    this.#host = host;
  }

  onResponseStart(controller, status, headers, message) {
    if (!headers["x-town-refuse"]) return super.onResponseStart(controller, status, headers, message);
    this.#refused = true;
    super.onResponseError(controller, refusedConnection(this.#host));
  }

  onResponseData(...args) {
    if (!this.#refused) super.onResponseData(...args);
  }

  onResponseEnd(...args) {
    if (!this.#refused) super.onResponseEnd(...args);
  }

  onResponseError(...args) {
    if (!this.#refused) super.onResponseError(...args);
  }
}

/** Headers come as a flat list, as pairs, or as an object; they leave as a flat list. */
function withoutHost(headers) {
  const pairs = [];
  const add = (name, value) => {
    if (String(name).toLowerCase() !== "host") pairs.push(name, value);
  };
  if (Array.isArray(headers)) for (let i = 0; i < headers.length; i += 2) add(headers[i], headers[i + 1]);
  else if (headers?.[Symbol.iterator]) for (const [name, value] of headers) add(name, value);
  else for (const [name, value] of Object.entries(headers ?? {})) add(name, value);
  return pairs;
}
