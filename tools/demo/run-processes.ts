import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import type { Ports } from "#tools/demo/ports.ts";

export interface Addresses {
  town: string;
  storefront: string;
  admin: string;
  smtp: string;
}

export interface Running {
  addresses: Addresses;
  app: string;
  /** Ends app and town the way an operator would; the database stops with its last user. */
  stop(): Promise<void>;
  /** Ends them the way a power cut would. */
  kill(): void;
  pids: { town: number; app: number };
  ports: Ports;
}

/** The town first, then the app with the road to it; both end with this process. */
export async function runProcesses(home: string, ports: Ports, seed: number): Promise<Running> {
  mkdirSync(home, { recursive: true });
  const app = `http://127.0.0.1:${ports.app}`;
  const town = startTown(home, ports, app, seed);
  const addresses = await firstLine(town, "the town");
  const child = startApp(home, ports, addresses);
  await untilReady(app, child, join(home, "app.log"));
  const all = [child, town];
  return {
    addresses,
    app,
    stop: async () => void (await Promise.all(all.map((one) => endOf(one, "SIGTERM")))),
    kill: () => {
      for (const one of all) one.kill("SIGKILL");
    },
    pids: { town: town.pid!, app: child.pid! },
    ports,
  };
}

function startTown(home: string, ports: Ports, app: string, seed: number): ChildProcess {
  const flags = {
    port: ports.town,
    "storefront-port": ports.storefront,
    "admin-port": ports.admin,
    "smtp-port": ports.smtp,
  };
  const args = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, String(value)]);
  return spawnWithLog(
    "sandbox/main.ts",
    [...args, "--app", app, "--seed", String(seed), "--data", join(home, "town")],
    {
      log: join(home, "town.log"),
      env: { ...process.env, NODE_OPTIONS: "" },
    },
  );
}

function startApp(home: string, ports: Ports, addresses: Addresses): ChildProcess {
  const env = appEnvironment(home, ports, addresses);
  return spawnWithLog("server.ts", [], { log: join(home, "app.log"), env });
}

/** What the app is told, and whoever acts for its operator. */
export function appEnvironment(home: string, ports: Ports, addresses: Addresses): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: "production",
    // The app does not know the town: this sends what it says to Shopify and Twilio there, and moves its clock.
    NODE_OPTIONS: `--disable-warning=ExperimentalWarning --import ${resolve("sandbox/preload.mjs")}`,
    TOWN_URL: addresses.town,
    PORT: String(ports.app),
    DATA_DIR: home,
    SHOPIFY_API_KEY: "town-key",
    SHOPIFY_API_SECRET: "town-secret",
    META_APP_ID: "610000000000001",
    META_APP_SECRET: "meta-town-secret",
    META_VERIFY_TOKEN: "meta-town-verify",
    META_SIGNUP_CONFIG_ID: "730000000000001",
    SHOPIFY_APP_URL: addresses.admin,
    SEALING_KEYS: sealingKey(join(home, "sealing-key")),
    MAIL_HOSTS_INSIDE: "127.0.0.1",
    SMTP_URL: addresses.smtp,
    MAIL_FROM: "Tidewater Supply Co <hello@tidewater.example>",
  };
}

/** Kept between runs: what was sealed yesterday must open today. */
function sealingKey(file: string): string {
  if (!existsSync(file)) writeFileSync(file, `demo:${randomBytes(32).toString("base64")}`, { mode: 0o600 });
  return readFileSync(file, "utf8");
}

function spawnWithLog(
  program: string,
  args: string[],
  { log, env }: { log: string; env: NodeJS.ProcessEnv },
) {
  const output = openSync(log, "a");
  const child = spawn(process.execPath, [program, ...args], {
    stdio: ["ignore", "pipe", output, "ipc"],
    env,
  });
  closeSync(output);
  return child;
}

async function firstLine(child: ChildProcess, name: string): Promise<Addresses> {
  const lines = createInterface({ input: child.stdout! });
  return new Promise((resolve, reject) => {
    lines.once("line", (line) => resolve(JSON.parse(line)));
    child.once("exit", (code) => reject(new Error(`${name} ended with ${code}; its log is in .data/demo`)));
  });
}

async function untilReady(app: string, child: ChildProcess, log: string): Promise<void> {
  let hasEnded = false;
  child.once("exit", () => (hasEnded = true));
  while (!hasEnded) {
    const answer = await fetch(`${app}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((again) => setTimeout(again, 100));
  }
  throw new Error(`the app did not start:\n${readFileSync(log, "utf8").split("\n").slice(-8).join("\n")}`);
}

function endOf(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode) return resolve();
    child.once("exit", () => resolve());
    child.kill(signal);
  });
}
