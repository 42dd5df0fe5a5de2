// The floor under a durable webhook: node:http, the signature, and one statement for as many receipts and jobs as have
// come in while a connection was busy. Nothing is sealed, logged or looked up.
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";

interface Waiting {
  values: (string | Buffer | Date)[];
  response: ServerResponse;
}

const MOST_AT_ONCE = 200;
const COLUMNS = 6;
const secret = process.env.SHOPIFY_API_SECRET!;
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 2 });
const waiting: Waiting[] = [];
let writing = 0;

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on("data", (part: Buffer) => parts.push(part));
  request.on("end", () => {
    const body = Buffer.concat(parts);
    const header = (name: string) => String(request.headers[`x-shopify-${name}`]);
    const given = Buffer.from(header("hmac-sha256"), "base64");
    const expected = createHmac("sha256", secret).update(body).digest();
    if (given.length !== expected.length || !timingSafeEqual(given, expected))
      return response.writeHead(401, { "content-length": "0" }).end();
    const headers = JSON.stringify({ triggeredAt: header("triggered-at") });
    const values = [header("webhook-id"), header("topic"), header("shop-domain"), headers, body, new Date()];
    waiting.push({ values, response });
    if (writing < 2) void drain();
  });
});
server.listen(0, "127.0.0.1", () => process.send!((server.address() as AddressInfo).port));
process.once("disconnect", () => process.exit());

async function drain() {
  writing++;
  while (waiting.length) {
    const batch = waiting.splice(0, MOST_AT_ONCE);
    const status = await insert(batch).then(
      () => 200,
      () => 503,
    );
    for (const { response } of batch) response.writeHead(status, { "content-length": "0" }).end();
  }
  writing--;
}

async function insert(batch: Waiting[]) {
  const rows = batch.map((_, row) => {
    const at = row * COLUMNS;
    return `($${at + 1}, $${at + 2}, $${at + 3}, $${at + 4}::jsonb, $${at + 5}::bytea, $${at + 6}::timestamptz)`;
  });
  await pool.query(
    `with kept as (
       insert into floor_receipt (key, topic, address, headers, body, received_at)
       values ${rows.join(", ")} on conflict do nothing returning key, received_at
     )
     insert into floor_job (task, payload, run_at)
     select 'readReceipt', json_build_object('key', key), received_at from kept`,
    batch.flatMap(({ values }) => values),
  );
}
