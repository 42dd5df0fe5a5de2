import { randomUUID } from "node:crypto";
import { type Answer, type HostCall, type Part, refusal, type Town } from "../town-types.ts";
import { postEvent } from "./post-event.ts";
import type { EasypostState, Tracker } from "./tracker.ts";

/** The key that opens the town's EasyPost; every other one is refused as EasyPost refuses it. */
export const EASYPOST_KEY = "EZTKtown0123456789abcdef";

const WORDS = { 429: "RATE_LIMITED", 400: "BAD_REQUEST", 500: "INTERNAL_SERVER_ERROR" };

/** Plays api.easypost.com for trackers and webhooks, and the carriers behind it. */
export function openEasypost(town: Town): Part {
  const state: EasypostState = { trackers: new Map(), webhooks: new Map(), posted: [] };
  town.answerHost(
    (host) => host === "api.easypost.com",
    (call) => answer(town, state, call),
    {
      provider: "easypost",
      faultAnswer: (fault) => failure(Number(fault), WORDS[fault], "The town was asked to."),
    },
  );
  town.control("GET /easypost", () => ({
    key: EASYPOST_KEY,
    trackers: [...state.trackers.values()],
    webhooks: [...state.webhooks.values()],
    posted: state.posted,
  }));
  town.control("POST /easypost/trackers/:code/scan", ({ params, body }) =>
    scan(town, state, params.code ?? "", body as Partial<Scan>),
  );
  town.onReset(() => {
    for (const part of [state.trackers, state.webhooks]) part.clear();
    state.posted.length = 0;
  });
  return {};
}

function answer(town: Town, state: EasypostState, call: HostCall): Answer | undefined {
  const path = call.url.pathname;
  if (!isSignedIn(call))
    return failure(
      401,
      "APIKEY.INACTIVE",
      "This api key is no longer active. Please use a different api key.",
    );
  if (path === "/v2/webhooks" && call.method === "GET")
    return { status: 200, body: { webhooks: [...state.webhooks.values()].map(shown) } };
  if (path === "/v2/webhooks" && call.method === "POST") return createWebhook(state, call);
  const hook = /^\/v2\/webhooks\/(\w+)$/.exec(path)?.[1];
  if (hook && call.method === "DELETE")
    return state.webhooks.delete(hook) ? { status: 200, body: {} } : failure(404, "NOT_FOUND", "Not found.");
  if (path === "/v2/trackers" && call.method === "POST") return createTracker(town, state, call);
  return undefined;
}

function isSignedIn({ req }: HostCall): boolean {
  const [scheme, encoded = ""] = String(req.headers.authorization ?? "").split(" ");
  return scheme === "Basic" && Buffer.from(encoded, "base64").toString() === `${EASYPOST_KEY}:`;
}

const shown = ({ secret: _secret, ...webhook }: { secret: string; id: string; url: string }) => ({
  object: "Webhook",
  mode: "test",
  disabled_at: null,
  ...webhook,
});

function createWebhook(state: EasypostState, { body }: HostCall): Answer {
  const { webhook } = JSON.parse(body.toString() || "{}") as {
    webhook?: { url?: string; webhook_secret?: string };
  };
  if (!webhook?.url) return failure(422, "PARAMETER.REQUIRED", "Missing required parameter.");
  const id = `hook_${randomUUID().replaceAll("-", "")}`;
  state.webhooks.set(id, { id, url: webhook.url, secret: webhook.webhook_secret ?? "" });
  return { status: 201, body: shown(state.webhooks.get(id)!) };
}

/** The same number again is the same tracker. */
function createTracker(town: Town, state: EasypostState, { body }: HostCall): Answer {
  const { tracker } = JSON.parse(body.toString() || "{}") as { tracker?: { tracking_code?: string } };
  const code = tracker?.tracking_code ?? "";
  if (code.length < 8)
    return failure(422, "TRACKER.CREATE.ERROR", "The tracking number is not one of a carrier that we know.");
  const known = state.trackers.get(code) ?? freshTracker(code, town.clock.iso());
  state.trackers.set(code, known);
  return { status: 201, body: known };
}

const freshTracker = (code: string, at: string): Tracker => ({
  id: `trk_${randomUUID().replaceAll("-", "")}`,
  object: "Tracker",
  mode: "test",
  tracking_code: code,
  status: "unknown",
  created_at: at,
  updated_at: at,
  est_delivery_date: null,
  carrier: "Baltic Letter Post",
  tracking_details: [],
});

interface Scan {
  status: string;
  city: string | null;
  country: string | null;
  at: string;
  estimate: string | null;
  /** How often the same event is posted again, and with a signature of another secret. */
  repeats: number;
  forged: boolean;
}

/** The carrier scans a parcel: the tracker grows, and every webhook hears of it. */
async function scan(town: Town, state: EasypostState, code: string, asked: Partial<Scan>) {
  const tracker = state.trackers.get(code);
  if (!tracker) throw refusal(404, `nobody asked EasyPost to follow ${code}`);
  const status = asked.status ?? "in_transit";
  tracker.tracking_details.push({
    object: "TrackingDetail",
    message: status.replaceAll("_", " "),
    status,
    datetime: asked.at ?? town.clock.iso(),
    source: tracker.carrier,
    tracking_location: {
      object: "TrackingLocation",
      city: asked.city ?? null,
      state: null,
      country: asked.country ?? null,
      zip: null,
    },
  });
  Object.assign(tracker, { status, updated_at: town.clock.iso() });
  if (asked.estimate !== undefined) tracker.est_delivery_date = asked.estimate;
  await town.track(postEvent(town, state, tracker, asked));
  return { tracker, posted: state.posted.slice(-1 - (asked.repeats ?? 0)) };
}

const failure = (status: number, code: string, message: string): Answer => ({
  status,
  body: { error: { code, message, errors: [] } },
});
