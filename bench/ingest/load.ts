// The process that sends webhooks. Apart from the bench, so that nothing else delays it; started by open-load.ts.
import { createHmac } from "node:crypto";
import { Connection } from "./connection.ts";
import type { Answers, Order } from "./open-load.ts";

/** As many bodies as make no difference to sending ever new ones; signed beforehand. */
const BODIES = 64;

interface Signed {
  head: string;
  body: Buffer;
}

process.on("message", async (order: Order) => {
  const webhooks = sign(order);
  const connections = Array.from({ length: order.connections }, () => new Connection(order.port));
  const answers = await ("rate" in order.way
    ? sendOpen(connections, webhooks, order, order.way)
    : sendClosed(connections, webhooks, order, order.way));
  for (const connection of connections) connection.close();
  process.send!(answers);
});
process.once("disconnect", () => process.exit());

/** Each connection sends its next webhook when the last is answered, until time or count is up. */
async function sendClosed(
  connections: Connection[],
  webhooks: Signed[],
  { prefix }: Order,
  { seconds = Infinity, count = Infinity }: { seconds?: number; count?: number },
): Promise<Answers> {
  const answers: Answers = { sent: 0, millis: 0, statuses: {}, latencies: [] };
  const startedAt = performance.now();
  const until = startedAt + seconds * 1_000;
  const run = async (connection: Connection) => {
    while (performance.now() < until && answers.sent < count) {
      const n = answers.sent++;
      note(answers, await send(connection, webhooks, prefix, n));
    }
  };
  await Promise.all(connections.map(run));
  return { ...answers, millis: performance.now() - startedAt };
}

/**
 * Webhooks fall due at random moments of this rate, answered or not. A latency counts from the moment at which it
 * was due: waiting for a free connection is part of it (no coordinated omission).
 */
function sendOpen(
  connections: Connection[],
  webhooks: Signed[],
  { prefix }: Order,
  { rate, seconds }: { rate: number; seconds: number },
): Promise<Answers> {
  const answers: Answers = { sent: 0, millis: 0, statuses: {}, latencies: [] };
  const free = [...connections];
  const due: number[] = [];
  const startedAt = performance.now();
  const until = startedAt + seconds * 1_000;
  let next = startedAt;
  return new Promise((resolve) => {
    const ticking = setInterval(tick, 1);

    function tick() {
      const now = performance.now();
      for (; next <= Math.min(now, until); next += (-Math.log(1 - Math.random()) * 1_000) / rate)
        due.push(next);
      // In turn: one that lies still for five seconds is closed by the server.
      while (due.length && free.length) void sendNext(free.shift()!, due.shift()!);
      if (now < until || due.length || free.length < connections.length) return;
      clearInterval(ticking);
      resolve({ ...answers, millis: performance.now() - startedAt });
    }

    async function sendNext(connection: Connection, dueAt: number) {
      note(answers, await send(connection, webhooks, prefix, answers.sent++));
      answers.latencies.push(performance.now() - dueAt);
      free.push(connection);
      if (due.length) tick();
    }
  });
}

function note({ statuses }: Answers, status: number): void {
  statuses[status] = (statuses[status] ?? 0) + 1;
}

function send(connection: Connection, webhooks: Signed[], prefix: string, n: number): Promise<number> {
  const { head, body } = webhooks[n % webhooks.length]!;
  return connection.send(`${head}x-shopify-webhook-id: ${prefix}${n}\r\n\r\n`, body);
}

/** Shopify's own headers; all but the webhook's id, which comes last. */
function sign({ body, headers, secret, isForged }: Order): Signed[] {
  return Array.from({ length: BODIES }, (_, n) => {
    const bytes = Buffer.from(body.replace("{", `{"confirmation_number":"BENCH${n}",`));
    const hmac = createHmac("sha256", isForged ? `not ${secret}` : secret)
      .update(bytes)
      .digest("base64");
    const all = { ...headers, "content-length": bytes.length, "x-shopify-hmac-sha256": hmac };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
    return { head: `POST /webhooks/shopify HTTP/1.1\r\n${lines.join("")}`, body: bytes };
  });
}
