import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody, sendAnswer } from "./http.ts";
import { type ControlHandler, Refusal } from "./town-types.ts";

interface Route {
  method: string;
  parts: string[];
  handler: ControlHandler;
}

export interface Control {
  add(pattern: string, handler: ControlHandler): void;
  /** All patterns, for `GET /_town`. */
  patterns(): string[];
  answer(req: IncomingMessage, res: ServerResponse, url: URL): Promise<void>;
}

/** Routes below /_town/: JSON in, JSON out. A thrown Refusal keeps its status, anything else is a 500 with its words. */
export function openControl(): Control {
  const routes: Route[] = [];
  return {
    add(pattern, handler) {
      const [method = "", path = ""] = pattern.split(" ");
      routes.push({ method, parts: path.split("/").filter(Boolean), handler });
    },
    patterns: () => routes.map((route) => `${route.method} /_town/${route.parts.join("/")}`),
    async answer(req, res, url) {
      try {
        const found = findRoute(routes, req.method ?? "GET", url.pathname);
        const body = await jsonBody(req);
        const result = await found.handler({ params: found.params, query: url.searchParams, body });
        sendAnswer(res, { status: 200, body: (result ?? {}) as object });
      } catch (error) {
        sendAnswer(res, {
          status: error instanceof Refusal ? error.status : 500,
          body: { error: error instanceof Error ? error.message : String(error) },
        });
        if (!(error instanceof Refusal)) console.error(`${req.method} ${url.pathname} failed:`, error);
      }
    },
  };
}

/** Words written out win over `:names`, so `/mail/all` may stand beside `/mail/:address`. */
function findRoute(routes: Route[], method: string, pathname: string) {
  const parts = pathname.split("/").filter(Boolean).slice(1).map(decodeURIComponent);
  const fitting = routes
    .filter((route) => route.method === method && route.parts.length === parts.length)
    .filter((route) => route.parts.every((part, i) => part.startsWith(":") || part === parts[i]))
    .sort((a, b) => named(a) - named(b));
  const route = fitting[0];
  if (!route) throw new Refusal(404, `no control route: ${method} ${pathname}; GET /_town lists them`);
  const params: Record<string, string> = {};
  route.parts.forEach((part, i) => {
    if (part.startsWith(":")) params[part.slice(1)] = parts[i] ?? "";
  });
  return { handler: route.handler, params };
}

function named(route: Route): number {
  return route.parts.filter((part) => part.startsWith(":")).length;
}

async function jsonBody(req: IncomingMessage): Promise<unknown> {
  const text = (await readBody(req)).toString("utf8");
  if (text.trim() === "") return {};
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Refusal(400, "the body is not JSON");
  }
}
