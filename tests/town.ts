import { fork } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { SaidLine } from "#sandbox/shopify/store/control/say-line.ts";
import type { Fulfillment, Order } from "#sandbox/shopify/store/order-types.ts";
import type { CastMember, OrderTruth } from "#sandbox/shopify/store/truth-types.ts";
import type { PlaceOrder, RecordEvent, ShipOrder } from "#sandbox/shopify/store/verb-types.ts";
import type { Addresses, Fault, LedgerEntry } from "#sandbox/town-types.ts";

/** The shop that every town opens with. */
export const TIDEWATER = "tidewater.myshopify.com";

/** Town processes, one per test worker; a small default shop keeps resets quick. They end with this process. */
export async function startTowns(count: number): Promise<{ urls: string[]; stop(): Promise<void> }> {
  const started = await Promise.all(Array.from({ length: count }, () => startTownProcess()));
  return {
    urls: started.map((one) => one.addresses.town),
    stop: async () => void (await Promise.all(started.map((one) => one.stop()))),
  };
}

/** The town of one vitest worker (VITEST_POOL_ID counts from 1). */
export function townOf(urls: string[], poolId: string | number): string {
  return urls[(Number(poolId) - 1) % urls.length]!;
}

/** A town in a process of its own, with its addresses. `args` as of sandbox/main.ts. */
export async function startTownProcess(
  ...args: string[]
): Promise<{ addresses: Addresses; stop(): Promise<void> }> {
  const { NODE_OPTIONS: _preload, TOWN_URL: _otherTown, ...env } = process.env;
  const child = fork("sandbox/main.ts", args.length ? args : ["--orders", "300", "--customers", "120"], {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
    execArgv: [],
    env,
  });
  const exited = once(child, "exit");
  const lines = createInterface({ input: child.stdout! });
  const first = await Promise.race([
    once(lines, "line"),
    exited.then(([code]) => Promise.reject(new Error(`the town ended with ${code}`))),
  ]);
  return {
    addresses: JSON.parse(String(first[0])) as Addresses,
    async stop() {
      child.kill("SIGTERM");
      await exited;
    },
  };
}

/** One control call; throws with the town's own words when it refuses. */
export async function control<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(`${town.url}/_town${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });
  const said = (await answer.json()) as T & { error?: string };
  if (!answer.ok) throw new Error(`${method} /_town${path} answered ${answer.status}: ${said.error}`);
  return said;
}

const get = <T>(path: string) => control<T>("GET", path);
const post = <T>(path: string, body: unknown = {}) => control<T>("POST", path, body);

export interface PhoneMessage {
  /** As its owner sees it: "in" came from the shop, "out" was texted to it. */
  direction: "in" | "out";
  sid: string | null;
  with: string;
  body: string;
  media: string[];
  /** "carrier" for Twilio's own replies to keywords. */
  status: string;
  at: string;
}
export interface MailSeen {
  id: string;
  from: string;
  to: string[];
  subject: string;
  text: string;
  html: string | null;
  messageId: string;
  headers: Record<string, string>;
  at: string;
}
export type OrderToPlace = Omit<PlaceOrder, "lines"> & { lines: SaidLine[] };
export type FaultOrder = Partial<Fault> & Pick<Fault, "provider" | "fault"> & { seed?: number };
export interface TextOptions {
  to?: string;
  media?: { contentType: string; base64: string }[];
  repeats?: number;
  forged?: boolean;
}

/** What tests ask of the town; the shop's verbs go to Tidewater unless `town.shop(domain)` says otherwise. */
export const town = {
  get url(): string {
    const url = process.env.TOWN_URL;
    if (!url) throw new Error("no town: TOWN_URL is not set");
    return url;
  },
  addresses: async () => (await get<{ addresses: Addresses }>("/")).addresses,
  reset: (seed?: number) => post("/reset", seed === undefined ? {} : { seed }),
  /** Resolves when no callback, webhook or mail is under way; `begun`: how many ever were. */
  settle: () => post<{ begun: number }>("/settle"),
  /** Webhooks that a busy app turned away come again at once: how many. */
  comeAgain: async () => (await post<{ sent: number }>("/webhooks/come-again")).sent,
  /** `processes`: further processes of the app, whose running jobs a jump of the clock waits for. */
  setApp: (url: string, scopes?: string[], processes?: string[]) => post("/app", { url, scopes, processes }),
  clock: {
    now: async () => new Date((await get<{ now: string }>("/clock")).now),
    advance: (advanceMs: number) => post<{ now: string; offsetMs: number }>("/clock", { advanceMs }),
    to: (to: string | Date) =>
      post<{ now: string; offsetMs: number }>("/clock", { to: new Date(to).toISOString() }),
  },
  ledger: async (since = 0) => (await get<{ entries: LedgerEntry[] }>(`/ledger?since=${since}`)).entries,
  unknown: async () => (await get<{ unknown: { at: string; request: string }[] }>("/unknown")).unknown,
  faults: {
    add: (order: FaultOrder) => post<Fault>("/faults", order),
    list: async () => (await get<{ faults: Fault[] }>("/faults")).faults,
    clear: () => control("DELETE", "/faults"),
    remove: (id: string) => control("DELETE", `/faults/${id}`),
  },
  /** The phone texts the shop; resolves when the app's webhook has answered. */
  text: (phone: string, body: string, options: TextOptions = {}) =>
    post<{ sid: string; webhook: { answered: number | null; error: string | null } }>(
      `/phones/${phone}/text`,
      {
        body,
        ...options,
      },
    ),
  phone: async (number: string) => (await get<{ messages: PhoneMessage[] }>(`/phones/${number}`)).messages,
  /** What the shop has texted to this phone. */
  textsTo: async (number: string) =>
    (await town.phone(number)).filter(({ direction }) => direction === "in").map(({ body }) => body),
  /** How messages to this phone end. */
  fate: (number: string, fate: { final?: string; errorCode?: number | null; stepMs?: number }) =>
    post(`/phones/${number}/fate`, fate),
  smsAccount: (account: Record<string, unknown>) => post("/sms/accounts", account),
  mail: async (address: string) =>
    (await get<{ mails: MailSeen[] }>(`/mail/${encodeURIComponent(address)}`)).mails,
  makeShop: (options: {
    domain: string;
    seed?: string | number;
    orders?: number;
    customers?: number;
    cast?: boolean;
  }) => post("/shops", options),
  shop: shopCalls,
  ...shopCalls(TIDEWATER),
};

/** Verbs and questions of one shop in the town. */
function shopCalls(domain: string) {
  const shop = `/shops/${domain}`;
  return {
    domain,
    /** Lines by variantId, sku or title. */
    placeOrder: (order: OrderToPlace) => post<Order>(`${shop}/orders`, order),
    /** By id, number or name. */
    order: (said: number | string) => get<Order>(`${shop}/orders/${encodeURIComponent(said)}`),
    changeOrder: (id: number, change: Record<string, unknown>) =>
      control("PATCH", `${shop}/orders/${id}`, change),
    /** cancel, hold, release-hold, refund, edit, deliver, ready-for-pickup, pay, redact … */
    orderVerb: <T = unknown>(id: number, verb: string, input: unknown = {}) =>
      post<T>(`${shop}/orders/${id}/${verb}`, input),
    ship: (id: number, parcel: ShipOrder = {}) => post<Fulfillment>(`${shop}/orders/${id}/ship`, parcel),
    /** Everything that waits is shipped and delivered. */
    deliver: (id: number) => post<Order>(`${shop}/orders/${id}/deliver`),
    event: (fulfillmentId: number, event: RecordEvent) =>
      post(`${shop}/fulfillments/${fulfillmentId}/events`, event),
    replayWebhook: (id: number, input: { topic: string; times?: number; older?: boolean }) =>
      post(`${shop}/orders/${id}/replay-webhook`, input),
    cast: () => get<CastMember[]>(`${shop}/cast`),
    truth: (orderId: number) => get<OrderTruth>(`${shop}/truth/${orderId}`),
    settings: (settings: Record<string, unknown>) => post(`${shop}/settings`, settings),
    install: (scopes?: string[]) => post(`${shop}/install`, scopes ? { scopes } : {}),
    uninstall: () => post(`${shop}/uninstall`),
    /** A session token; overrides such as `{ staff, expired: 1, alg: "none" }`. */
    sessionToken: async (overrides: Record<string, string | number> = {}) =>
      (await get<{ token: string }>(`${shop}/session-token?${queryOf(overrides)}`)).token,
    launch: (overrides: Record<string, string | number> = {}) =>
      get<{ query: string }>(`${shop}/launch?${queryOf(overrides)}`),
  };
}

function queryOf(overrides: Record<string, string | number>): URLSearchParams {
  return new URLSearchParams(Object.entries(overrides).map(([name, value]) => [name, String(value)]));
}
