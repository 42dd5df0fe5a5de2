import { inShop, pool } from "#app/db.server.ts";
import type { App } from "#tests/app.ts";
import { connectSms, install, settled } from "#tests/app.ts";
import { town } from "#tests/town.ts";
import type { Asked, Outcome, Violation } from "../proof.ts";
import { startPlanted } from "../plant/start-planted.ts";

export interface GuessShop {
  app: App;
  shopId: string;
  /** Orders with an email on them: what a guesser hopes to hit. */
  hits: { id: string; name: string; email: string }[];
  /** As many names that no order has. */
  misses: string[];
}

/** What the parts of the proof add to. */
export interface Tally {
  trials: number;
  violations: Violation[];
  counters: Record<string, number | string>;
  history: object[];
}

export const emptyTally = (): Tally => ({ trials: 0, violations: [], counters: {}, history: [] });

export function outcomeOf({ trials, violations, counters, history }: Tally, bound: string): Outcome {
  return { trials, kills: 0, violations, counters, history, bound };
}

export async function openGuessShop(asked: Asked): Promise<GuessShop> {
  const app = await startPlanted("guesses", asked);
  const shopId = await install(app);
  await connectSms(app, shopId);
  await settled();
  const orders = await inShop(shopId, ({ tx }) =>
    tx.order.findMany({
      where: { email: { not: null }, name: { startsWith: "#" } },
      orderBy: [{ placedAt: "desc" }],
      select: { id: true, name: true, email: true },
    }),
  );
  // One order for each contact, so that a contact's limit does not stand in for an order's.
  const byEmail = new Map(orders.map((order) => [order.email!, { ...order, email: order.email! }]));
  const hits = [...byEmail.values()];
  return { app, shopId, hits, misses: hits.map((_, index) => `#${880_000 + index}`) };
}

/** An hour later, with the windows of all limits over; and to a minute before the next full hour, if so asked. */
export async function nextHour({ toTheEdge = false } = {}): Promise<void> {
  const HOUR = 3_600_000;
  await settled();
  const at = (await town.clock.now()).getTime();
  const next = Math.floor(at / HOUR) * HOUR + 2 * HOUR + 1_000;
  await town.clock.to(new Date(toTheEdge ? next + HOUR - 61_000 : next));
}

/** The newest code in this mailbox, by the town's own record. */
export async function codeFor(email: string): Promise<string> {
  await settled();
  const mail = (await town.mail(email)).at(-1);
  const code = /\b\d{6}\b/.exec(mail?.subject ?? "")?.[0];
  if (!code) throw new Error(`no code came to ${email}`);
  return code;
}

/** Proofs that stand, whoever got them. The nights of the town's clock take away what is past its time. */
export async function openedOrders(shopId: string): Promise<Set<string>> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query("select set_config('app.shop', $1, true)", [shopId]);
    const { rows } = await client.query<{ proof: string }>(
      `select "conversationId" || ' ' || "orderId" as proof from "OrderProof"`,
    );
    await client.query("commit");
    return new Set(rows.map(({ proof }) => proof));
  } finally {
    client.release();
  }
}
