import type { Asked, Outcome, Proof } from "./proof.ts";

/** Of a rule that asks nobody: neither database nor town is opened for it. */
interface KnownPure {
  isPure: true;
  load(): Promise<(asked: Asked) => Promise<Outcome>>;
  bugsAtOnce: number;
}

interface KnownOnGround {
  isPure?: never;
  /** Loaded only when the database is there: the proofs' modules reach the app's. */
  load(): Promise<Proof>;
  townArgs: string[];
  /** Whether commits must last: the proof kills the database's clients, never the machine. */
  isFast: boolean;
  /** It crashes the database, too: it gets a server of its own. */
  isOwnServer?: boolean;
  /** Planted bugs side by side, each with processes of its own: a proof that waits more than it works bears more. */
  bugsAtOnce: number;
}

export const proofs: Record<string, KnownPure | KnownOnGround> = {
  tenants: {
    load: async () => (await import("./tenants/prove-tenants.ts")).proveTenants,
    townArgs: ["--orders", "30", "--customers", "15"],
    bugsAtOnce: 2,
    isFast: true,
  },
  guesses: {
    load: async () => (await import("./guesses/prove-guesses.ts")).proveGuesses,
    townArgs: ["--orders", "120", "--customers", "60"],
    bugsAtOnce: 2,
    isFast: true,
  },
  cuts: {
    load: async () => (await import("./cuts/prove-cuts.ts")).proveCuts,
    townArgs: ["--orders", "1", "--customers", "1"],
    bugsAtOnce: 2,
    isFast: true,
  },
  webhooks: {
    load: async () => (await import("./webhooks/prove-webhooks.ts")).proveWebhooks,
    townArgs: ["--orders", "40", "--customers", "20"],
    bugsAtOnce: 4,
    isFast: false,
    isOwnServer: true,
  },
  sends: {
    load: async () => (await import("./sends/prove-sends.ts")).proveSends,
    townArgs: ["--orders", "1", "--customers", "1"],
    bugsAtOnce: 3,
    isFast: true,
  },
  stop: {
    load: async () => (await import("./stop/prove-stop.ts")).proveStop,
    townArgs: ["--orders", "1", "--customers", "1"],
    bugsAtOnce: 2,
    isFast: true,
    isOwnServer: true,
  },
  import: {
    load: async () => (await import("./import/prove-import.ts")).proveImport,
    townArgs: ["--orders", "1", "--customers", "1"],
    bugsAtOnce: 2,
    isFast: false,
  },
  outage: {
    load: async () => (await import("./outage/prove-outage.ts")).proveOutage,
    townArgs: ["--orders", "40", "--customers", "20"],
    bugsAtOnce: 2,
    isFast: true,
  },
  restore: {
    load: async () => (await import("./restore/prove-restore.ts")).proveRestore,
    townArgs: ["--orders", "1", "--customers", "1"],
    bugsAtOnce: 3,
    isFast: true,
  },
  xss: {
    load: async () => (await import("./xss/prove-xss.ts")).proveXss,
    townArgs: ["--orders", "1", "--customers", "1"],
    bugsAtOnce: 3,
    isFast: true,
  },
  "quiet-hours": {
    load: async () => (await import("./quiet-hours/prove-quiet-hours.ts")).proveQuietHours,
    isPure: true,
    bugsAtOnce: 2,
  },
};
