/** The few things every door of the town needs of node:http. */
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline } from "node:stream";
import type { Answer } from "./town-types.ts";

/** Serves on 127.0.0.1; port 0 takes a free one. */
export async function listen(
  listener: RequestListener,
  port: number,
): Promise<{ server: Server; port: number }> {
  const server = createServer({ keepAliveTimeout: 30_000 }, listener);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return { server, port: (server.address() as AddressInfo).port };
}

/** Closes at once: connections that hang are cut. */
export async function shut(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}

const LARGEST_BODY = 64 * 1024 * 1024;

/** The whole body; destroys the request when it is larger than 64 MB. */
export async function readBody(req: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of req as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > LARGEST_BODY) {
      req.destroy();
      throw new Error("the body is larger than 64 MB");
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Writes the answer and runs its `afterwards` when the last byte was handed to the system. */
export function sendAnswer(res: ServerResponse, answer: Answer): void {
  const { afterwards } = answer;
  if (afterwards) res.once("close", afterwards);
  if (answer.stream) {
    res.writeHead(answer.status, answer.headers);
    // A reader who leaves ends the stream; there is nobody left to tell.
    pipeline(answer.stream(), res, () => undefined);
    return;
  }
  const { body, type } = bytesOf(answer.body);
  res.writeHead(answer.status, {
    ...(type ? { "content-type": type } : {}),
    "content-length": body.length,
    ...answer.headers,
  });
  res.end(body);
}

/** A stream of server-sent events that stays open until the other side leaves. */
export function openEvents(res: ServerResponse): (event: unknown) => void {
  res.writeHead(200, {
    "content-type": "text/event-stream",
    "cache-control": "no-store",
    "x-accel-buffering": "no",
  });
  res.write(": open\n\n");
  return (event) => {
    res.write(`data: ${JSON.stringify(event)}\n\n`);
  };
}

/** Fields of a JSON object or form body; of anything else none. A repeated form field becomes a list. */
export function fieldsOf(body: Buffer, contentType: string): Record<string, unknown> {
  const text = body.toString("utf8");
  if (contentType.includes("application/x-www-form-urlencoded")) return formFields(new URLSearchParams(text));
  if (!contentType.includes("json")) return {};
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed !== null && typeof parsed === "object" ? (parsed as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

export function formFields(form: URLSearchParams): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {};
  for (const name of new Set(form.keys())) {
    const values = form.getAll(name);
    fields[name] = values.length === 1 ? (values[0] ?? "") : values;
  }
  return fields;
}

function bytesOf(body: Answer["body"]): { body: Buffer; type: string | null } {
  if (body === undefined) return { body: Buffer.alloc(0), type: null };
  if (Buffer.isBuffer(body)) return { body, type: null };
  if (typeof body === "string") return { body: Buffer.from(body), type: null };
  return { body: Buffer.from(JSON.stringify(body)), type: "application/json; charset=utf-8" };
}
