import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach } from "vitest";
import { type RunningTown, startTown } from "#sandbox/town.ts";
import type { TownOptions } from "#sandbox/town-types.ts";

export interface Request {
  method: string;
  path: string;
  headers: IncomingMessage["headers"];
  body: string;
  form: Record<string, string>;
}

export interface TownUnderTest {
  town: RunningTown;
  /** A server of the test's own that stands in for the app; `answer` may be replaced. */
  app: { url: string; requests: Request[]; answer: (request: Request, res: ServerResponse) => void };
  call(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: Record<string, unknown> }>;
}

/** A fresh town with only these parts, and a stand-in for the app, before each test. */
export function freshTown(parts: string[], options: Partial<TownOptions> = {}): TownUnderTest {
  const used = {} as TownUnderTest;
  let stopApp: () => void;
  beforeEach(async () => {
    used.app = { url: "", requests: [], answer: (_request, res) => void res.writeHead(200).end() };
    const server = createServer((req, res) => void take(used.app, req, res));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    used.app.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    stopApp = () => {
      server.closeAllConnections();
      server.close();
    };
    used.town = await startTown({ parts, appUrl: used.app.url, ...options });
  });
  afterEach(async () => {
    await used.town.close();
    stopApp();
  });
  used.call = async (method, path, body) => {
    const answer = await fetch(`${used.town.url}/_town${path}`, {
      method,
      body: body === undefined ? null : JSON.stringify(body),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  return used;
}

async function take(app: TownUnderTest["app"], req: IncomingMessage, res: ServerResponse): Promise<void> {
  let body = "";
  for await (const part of req) body += part;
  const form = Object.fromEntries(new URLSearchParams(body));
  const request = { method: req.method ?? "", path: req.url ?? "", headers: req.headers, body, form };
  app.requests.push(request);
  app.answer(request, res);
}
