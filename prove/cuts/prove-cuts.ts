import { pool } from "#app/db.server.ts";
import { town } from "#tests/town.ts";
import { randomOf } from "#tools/random-of.ts";
import { type Asked, boundOf, type Outcome, type Violation } from "../proof.ts";
import { type Client, LATEST_MS, Ledger } from "./client.ts";
import { openCutShop } from "./cut-shop.ts";
import { shopperClient, shownTo } from "./shopper-client.ts";
import { staffClient } from "./staff-client.ts";
import { writeAllTheWhile } from "./write-all-the-while.ts";

const HOURS = 3 * 3_600_000;

/** R49: cut off at any moment, by any end, for seconds or hours: nothing missed, nothing doubled, back within 3 s. */
export async function proveCuts(asked: Asked): Promise<Outcome> {
  const random = randomOf(asked.seed);
  // A planted bug shows in few cuts, and without waiting for a process to start.
  const most = asked.n ?? (asked.bug ? 40 : asked.isQuick ? 60 : 500);
  asked.tell("two processes and their threads");
  const shop = await openCutShop(asked, asked.isQuick ? 6 : 12);
  const writing = writeAllTheWhile(shop, random);
  const ledger = new Ledger(writing.committedAt);
  const staff = Array.from({ length: 2 }, () => staffClient(shop));
  for (const client of staff) await client.open(shop.web[0]!);
  const shoppers = shop.threads.map((thread) => shopperClient(thread, ledger));
  const clients: Client[] = [...shoppers, ...staff];
  const done = { cuts: 0, kills: 0, hangUps: 0, sleeps: 0 };
  const history: object[] = [];
  let isOver = false;
  let isEnded = false;
  const following = clients.map((client, index) => follow(client, index));
  const trouble = makeTrouble();
  const isEnough = () =>
    done.cuts >= most && (done.kills > 0 || asked.bug || performance.now() > asked.endAt);
  while (!isEnough() && performance.now() < asked.endAt + 2_000) await pause(50);
  isOver = true;
  await trouble;
  // What is written while the last connections stand must come by them: nobody asks anew any more.
  await pause(LATEST_MS / 2);
  asked.tell(`${done.cuts} cuts, ${done.kills} kills, ${writing.written()} writings; now it grows quiet`);
  await writing.stop();
  await pause(LATEST_MS);
  for (const client of staff) await client.settle();
  const missed = await compare();
  isEnded = true;
  for (const client of clients) client.connection().cut();
  await Promise.all(following);
  const violations: Violation[] = [
    ...missed,
    ...ledger.doubled.map((told) => ({ what: "told twice on one connection", ...told })),
    ...ledger.late.map((told) => ({ what: "told too late", ...told })),
  ];
  const counters = {
    cuts: done.cuts,
    hangUps: done.hangUps,
    sleeps: done.sleeps,
    messages: writing.written(),
  };
  const found = { missed: missed.length, doubled: ledger.doubled.length, late: ledger.late.length };
  const worstMs = Math.round(ledger.worstMs);
  const bound = boundOf(done.cuts);
  return {
    trials: done.cuts,
    kills: done.kills,
    violations,
    counters: { ...found, ...counters, worstMs },
    history,
    bound,
  };

  async function follow(client: Client, index: number) {
    while (!isOver) {
      await oneConnection(client, index);
      // Who stays away for a while comes back to several messages at once, and may be cut off among them.
      await pause(random() * (random() < 0.3 ? 1_500 : 200));
    }
    // The last one stays: what is still on its way must come by it.
    while (!isEnded) {
      await client.connect(anyApp());
      await pause(100);
    }
  }

  async function oneConnection(client: Client, index: number) {
    const isInside = random() < 0.4;
    const ms = 100 + random() * 1_500;
    const following = client.connect(anyApp());
    if (isInside) client.connection().cutAfter(1 + Math.floor(random() * 3));
    await Promise.race([following, pause(ms)]);
    const wasOpen = client.connection().openedAt > 0;
    client.connection().cut();
    await following;
    if (!wasOpen) return;
    done.cuts++;
    history.push({ cut: done.cuts, client: index, inside: isInside, ms: Math.round(ms) });
  }

  function anyApp() {
    return shop.web[Math.floor(random() * shop.web.length)]!;
  }

  /** Processes die or stop, the database hangs up on the listeners, everybody sleeps for hours. */
  async function makeTrouble() {
    for (let round = 0; !isOver; round++) {
      await pause(1_000 + random() * 2_000);
      if (isOver) return;
      if (round % 3 === 1 && !asked.bug) {
        done.kills++;
        await shop.replace(Math.floor(random() * 2), random() < 0.7 ? "kill" : "stop");
      } else if (round % 3 === 0 || asked.bug) {
        done.hangUps++;
        await pool.query(
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'threadline-live' and datname = current_database()",
        );
      } else {
        done.sleeps++;
        await town.clock.advance(HOURS);
      }
      history.push({ trouble: round, ...done });
      asked.tell(`  ${done.cuts} cuts, ${done.kills} kills, ${done.sleeps} sleeps`);
    }
  }

  async function compare(): Promise<Violation[]> {
    const all: Violation[] = [];
    const truth = new Map<string, Map<string, string>>();
    for (const thread of shop.threads) truth.set(thread.conversationId, await shownTo(shop, thread));
    for (const [index, client] of clients.entries()) {
      const holds = client.holds();
      // A page of the inbox shows the newest fifty.
      for (const conversationId of client.conversationIds)
        for (const [id, state] of [...truth.get(conversationId)!].slice(
          client.conversationIds.length > 1 ? -40 : 0,
        ))
          if (holds.get(id) !== state)
            all.push({
              what: "missed",
              client: index,
              conversationId,
              id,
              is: state,
              holds: holds.get(id) ?? null,
            });
    }
    return all;
  }
}

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));
