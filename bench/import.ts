import { fork } from "node:child_process";
import { once } from "node:events";
import { createReadStream, mkdirSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { now } from "#app/clock.ts";
import { prisma } from "#app/db.server.ts";
import { writeFile } from "./import/write-file.ts";
import { median, round } from "./percentiles.ts";
import type { Asked, Result } from "./result.ts";

const MEGABYTE = 1_000_000;
const GOAL = 0.8;
/** Memory that a file five times as large may take besides, as a share: what a garbage collector leaves lie differs so. */
const MEMORY_SLACK = 0.25;

interface Told {
  seconds: number;
  cpuSeconds: number;
  peakMb: number;
}

/**
 * P6: orders by bulk file into the mirror, beside a bare COPY and upsert of the same file into the same tables, each in
 * a process of its own, over HTTP, parsing included. Then once more with a file five times as large, for the memory.
 */
export async function bench({ quick, tell }: Asked): Promise<Result> {
  const folder = resolve(".data/bench-import");
  mkdirSync(folder, { recursive: true });
  const sizes = quick ? { small: 20, large: 100 } : { small: 200, large: 1_000 };
  const rounds = quick ? 3 : 5;
  const server = serveFiles(folder);
  await once(server, "listening");
  try {
    const small = await makeFile("small", sizes.small);
    const large = await makeFile("large", sizes.large);
    const ours: Told[] = [];
    const floor: Told[] = [];
    for (let n = 1; n <= rounds; n++) {
      // In turns as to who goes first: the tables grow under both.
      for (const side of n % 2 ? (["ours", "floor"] as const) : (["floor", "ours"] as const))
        (side === "ours" ? ours : floor).push(await take(side, small.url));
      tell(`round ${n} of ${rounds}: ours ${say(ours.at(-1)!)}, floor ${say(floor.at(-1)!)}`);
    }
    const big = await take("ours", large.url);
    tell(`${sizes.large} MB: ours ${say(big)}`);
    return describe(ours, floor, big, { ...sizes, orders: small.orders, largeOrders: large.orders });
  } finally {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }

  async function makeFile(name: string, megabytes: number) {
    const orders = await writeFile(`${folder}/${name}.jsonl`, megabytes * MEGABYTE);
    tell(`a file of ${megabytes} MB with ${orders} orders`);
    const { port } = server.address() as AddressInfo;
    return { orders, url: `http://127.0.0.1:${port}/${name}.jsonl` };
  }
}

const say = ({ seconds, peakMb }: Told) => `${seconds.toFixed(1)} s with ${peakMb} MB`;

function serveFiles(folder: string) {
  return createServer(({ url }, response) => {
    const file = `${folder}${url}`;
    response.writeHead(200, { "content-length": statSync(file).size });
    createReadStream(file).pipe(response);
  }).listen(0, "127.0.0.1");
}

/** Each time into a shop of its own: an empty one, as a first sync finds it. */
async function take(side: "ours" | "floor", url: string): Promise<Told> {
  const id = crypto.randomUUID();
  await prisma.shop.create({ data: { id, domain: `${id}.myshopify.com`, installedAt: now() } });
  const child = fork(`bench/import/${side === "ours" ? "our" : "floor"}-side.ts`, [url, id], {
    execArgv: [],
  });
  const ended = once(child, "exit");
  const [told] = (await Promise.race([once(child, "message"), ended.then(() => [null])])) as [Told | null];
  await ended;
  if (!told) throw new Error(`${side} ended without a word`);
  return told;
}

interface Files {
  small: number;
  large: number;
  orders: number;
  largeOrders: number;
}

function describe(ours: Told[], floor: Told[], big: Told, files: Files): Result {
  const perSecond = (side: Told[]) => Math.round(files.orders / median(side.map(({ seconds }) => seconds)));
  const ratios = ours.map((one, n) => floor[n]!.seconds / one.seconds);
  const cpu = (side: Told[]) =>
    Math.round((median(side.map(({ cpuSeconds }) => cpuSeconds)) / files.orders) * 1_000_000);
  const peakMb = { [files.small]: Math.max(...ours.map((one) => one.peakMb)), [files.large]: big.peakMb };
  const ratio = round(median(ratios));
  const isFlat = big.peakMb <= peakMb[files.small]! * (1 + MEMORY_SLACK);
  return {
    bench: "import",
    unit: "orders/s",
    ours: perSecond(ours),
    floor: perSecond(floor),
    ratio,
    range: [round(Math.min(...ratios)), round(Math.max(...ratios))],
    rounds: ours.length,
    cpuMicros: { ours: cpu(ours), floor: cpu(floor) },
    megabytes: files.small,
    peakMb,
    floorPeakMb: Math.max(...floor.map((one) => one.peakMb)),
    largeOrdersPerSecond: Math.round(files.largeOrders / big.seconds),
    holds: ratio >= GOAL && isFlat,
  };
}
