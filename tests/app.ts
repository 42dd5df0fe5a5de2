import { type ChildProcess, spawn } from "node:child_process";
import { type AddressInfo, createServer } from "node:net";
import { resolve } from "node:path";
import { COMES_AGAIN } from "#app/channels/webhook-url.ts";
import { later } from "#app/clock.ts";
import { inShop, pool, prisma, type Shop } from "#app/db.server.ts";
import { TIDEWATER, town } from "#tests/town.ts";

export interface App {
  url: string;
  pid: number;
  /** What this process has logged or printed so far. */
  log(): string;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

interface Options {
  role?: "web" | "worker" | "all";
  /** Whether the town sends its webhooks, proxies and callbacks here. */
  isPublic?: boolean;
  /** Where it listens; a free port unless given. */
  port?: number;
  env?: Record<string, string>;
}

export const BROWSER =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36";

const preloads = ["sandbox/preload.mjs", "tests/still-timers.ts"];

/** The real process on this file's database, with the road to this worker's town. It ends with the file. */
export async function startApp({
  role = "all",
  isPublic = true,
  env = {},
  ...given
}: Options = {}): Promise<App> {
  const port = given.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const { smtp } = await town.addresses();
  const child = spawn(process.execPath, ["server.ts"], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      NODE_OPTIONS: [
        "--disable-warning=ExperimentalWarning",
        ...preloads.map((file) => `--import ${resolve(file)}`),
      ].join(" "),
      LOG_LEVEL: "debug",
      ROLE: role,
      PORT: String(port),
      SHOPIFY_APP_URL: url,
      SMTP_URL: smtp,
      ...env,
    },
  });
  let log = "";
  for (const stream of [child.stdout!, child.stderr!]) stream.on("data", (data) => (log += data));
  const app = {
    url,
    pid: child.pid!,
    log: () => log,
    stop: () => end(child, "SIGTERM"),
    kill: () => end(child, "SIGKILL"),
  };
  apps.add(app);
  await untilReady(app, child);
  if (isPublic) await town.setApp(url);
  return app;
}

const apps = new Set<App>();

/** Ends every app of this file; for afterAll. */
export async function stopApps(): Promise<void> {
  await Promise.all([...apps].map((app) => app.stop()));
  apps.clear();
}

/** Installs the app as a merchant does, by opening it in the admin. Returns the shop's id. */
export async function install(app: App, domain = TIDEWATER): Promise<string> {
  const shop = town.shop(domain);
  await shop.install();
  const opened = await openPage(app, "/app.data", domain);
  if (opened.status !== 200)
    throw new Error(`the app's first page answered ${opened.status}\n${app.log().slice(-2_000)}`);
  return (await prisma.shop.findUniqueOrThrow({ where: { domain } })).id;
}

/** A page or action of the staff's screens, with a fresh session token. */
export async function openPage(
  app: App,
  path: string,
  domain = TIDEWATER,
  form?: Record<string, string>,
  asStaff?: number,
): Promise<Response> {
  const token = await town.shop(domain).sessionToken(asStaff ? { staff: asStaff } : {});
  const headers = { authorization: `Bearer ${token}`, "user-agent": BROWSER };
  const body = form && new URLSearchParams(form);
  return fetch(`${app.url}${path}`, { headers, redirect: "manual", ...(body && { method: "POST", body }) });
}

export const SHOP_NUMBER = "+14155550100";

/** Connects the town's Twilio account through the settings page, and gives Twilio the webhook address. */
export async function connectSms(app: App, shopId: string, domain = TIDEWATER): Promise<string> {
  const account = {
    accountSid: "AC0123456789abcdef0123456789abcdef",
    token: "00112233445566778899aabbccddeeff",
  };
  await openPage(app, "/app/settings/channels/sms.data", domain, {
    form: "sms",
    ...account,
    number: SHOP_NUMBER,
  });
  const { id } = await inShop(shopId, ({ tx }) =>
    tx.channelAccount.findFirstOrThrow({ where: { channel: "sms" } }),
  );
  const webhookUrl = `${app.url}/webhooks/sms/${id}`;
  await town.smsAccount({
    sid: account.accountSid,
    token: account.token,
    numbers: [SHOP_NUMBER],
    webhookUrl: `${webhookUrl}${COMES_AGAIN}`,
  });
  return webhookUrl;
}

/**
 * Resolves when no job that may run now is left, and nothing of the town is under way. A job that ended between the look
 * at the town and the look at the jobs may have set off a callback: so the town must have begun nothing around the second.
 * A letterbox that was too busy for a webhook would be told of it again in a minute of the town's: here it is at once.
 */
export async function settled(): Promise<void> {
  for (;;) {
    const { begun } = await town.settle();
    await town.comeAgain();
    if ((await openJobs()) === 0 && (await town.settle()).begun === begun) return;
    await new Promise((again) => setTimeout(again, 20));
  }
}

/** The app's clock may be ahead of the town's answer by as much as that answer took: a job of "now" is due all the same. */
const CLOCKS_APART_MS = 250;
/** What waits for a text of theirs to be read first leaves a second later (may-send.ts). */
const UNREAD_MS = 1_000;

async function openJobs(): Promise<number> {
  const due = later(await town.clock.now(), CLOCKS_APART_MS);
  const { rows } = await pool.query<{ open: number }>(
    `select count(*)::int as open from graphile_worker._private_jobs
     join graphile_worker._private_tasks task on task.id = task_id
     where locked_at is not null or (attempts < max_attempts
       and run_at <= case when identifier = 'deliverMessages' then $2::timestamptz else $1::timestamptz end)`,
    [due, later(due, UNREAD_MS)],
  );
  return rows[0]!.open;
}

/** Rows of a shop, as a test looks at them. */
export const look = <T>(shopId: string, read: (shop: Shop) => Promise<T>): Promise<T> => inShop(shopId, read);

async function untilReady(app: App, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const answer = await fetch(`${app.url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((again) => setTimeout(again, 30));
  }
  throw new Error(`the app ended at its start:\n${app.log().slice(-3_000)}`);
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode) return resolve();
    child.once("exit", () => resolve());
    child.kill(signal);
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
