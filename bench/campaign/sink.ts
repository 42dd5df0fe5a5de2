// The carrier that both sides post to: node:http, an answer as Twilio gives it, and a count of what each number was sent.
// Our worker takes it for the town, whose clock it asks after: the hour that the parent gives stands.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const offsetMs = Number(process.argv[2]);
let taken: string[] = [];

const server = createServer((request, response) => {
  if (request.url === "/_town/clock/stream") {
    response.writeHead(200, { "content-type": "text/event-stream" });
    return response.write(`data: ${JSON.stringify({ offsetMs, listener: 1, move: 1 })}\n\n`);
  }
  let body = "";
  request.setEncoding("latin1");
  request.on("data", (part: string) => (body += part));
  request.on("end", () => {
    const to = /(?:^|&)To=%2B(\d+)/.exec(body)?.[1];
    if (to) taken.push(to);
    const answer = JSON.stringify({ sid: `SM${to}-${taken.length}-${process.hrtime.bigint()}` });
    response.writeHead(201, { "content-type": "application/json" }).end(answer);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => process.send!((server.address() as AddressInfo).port));
process.on("message", () => {
  process.send!(taken);
  taken = [];
});
process.once("disconnect", () => process.exit());
