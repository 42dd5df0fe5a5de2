/** What the town offers to its parts. A part is `open<Name>(town)` in `sandbox/<part>/`, opened once by town.ts. */
import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import type { Store } from "./shopify/store/contract.ts";

export interface TownOptions {
  /** Port of API traffic and control; 0 takes a free one. So do all ports. */
  port: number;
  storefrontPort: number;
  adminPort: number;
  smtpPort: number;
  seed: number;
  /** Address of the app: webhooks, app proxy and admin frame go there. Empty until `POST /_town/app`. */
  appUrl: string;
  /** Directory of the ledger. */
  data: string;
  orders: number;
  customers: number;
  /** Path of the app's shopify.app.toml; may be absent. */
  toml: string;
  /** Root of the project whose extensions/ the storefront shows. */
  root: string;
  /** Opening town time in ms, or null for real time rounded down to the minute. */
  openedAt: number | null;
  /** Folders of the parts to open, such as "sms"; null opens all. */
  parts: string[] | null;
}

export interface Town {
  options: TownOptions;
  /** Filled as the parts open. */
  addresses: Addresses;
  clock: Clock;
  ledger: Ledger;
  faults: Faults;
  /** The app as the town knows it. `secrets` newest first; the second is valid for an hour after a rotation. */
  app: {
    url: string;
    scopes: string[];
    key: string;
    secrets: string[];
    /** Further processes of the app, such as workers, whose running jobs the clock waits for. */
    processes: string[];
  };
  shops: Map<string, Store>;
  /** API traffic by original host (`x-town-host`); first match answers. `door.provider` lets the fault menu act on it. */
  answerHost(match: (host: string) => boolean, handler: Handler, door?: HostDoor): void;
  /** Traffic that came without `x-town-host`, by path prefix on the town port (pages, media). */
  answerPath(prefix: string, handler: Handler): void;
  /** Control route below /_town, for example `"POST /phones/:number/text"`. Throw `refusal(status, words)` for errors. */
  control(pattern: string, handler: ControlHandler): void;
  /** Called by `POST /_town/reset`, in order of registration, after options.seed is set and the clock is back. */
  onReset(fn: () => void | Promise<void>): void;
  /** Called by `POST /_town/settle`, again and again until one round finds nothing new in flight. */
  onSettle(fn: () => void | Promise<void>): void;
  /** Marks work as in flight: settle waits for it. Returns the same promise. */
  track<T>(work: Promise<T>): Promise<T>;
  /** Something the one page should show: pushed on `GET /_town/stream` as server-sent event. */
  announce(event: TownEvent): void;
}

export interface Addresses {
  town: string;
  storefront: string;
  admin: string;
  smtp: string;
  imap: string;
}

/** What `open<Name>` hands back. It sets its own entry of town.addresses where it has one. */
export interface Part {
  close?(): void | Promise<void>;
}

export interface TownEvent {
  kind: string;
  [key: string]: unknown;
}

/** One API request, its body already read. */
export interface HostCall {
  req: IncomingMessage;
  method: string;
  /** The host that the app asked for, lower case, no port. */
  host: string;
  /** `https://<host><path and query>` as the app wrote it. */
  url: URL;
  body: Buffer;
}

/** A `body` that is an object is sent as JSON. */
export interface Answer {
  status: number;
  headers?: Record<string, string | string[]>;
  body?: string | Buffer | object;
  /** Instead of a body, for what is too large to hold: opened when the answer goes out. Its length stands in `headers`. */
  stream?: () => Readable;
  /** Runs once the answer has gone out, or a fault has swallowed it: the place for callbacks and webhooks. */
  afterwards?: () => void;
}

/** Nothing returned means: not implemented here; the town answers 501 and counts it. */
export type Handler = (call: HostCall) => Answer | undefined | Promise<Answer | undefined>;

export interface HostDoor {
  provider: string;
  /** The provider's own words for a fault that answers: 429, 400, 500. */
  faultAnswer?: (fault: AnsweringFault, call: HostCall) => Answer;
}
export type AnsweringFault = "429" | "400" | "500";

export interface ControlCall {
  params: Record<string, string>;
  query: URLSearchParams;
  /** Parsed JSON, `{}` where there was no body. */
  body: unknown;
}
export type ControlHandler = (call: ControlCall) => unknown | Promise<unknown>;

export interface Clock {
  /** Town time in ms since 1970. */
  now(): number;
  /** Town time as ISO string with milliseconds. */
  iso(): string;
  offsetMs(): number;
  /** The town time at which the town opened; the same after every reset. */
  openedAt: number;
  /** Runs `fn` when town time passes `at` (ms): by waiting or by a jump, in order of `at`. Returns the way to call it off. */
  at(at: number, fn: () => void | Promise<void>): () => void;
  /** Moves town time to `to` (ms), forwards only, running what falls due on the way. */
  jump(to: number): Promise<void>;
}

export interface LedgerEntry {
  n: number;
  /** Town time, and the machine's own. */
  at: string;
  realAt: string;
  provider: string;
  kind: string;
  [key: string]: unknown;
}

export interface Ledger {
  /** Resolves when the line is on disk: answer the app only afterwards. */
  write(entry: { provider: string; kind: string; [key: string]: unknown }): Promise<LedgerEntry>;
  since(n: number): LedgerEntry[];
}

export type FaultName =
  | "refuse"
  | "429"
  | "400"
  | "500-before"
  | "500-after"
  | "hang"
  | "hang-after"
  | "reset"
  | "reset-after"
  | "slow"
  | "malformed"
  | "repeat-callback"
  | "callback-first"
  | "reorder-callbacks"
  | "lose-callbacks"
  | "drop"
  | "delay"
  | "duplicate"
  | "twin"
  | "shuffle"
  | "stale";

export interface Fault {
  id: string;
  provider: string;
  /** Facts that must be equal; a string written `/…/` is a pattern. Facts of API calls: method, host, path, query, body. */
  match: Record<string, unknown>;
  fault: FaultName;
  /** How often it still strikes; null for ever. */
  times: number | null;
  probability: number;
  delayMs: number;
  /** For faults that repeat something: how many extra copies. */
  copies: number;
  struck: number;
}

export interface Faults {
  /** The first fault among `names` that strikes this provider and these facts now (counted), or null. */
  strike(provider: string, facts: Record<string, unknown>, names: FaultName[]): Fault | null;
  /** Its delay, or as long as it stands on the menu. */
  untilLifted(fault: Fault): Promise<void>;
}

export class Refusal extends Error {
  status: number;
  constructor(status: number, words: string) {
    super(words);
    this.status = status;
  }
}

/** For control routes: `throw refusal(404, "no order #9")` answers that status with `{"error": words}`. */
export function refusal(status: number, words: string): Refusal {
  return new Refusal(status, words);
}
