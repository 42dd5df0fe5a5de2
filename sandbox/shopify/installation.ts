import { type Bucket, bucketOfPlan } from "./graphql/bucket.ts";

export interface AccessToken {
  token: string;
  scopes: string[];
  /** Milliseconds of the town's time; null for a token that does not expire. */
  expiresAt: number | null;
  /** The staff member an online token belongs to; null for an offline token. */
  staffId: number | null;
}

/** The refresh tokens of one chain: the one in hand, and the one before it until its replacement is used. */
export interface RefreshChain {
  current: string;
  previous: string | null;
  expiresAt: number;
}

export interface StoredMetafield {
  id: number;
  ownerId: string;
  namespace: string;
  key: string;
  type: string;
  value: string;
  createdAt: string;
  updatedAt: string;
}

/** A subscription made through the Admin API, beside those of the app's toml. */
export interface ApiSubscription {
  id: number;
  topic: string;
  uri: string;
  name: string | null;
  filter: string | null;
  includeFields: string[];
  createdAt: string;
  updatedAt: string;
}

export type ProtectedGroup = "name" | "email" | "phone" | "address";

/** What `POST /_town/shops/:domain/settings` changes. */
export interface Settings {
  readAllOrders: boolean;
  redactProtectedData: ProtectedGroup[];
  plan: string;
  throttleStatus429: boolean;
  /** Frozen shops answer 402, locked 423, forbidden 403, closed 404. */
  shopState: "open" | "frozen" | "locked" | "forbidden" | "closed";
}

/** What this app has in one shop: scopes, tokens, its own records. */
export interface Installation {
  shop: string;
  /** "never" until the app is first opened; opening it installs it, as a managed installation does. */
  state: "never" | "installed" | "uninstalled";
  /** Scopes granted, or null for those the app asks for. */
  granted: string[] | null;
  tokens: Map<string, AccessToken>;
  chains: RefreshChain[];
  settings: Settings;
  bucket: Bucket;
  metafields: StoredMetafield[];
  subscriptions: ApiSubscription[];
  /** Answers of @idempotent mutations by key. */
  idempotent: Map<string, { input: string; answer: unknown }>;
  nextId: number;
}

/** An installation as it is in a shop that never saw the app. */
export function newInstallation(shop: string, at: number): Installation {
  return {
    shop,
    state: "never",
    granted: null,
    tokens: new Map(),
    chains: [],
    settings: {
      readAllOrders: false,
      redactProtectedData: [],
      plan: "standard",
      throttleStatus429: false,
      shopState: "open",
    },
    bucket: bucketOfPlan("standard", at),
    metafields: [],
    subscriptions: [],
    idempotent: new Map(),
    nextId: 1_000_001,
  };
}

/** The app may be opened here: a shop that never had it takes it, one that threw it out does not. */
export function isOpenTo(installation: Installation): boolean {
  return installation.state !== "uninstalled";
}

/** Every token and every subscription of the app's own dies with the installation. */
export function uninstallFrom(installation: Installation) {
  installation.state = "uninstalled";
  installation.granted = null;
  installation.tokens.clear();
  installation.chains = [];
  installation.subscriptions = [];
}
