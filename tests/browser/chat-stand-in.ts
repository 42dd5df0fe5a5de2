import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface StandInMessage {
  id: string;
  seq: number;
  version: number;
  clientId: string | null;
  from: "shopper" | "shop";
  author: { kind: string; name: string | null };
  text: string;
  choices: { id: string; label: string }[];
  link: { url: string; label: string } | null;
  files: { id: string; url: string; width: number; height: number; name: string }[];
  at: string;
  state: string | null;
  card: object | null;
}

interface Thread {
  visitor: string;
  messages: StandInMessage[];
  version: number;
  readUpTo: number;
  streams: Set<ServerResponse>;
}

/** The app's side of the chat, in memory: session, thread, messages, pictures, stream with resume; it can go down and cut. */
export async function openChatStandIn(now: () => Date = () => new Date()) {
  const threads = new Map<string, Thread>();
  const tokens = new Map<string, string>();
  const pictures = new Map<string, { type: string; bytes: Buffer }>();
  const asked: { method: string; path: string; body: string; bytes: number }[] = [];
  const app = {
    /** Every request to the app, oldest first. */
    asked,
    isDown: false,
    /** Whether streams get through; "silent" lets their heads through and holds everything else back. */
    canStream: true as boolean | "silent",
    customer: null as null | { id: string; firstName: string },
    /** What a session offers to whoever wants to leave before they are answered. */
    tell: null as object | null,
    /** Answers the next calls to a path by hand; false leaves it to the stand-in. */
    before: (_path: string, _response: ServerResponse, _body: string): boolean => false,
    /** Accepts but drops the connection before it answers, that many times. */
    loseAnswers: 0,
    threads,
    origin: "",
    session,
    say,
    change,
    cut: () => every((stream) => stream.destroy()),
    typing: (name: string) => every((stream) => stream.write(event("typing", { who: "staff", name }))),
    bye: (retryMs: number) => every((stream) => stream.end(event("bye", { retryMs }))),
    expireTokens: () => tokens.clear(),
    only: () => [...threads.values()].find((thread) => thread.messages.length) ?? [...threads.values()][0],
    close: async () => {
      app.cut();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const server = createServer((request, response) => void take(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  app.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return app;

  function every(act: (stream: ServerResponse) => void) {
    for (const thread of threads.values()) for (const stream of thread.streams) act(stream);
  }

  /** What the app answers to the shop's proxy. */
  function session(body: { visitor: string | null; locale: string }) {
    const kept = body.visitor?.split(".")[0] ?? "";
    const guest = kept.startsWith("guest-") && threads.has(kept) ? kept : `guest-${threads.size + 1}`;
    const secret = app.customer ? `customer-${app.customer.id}` : guest;
    const thread = threads.get(secret) ?? {
      visitor: secret,
      messages: [],
      version: 0,
      readUpTo: 0,
      streams: new Set(),
    };
    threads.set(secret, thread);
    const token = `token-${tokens.size + 1}-${Math.random()}`;
    tokens.set(token, secret);
    return {
      // Signed anew each time, as the app does.
      visitor: `${secret}.${tokens.size}`,
      who: secret,
      token,
      expiresAt: new Date(now().getTime() + 1_800_000).toISOString(),
      origin: app.origin,
      customer: app.customer ? { signedIn: true, firstName: app.customer.firstName } : { signedIn: false },
      cursor: thread.messages.length ? thread.version : null,
      unread: thread.messages.filter((message) => message.from === "shop" && message.seq > thread.readUpTo)
        .length,
      languages: ["en"],
      hours: { open: true, replyBy: "We usually answer within 10 minutes" },
      email: "help@tidewater.example",
      tell: app.tell,
    };
  }

  /** The shop says something in a thread (or in the only one). */
  function say(values: Partial<StandInMessage> & { text: string }, thread = app.only()) {
    if (!thread) throw new Error("no thread yet");
    return add(thread, { from: "shop", author: { kind: "staff", name: "Ben" }, ...values });
  }

  function add(thread: Thread, values: Partial<StandInMessage>) {
    const seq = thread.messages.length + 1;
    const message: StandInMessage = {
      id: `m${seq}`,
      seq,
      version: ++thread.version,
      clientId: null,
      from: "shopper",
      author: { kind: "shopper", name: null },
      text: "",
      choices: [],
      link: null,
      files: [],
      at: now().toISOString(),
      state: values.from === "shop" ? null : "sent",
      card: null,
      ...values,
    };
    thread.messages.push(message);
    for (const stream of thread.streams) stream.write(event("message", message, message.version));
    return message;
  }

  function change(message: StandInMessage, values: Partial<StandInMessage>, thread = app.only()) {
    if (!thread) throw new Error("no thread yet");
    Object.assign(message, values, { version: ++thread.version });
    for (const stream of thread.streams) stream.write(event("message", message, message.version));
  }

  async function take(request: IncomingMessage, response: ServerResponse) {
    const { pathname, searchParams } = new URL(request.url ?? "/", app.origin);
    if (app.isDown) return void request.destroy();
    response.setHeader("access-control-allow-origin", "*");
    if (request.method === "OPTIONS") {
      response.setHeader("access-control-allow-headers", "authorization, content-type");
      response.setHeader("access-control-max-age", "600");
      return void response.writeHead(204).end();
    }
    const bytes = Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>));
    asked.push({ method: request.method ?? "", path: pathname, body: bytes.toString(), bytes: bytes.length });
    if (app.before(pathname, response, bytes.toString())) return;
    const picture = pictures.get(pathname.slice("/chat/files/".length));
    if (request.method === "GET" && picture)
      return void response.writeHead(200, { "content-type": picture.type }).end(picture.bytes);
    const thread = threads.get(tokens.get(request.headers.authorization?.slice(7) ?? "") ?? "");
    if (!thread) return answer(response, 401, { error: "token" });
    if (pathname === "/chat/thread") return answer(response, 200, page(thread, searchParams));
    if (pathname === "/chat/stream") return stream(thread, Number(searchParams.get("after")), response);
    if (pathname === "/chat/files")
      return answer(response, 200, keep(bytes, request.headers["content-type"] ?? ""));
    if (pathname === "/chat/messages") return receive(thread, JSON.parse(bytes.toString()), response);
    if (pathname === "/chat/read") thread.readUpTo = JSON.parse(bytes.toString()).upTo;
    answer(response, 200, {});
  }

  function page(thread: Thread, query: URLSearchParams) {
    const after = Number(query.get("after"));
    const before = Number(query.get("before")) || Number.POSITIVE_INFINITY;
    const wanted = thread.messages.filter((message) => message.version > after && message.seq < before);
    return { messages: wanted.slice(-50), cursor: thread.version, hasMore: wanted.length > 50 };
  }

  function stream(thread: Thread, after: number, response: ServerResponse) {
    if (!app.canStream) return answer(response, 503, { error: "no streams" });
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    if (app.canStream === "silent") return void response.flushHeaders();
    response.write("retry: 3000\n\n");
    const missed = thread.messages.filter((message) => message.version > after);
    for (const message of missed.sort((one, other) => one.version - other.version))
      response.write(event("message", message, message.version));
    thread.streams.add(response);
    response.on("close", () => thread.streams.delete(response));
  }

  function receive(
    thread: Thread,
    body: Partial<StandInMessage> & { choice?: string; files?: string[] },
    response: ServerResponse,
  ) {
    if ((body.text?.length ?? 0) > 4000)
      return answer(response, 400, { error: "too-long", say: "Too long." });
    const known = thread.messages.find((message) => message.clientId === body.clientId);
    const files = (body.files as string[] | undefined)?.map((id) => ({
      id,
      url: `${app.origin}/chat/files/${id}`,
      width: 40,
      height: 30,
      name: "picture",
    }));
    const message =
      known ?? add(thread, { clientId: body.clientId, text: body.text ?? "", files: files ?? [] });
    if (app.loseAnswers > 0) {
      app.loseAnswers -= 1;
      return void response.destroy();
    }
    answer(response, 200, { message });
  }

  function keep(bytes: Buffer, type: string) {
    const id = `f${pictures.size + 1}`;
    pictures.set(id, { type, bytes });
    return { id, url: `${app.origin}/chat/files/${id}`, width: 40, height: 30 };
  }
}

export type ChatStandIn = Awaited<ReturnType<typeof openChatStandIn>>;

const event = (name: string, data: object, id?: number) =>
  `${id ? `id: ${id}\n` : ""}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

function answer(response: ServerResponse, status: number, body: object) {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
