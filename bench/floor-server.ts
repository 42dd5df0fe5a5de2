// The floor under a round trip: node:http, one INSERT with its NOTIFY, server-sent events. Durable, and nothing else.
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 12 });
const readers = new Map<string, Set<ServerResponse>>();
const listener = new pg.Client(process.env.DATABASE_URL);
await listener.connect();
await listener.query("listen floor");
listener.on("notification", ({ payload }) => {
  const { room } = JSON.parse(payload!) as { room: string };
  for (const response of readers.get(room) ?? []) response.write(`event: message\ndata: ${payload}\n\n`);
});

const server = createServer(async (request, response) => {
  const url = new URL(request.url!, "http://floor");
  const room = url.searchParams.get("room") ?? "";
  if (request.method === "GET") {
    response.writeHead(200, { "content-type": "text/event-stream" }).write(": open\n\n");
    const those = readers.get(room) ?? new Set();
    readers.set(room, those.add(response));
    request.on("close", () => those.delete(response));
    return;
  }
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const { id, text } = JSON.parse(Buffer.concat(parts).toString()) as { id: string; text: string };
  await pool.query(
    `with kept as (insert into floor_message (id, room, body) values ($1, $2, $3) returning id, room, body)
     select pg_notify('floor', json_build_object('id', id, 'room', room, 'text', body)::text) from kept`,
    [id, room, text],
  );
  response.writeHead(200, { "content-type": "application/json" }).end('{"ok":true}');
});
server.listen(0, "127.0.0.1", () => process.send!((server.address() as AddressInfo).port));
process.once("disconnect", () => process.exit());
