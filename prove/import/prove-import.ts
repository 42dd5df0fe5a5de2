import { type App, install, startApp } from "#tests/app.ts";
import { town } from "#tests/town.ts";
import { randomOf } from "#tools/random-of.ts";
import { type Asked, boundOf, type Outcome, type Violation } from "../proof.ts";
import { judgeImport } from "./judge-import.ts";
import { glance, peakMemory } from "./watch-sync.ts";

const SHOP = "million-tides.myshopify.com";
/** What the judge compares; others are read beside them. */
const KINDS = ["orders", "parcels", "customers"];
const ENVIRONMENT = { LOG_LEVEL: "warn" };

/**
 * The first sync of a large shop, its worker killed with -9 at random places of its files: every order of the town must
 * stand in the mirror as it is, and none besides.
 */
export async function proveImport(asked: Asked): Promise<Outcome> {
  const plan = planOf(asked);
  await town.makeShop({
    domain: SHOP,
    seed: asked.seed,
    orders: plan.n,
    customers: Math.ceil(plan.n / 5),
    cast: false,
  });
  await town.shop(SHOP).settings({ plan: "plus", readAllOrders: true });
  asked.tell("a web process and a worker");
  const web = await startApp({ role: "web", env: ENVIRONMENT });
  let worker = await startApp({ role: "worker", isPublic: false, env: ENVIRONMENT });
  const startedAt = performance.now();
  const shopId = await install(web, SHOP);
  const done = await letItRead();
  const seconds = (performance.now() - startedAt) / 1_000;
  asked.tell(`read in ${seconds.toFixed(1)} s with ${done.kills} kills; now order by order against the town`);
  const judged = await judgeImport(SHOP, shopId);
  const violations: Violation[] = [
    ...judged.wrong,
    ...done.failed.map((kind) => ({ what: "a kind was given up", kind })),
  ];
  if (done.kills < plan.kills) violations.push({ what: "it was over before all kills were made", ...done });
  return {
    trials: judged.orders,
    kills: done.kills,
    violations,
    counters: {
      wrong: judged.wrong.length,
      customers: judged.customers,
      digest: judged.digest,
      seconds: Math.round(seconds),
      ordersPerSecond: Math.round(judged.orders / seconds),
      peakWorkerMb: done.peakMb,
    },
    history: done.history,
    bound: boundOf(judged.orders),
  };

  async function letItRead() {
    const random = randomOf(asked.seed);
    const places = Array.from({ length: plan.kills }, (_, n) => (n + random()) / (plan.kills + 0.5));
    const history: object[] = [];
    let peakMb = 0;
    for (;;) {
      const { share, isOver, failed } = await glance(shopId, KINDS);
      peakMb = Math.max(peakMb, peakMemory(worker) || 0);
      if (isOver) return { kills: history.length, history, failed, peakMb };
      const place = places[history.length];
      if (place !== undefined && share >= place) {
        worker = await killAndReplace(worker);
        history.push({ killedAtShare: share });
        asked.tell(`killed at ${(share * 100).toFixed(1)} %`);
      }
      await new Promise((again) => setTimeout(again, asked.isQuick ? 20 : 100));
    }
  }
}

async function killAndReplace(worker: App): Promise<App> {
  await worker.kill();
  return startApp({ role: "worker", isPublic: false, env: ENVIRONMENT });
}

function planOf({ n, kills, isQuick }: Asked): { n: number; kills: number } {
  const plan = isQuick ? { n: 3_000, kills: 3 } : { n: 1_000_000, kills: 3 };
  return { n: n ?? plan.n, kills: kills ?? plan.kills };
}
