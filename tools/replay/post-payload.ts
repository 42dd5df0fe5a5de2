import { setTimeout as pause } from "node:timers/promises";
import { pool } from "#app/db.server.ts";
import { freshShop } from "./fresh-shop.ts";
import type { Payload } from "./payload.ts";
import { type Signed, signPayload } from "./sign-payload.ts";
import { tracesIn } from "./traces-in.ts";
import { whyIgnored } from "./why-ignored.ts";

export interface Outcome {
  outcome: "applied" | "ignored" | "parked";
  /** Of what was applied: what it has left in the shop's conversations, where it was for them. */
  reason: string | null;
  /** False where the app itself failed: that is never how it should go. */
  isSound: boolean;
}

/** Posts one webhook to the letterbox as its provider would, for a shop that nothing has happened to yet. */
export async function postPayload(appUrl: string, payload: Payload): Promise<Outcome> {
  const shop = await freshShop();
  const sent = await signPayload(appUrl, payload, shop);
  const answer = await post(appUrl, payload, sent);
  if (answer.status !== 200)
    return {
      outcome: "ignored",
      reason: `The letterbox answered ${answer.status}.`,
      isSound: answer.status < 500,
    };
  const fate = await until(readFate);
  if (fate !== "read") return { outcome: "parked", ...fate };
  const because = await whyIgnored(payload, appUrl + sent.path);
  if (because) return { outcome: "ignored", reason: because, isSound: true };
  const reason = payload.provider === "shopify" ? null : await tracesIn(shop.id);
  return { outcome: "applied", reason, isSound: true };
}

const post = (appUrl: string, { body }: Payload, { path, headers }: Signed) =>
  fetch(appUrl + path, { method: "POST", headers, body: new Uint8Array(body) });

type Fate = "read" | { reason: string; isSound: boolean };

/** Of all that stands in the letterbox. Null while the worker is at it. A fault is tried again for an hour; here the first is told. */
async function readFate(): Promise<Fate | null> {
  const { rows } = await pool.query<{ isRead: boolean; parkedFor: string | null; fault: string | null }>(
    `select receipt."readAt" is not null "isRead", receipt."parkedFor", job.last_error fault
     from "Receipt" receipt left join graphile_worker._private_jobs job
       on job.payload->>'door' = receipt.door and job.payload->>'key' = receipt.key`,
  );
  // A webhook of Meta's may tell several things: what went wrong counts, then what is not done yet.
  const found = rows.find(({ parkedFor }) => parkedFor) ?? rows.find(({ isRead }) => !isRead) ?? rows[0];
  if (found?.parkedFor) return { reason: found.parkedFor, isSound: true };
  if (found?.isRead) return "read";
  return found?.fault ? { reason: `A fault of ours: ${found.fault}`, isSound: false } : null;
}

const PATIENCE_MS = 20_000;

async function until(look: () => Promise<Fate | null>): Promise<Fate> {
  const end = performance.now() + PATIENCE_MS;
  while (performance.now() < end) {
    const found = await look();
    if (found) return found;
    await pause(10);
  }
  return { reason: "Nobody has read it within 20 s.", isSound: false };
}
