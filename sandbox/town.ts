import { mkdtemp, rm } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answerApi } from "./api-door.ts";
import { openClock } from "./clock.ts";
import { openClockListeners } from "./clock-listeners.ts";
import { openControl } from "./control.ts";
import { openFaults } from "./faults.ts";
import { listen, openEvents, readBody, sendAnswer, shut } from "./http.ts";
import { openLedger } from "./ledger.ts";
import { addTownRoutes, type TownInside } from "./town-routes.ts";
import type { Addresses, Part, Town, TownOptions } from "./town-types.ts";
import { openUnderWay } from "./under-way.ts";

export interface RunningTown extends Addresses {
  /** Same as `town`: the address of API traffic and control. */
  url: string;
  close(): Promise<void>;
}

const ROOT = join(import.meta.dirname, "..");

/** In this order: what stands first may be used by what follows. Loaded when opened: few tests need them all. */
const PARTS: [folder: string, load: () => Promise<Opener>][] = [
  ["shopify", async () => (await import("./shopify/shop-control.ts")).openShopControl],
  ["shopify", async () => (await import("./shopify/open-shopify.ts")).openShopify],
  ["sms", async () => (await import("./sms/open-sms.ts")).openSms],
  ["telnyx", async () => (await import("./telnyx/open-telnyx.ts")).openTelnyx],
  ["meta", async () => (await import("./meta/open-meta.ts")).openMeta],
  ["whatsapp", async () => (await import("./whatsapp/open-whatsapp.ts")).openWhatsApp],
  ["messenger", async () => (await import("./messenger/open-messenger.ts")).openMessenger],
  ["instagram", async () => (await import("./instagram/open-instagram.ts")).openInstagram],
  ["easypost", async () => (await import("./easypost/open-easypost.ts")).openEasypost],
  ["dns", async () => (await import("./dns/open-dns.ts")).openDns],
  ["s3", async () => (await import("./s3/open-s3.ts")).openS3],
  ["mail", async () => (await import("./mail/open-mail.ts")).openMail],
  ["storefront", async () => (await import("./storefront/open-storefront.ts")).openStorefront],
  ["admin", async () => (await import("./admin/open-admin.ts")).openAdmin],
  ["page", async () => (await import("./page/open-page.ts")).openPage],
];

type Opener = (town: Town) => Part | Promise<Part>;

/** Opens the whole town in this process; every port not given is a free one. `first` opens ahead of the town's parts. */
export async function startTown(
  asked: Partial<TownOptions> = {},
  first: Opener[] = [],
): Promise<RunningTown> {
  const ownData = asked.data ? null : await mkdtemp(join(tmpdir(), "threadline-town-"));
  const inside = await layOut({ ...defaults(), ...asked, data: asked.data ?? ownData! });
  const { server, port } = await listen(
    (req, res) => void answer(inside, req, res),
    inside.town.options.port,
  );
  inside.town.addresses.town = `http://127.0.0.1:${port}`;
  const parts: Part[] = [];
  for (const open of first) parts.push(await open(inside.town));
  for (const [folder, load] of PARTS) {
    if (asked.parts && !asked.parts.includes(folder)) continue;
    const open = await load();
    parts.push(await open(inside.town));
  }
  return {
    url: inside.town.addresses.town,
    ...inside.town.addresses,
    async close() {
      for (const part of parts.reverse()) await part.close?.();
      await shut(server);
      inside.clock.close();
      await inside.ledger.close();
      if (ownData) await rm(ownData, { recursive: true, force: true });
    },
  };
}

function defaults(): TownOptions {
  return {
    port: 0,
    storefrontPort: 0,
    adminPort: 0,
    smtpPort: 0,
    seed: 1,
    appUrl: "",
    data: "",
    orders: 5000,
    customers: 2000,
    toml: join(process.cwd(), "shopify.app.toml"),
    root: ROOT,
    openedAt: null,
    parts: null,
  };
}

async function layOut(options: TownOptions): Promise<TownInside> {
  const listeners = openClockListeners();
  const clock = openClock(options.openedAt, listeners.tell);
  const inside: Omit<TownInside, "town"> = {
    listeners,
    clock,
    ledger: await openLedger(options.data, clock.now),
    faults: openFaults(),
    control: openControl(),
    hosts: [],
    paths: [],
    unknown: [],
    resets: [],
    settles: [],
    underWay: openUnderWay(),
    watchers: new Set(),
  };
  const whole = { ...inside, town: townFor(options, inside) };
  addTownRoutes(whole);
  return whole;
}

/** What the parts see of it. */
function townFor(options: TownOptions, inside: Omit<TownInside, "town">): Town {
  const { clock, ledger, faults, control } = inside;
  return {
    options,
    addresses: { town: "", storefront: "", admin: "", smtp: "", imap: "" },
    clock,
    ledger,
    faults,
    app: openingApp(options),
    shops: new Map(),
    answerHost: (match, handler, door) => void inside.hosts.push({ match, handler, door }),
    answerPath(prefix, handler) {
      inside.paths.push({ prefix, handler });
      inside.paths.sort((a, b) => b.prefix.length - a.prefix.length);
    },
    control: control.add,
    onReset: (fn) => void inside.resets.push(fn),
    onSettle: (fn) => void inside.settles.push(fn),
    track: inside.underWay.track,
    announce(event) {
      for (const watch of inside.watchers) watch({ at: clock.iso(), ...event });
    },
  };
}

function openingApp(options: TownOptions): Town["app"] {
  return {
    url: options.appUrl,
    scopes: [],
    processes: [],
    key: process.env.SHOPIFY_API_KEY || "town-key",
    secrets: [process.env.SHOPIFY_API_SECRET || "town-secret"],
  };
}

async function answer(inside: TownInside, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const url = new URL(req.url ?? "/", inside.town.addresses.town);
  try {
    if (req.headers["x-town-host"]) return await answerApi(inside, req, res);
    if (url.pathname === "/_town/stream") return watch(inside, res);
    if (url.pathname === "/_town/clock/stream") return inside.listeners.add(res, inside.clock.offsetMs());
    if (url.pathname === "/_town" || url.pathname.startsWith("/_town/")) {
      return await inside.control.answer(req, res, url);
    }
    const page = inside.paths.find((one) => url.pathname.startsWith(one.prefix));
    const body = await readBody(req);
    const method = req.method ?? "GET";
    const given = await page?.handler({ req, method, host: url.hostname, url, body });
    if (given) return sendAnswer(res, given);
    sendAnswer(res, { status: 404, body: { error: `the town has no page ${url.pathname}` } });
  } catch (error) {
    console.error(`the town failed at ${req.method} ${req.url}:`, error);
    if (res.headersSent) return void res.destroy();
    sendAnswer(res, { status: 500, body: { error: String(error) } });
  }
}

function watch(inside: TownInside, res: ServerResponse): void {
  const send = openEvents(res);
  inside.watchers.add(send);
  res.on("close", () => inside.watchers.delete(send));
}
