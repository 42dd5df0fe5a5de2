// The process. Doors: the letterbox for webhooks, the live stream, the storefront chat and the parcels' pages, and
// Remix for the rest.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import express from "express";
import { chatDoor } from "#app/chat/chat-door.server.ts";
import { answerToHandshake } from "#app/channels/meta-webhook.server.ts";
import { every, SECOND } from "#app/clock.ts";
import { migrate } from "#app/database/migrate.ts";
import { closeDatabase, databaseUrl, pool } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { serveFile } from "#app/files/serve-file.server.ts";
import { startPulse } from "#app/jobs/pulse.server.ts";
import { runningJobs, startWorker } from "#app/jobs/worker.server.ts";
import { takeIn } from "#app/letterbox/take-in.server.ts";
import { log } from "#app/log.server.ts";
import { startListening } from "#app/realtime/bus.server.ts";
import { endStreams } from "#app/realtime/stream.server.ts";
import { signUpDoor } from "#app/preferences/sign-up-door.server.ts";
import { preferencesDoor } from "#app/preferences/preferences-door.server.ts";
import { blockDoor } from "#app/track/block-door.server.ts";
import { trackDoor } from "#app/track/track-door.server.ts";
import { tasks } from "#app/wiring/jobs.ts";
import { doors } from "#app/wiring/letterbox-doors.ts";
import { staffStream } from "#app/wiring/staff-stream.ts";
import { startWatchingMailboxes } from "#app/wiring/mailboxes.ts";
import { wireReactions } from "#app/wiring/reactions.ts";
import { schedules } from "#app/wiring/schedules.ts";

const isWeb = env.ROLE !== "worker";
const isWorker = env.ROLE !== "web";

await migrate(databaseUrl);
wireReactions();
const stopListening = isWeb ? await startListening() : async () => undefined;
const stopWatching = isWorker ? startWatchingMailboxes() : async () => undefined;
const stopWorker = isWorker ? await startWorker(tasks, schedules) : async () => undefined;

const app = express().disable("x-powered-by");
const server = createServer((request, response) => {
  response.on("finish", logRequest(request, response));
  route(request, response).catch((err) => fail(err, response));
});
const remix = isWeb ? await serveRemix() : null;
// What Remix could not take in at all, such as a build that is not there: Express would answer without a line in the log.
app.use((err: unknown, _request: IncomingMessage, response: ServerResponse, _next: unknown) =>
  fail(err, response),
);
// Slow clients must not hold a connection for ever (slowloris).
server.headersTimeout = 15 * SECOND;
server.requestTimeout = 60 * SECOND;
server.listen(env.PORT, env.HOST, () => log.info({ port: env.PORT, node: process.version }, "listening"));
const stopPulse = startPulse([
  ...(isWeb ? (["letterbox"] as const) : []),
  ...(isWorker ? (["worker"] as const) : []),
]);

let isStopping = false;
process.once("SIGTERM", stop).once("SIGINT", stop);

async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url!.split("?", 1)[0]!;
  if (path === "/healthz") return answer(response, 200, { ok: true });
  if (path === "/readyz") return ready(response);
  if (!isWeb) return answer(response, 404, { error: "this process is a worker" });
  if (request.method === "POST" && path.startsWith("/webhooks/")) return takeIn(request, response, doors);
  if (path === "/webhooks/meta" && request.method === "GET") return shakeHands(request, response);
  if (path === "/live") return staffStream(request, response);
  if (path.startsWith("/chat/") || path.startsWith("/proxy/chat/")) return chatDoor(request, response, path);
  if (path.startsWith("/files/")) return serveFile(request, response, path);
  if (path.startsWith("/track/")) return trackDoor(request, response, path);
  if (path.startsWith("/preferences/") || path.startsWith("/unsubscribe/"))
    return preferencesDoor(request, response, path);
  if (path === "/proxy/sign-up") return signUpDoor(request, response);
  if (path.startsWith("/proxy/track/")) return blockDoor(request, response, path);
  app(request, response);
}

/** Meta asks once, when it is told of the webhook's address. */
function shakeHands(request: IncomingMessage, response: ServerResponse) {
  const challenge = answerToHandshake(new URL(request.url!, env.SHOPIFY_APP_URL).searchParams);
  response.writeHead(challenge === null ? 403 : 200, { "content-type": "text/plain" }).end(challenge ?? "");
}

/** Ready: the database answers, and nobody has asked us to stop. `running` counts this process's jobs at work. */
async function ready(response: ServerResponse) {
  const isUp = await pool.query("select 1").then(
    () => true,
    () => false,
  );
  const isReady = isUp && !isStopping;
  answer(response, isReady ? 200 : 503, { ready: isReady, database: isUp, running: runningJobs() });
}

async function serveRemix() {
  if (env.NODE_ENV !== "production") return serveSource();
  app.use("/assets", express.static("build/client/assets", { immutable: true, maxAge: "1y" }));
  app.use(express.static("build/client", { maxAge: "1h" }));
  // A computed path: TypeScript must not look for a build that may not exist yet.
  const build = () =>
    import(new URL("./build/server/index.js", import.meta.url).href) as Promise<ServerBuild>;
  app.all("*", createRequestHandler({ build, mode: "production" }));
  return null;
}

async function serveSource() {
  const { createServer: createVite } = await import("vite");
  // Vite loads its config through a temporary file; `node --watch` would watch it and restart for ever.
  const report = process.env.WATCH_REPORT_DEPENDENCIES;
  delete process.env.WATCH_REPORT_DEPENDENCIES;
  const vite = await createVite({ server: { middlewareMode: true, hmr: { server } } });
  if (report) process.env.WATCH_REPORT_DEPENDENCIES = report;
  app.use(vite.middlewares);
  const build = () => vite.ssrLoadModule("virtual:remix/server-build") as Promise<ServerBuild>;
  app.all("*", createRequestHandler({ build, mode: "development" }));
  return vite;
}

function logRequest(request: IncomingMessage, response: ServerResponse) {
  const startedAt = performance.now();
  // The path alone: queries carry tokens, and ids in it are ours. The whole address of what is public is a token.
  const path = request.url!.split("?", 1)[0]!.replace(/^\/(track|files|preferences|unsubscribe)\/.*/, "/$1/");
  return () => {
    if (path.startsWith("/webhooks/") || path.startsWith("/assets/")) return;
    const ms = Math.round(performance.now() - startedAt);
    log.info({ method: request.method, path, status: response.statusCode, ms }, "request");
  };
}

function answer(response: ServerResponse, status: number, body: object) {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function fail(err: unknown, response: ServerResponse) {
  log.error({ err }, "request failed");
  if (!response.headersSent) response.writeHead(500);
  response.end();
}

/**
 * Streams are told to come back elsewhere; jobs and requests at work are finished; then the process ends. The doors
 * stay open while jobs finish: whoever looks after this process must see it alive and not ready.
 */
async function stop() {
  isStopping = true;
  log.info("stopping");
  endStreams();
  stopPulse();
  await stopWorker();
  await stopWatching();
  const stopForcing = every(10 * SECOND, () => server.closeAllConnections());
  const closed = new Promise((resolve) => server.close(resolve));
  // A connection whose last answer has just gone out is idle only now.
  const stopTidying = every(SECOND / 10, () => server.closeIdleConnections());
  await remix?.close();
  await closed;
  stopTidying();
  stopForcing();
  await stopListening();
  await closeDatabase();
  // Remix leaves a 6 s timer per rendered page and undici its kept-alive sockets: do not wait for them.
  process.exit();
}
