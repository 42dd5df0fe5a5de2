import { randomUUID } from "node:crypto";
import pg from "pg";
import type { Asked } from "../proof.ts";
import { openChat } from "#tests/chat.ts";
import { settled } from "#tests/app.ts";
import { town } from "#tests/town.ts";
import { databaseUrl } from "#app/db.server.ts";
import { type GuessShop, nextHour, type Tally } from "./guess-shop.ts";
import { median, MOST_DIFFERENCE_MS } from "./same-for-all.ts";

const WRONG_CODES = ["000000", "111111", "222222", "333333", "444444", "555555", "666666"];

/** Strangers at the storefront chat and at their phones: the same words for all, and nobody gets in. */
export async function throughDoors(shop: GuessShop, asked: Asked, tally: Tally): Promise<void> {
  const pairs = asked.isQuick ? 4 : 40;
  await nextHour();
  await atTheChat(shop, pairs, tally);
  await onThePhone(shop, asked.isQuick ? 1 : 10, tally);
}

async function atTheChat({ app, hits, misses }: GuessShop, pairs: number, tally: Tally) {
  const ear = await openEar();
  const times = { hit: [] as number[], miss: [] as number[] };
  for (let pair = 0; pair < pairs; pair++) {
    const said: Record<string, unknown> = {};
    for (const as of pair % 2 ? (["hit", "miss"] as const) : (["miss", "hit"] as const)) {
      const name = as === "hit" ? hits[pair + 4]!.name : misses[pair]!;
      const visitor = await openChat(app);
      const answers: unknown[] = [];
      for (const text of [`where is order ${name}`, ...WRONG_CODES]) {
        const from = performance.now();
        const answered = ear.next();
        const { status } = await visitor.post("/chat/messages", { clientId: randomUUID(), text });
        await answered;
        if (text.startsWith("where")) times[as].push(performance.now() - from);
        const last = await visitor.lastAnswer();
        answers.push({
          status,
          text: last?.text.replaceAll(name, "…"),
          choices: last?.choices.map(({ label }) => label),
        });
        tally.trials++;
      }
      said[as] = answers;
      await settled();
    }
    tally.history.push({ chat: pair, ...said });
    if (JSON.stringify(said.hit) !== JSON.stringify(said.miss))
      tally.violations.push({ what: "the chat's words tell a hit from a miss", ...said });
  }
  await ear.close();
  const difference = median(times.hit) - median(times.miss);
  tally.counters.chatDifferenceMs = Number(difference.toFixed(2));
  // Few samples on a busy machine: their own spread says what difference could be seen at all.
  if (Math.abs(difference) >= MOST_DIFFERENCE_MS + spread(times.hit) + spread(times.miss))
    tally.violations.push({ what: "the chat's time tells a hit from a miss", differenceMs: difference });
}

/** The median's standard error, by the quartiles. */
function spread(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return (3 * (0.93 * (at(0.75) - at(0.25)))) / Math.sqrt(values.length);
}

/** Hears when an answer is committed, as the streams do. */
async function openEar() {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  await client.query("listen live");
  let heard: () => void = () => undefined;
  client.on("notification", ({ payload }) => JSON.parse(payload!).name === "message.queued" && heard());
  return {
    next: () =>
      new Promise<void>((resolve) => {
        heard = resolve;
        setTimeout(resolve, 10_000).unref();
      }),
    close: () => client.end(),
  };
}

async function onThePhone({ hits, misses }: GuessShop, pairs: number, tally: Tally) {
  for (let pair = 0; pair < pairs; pair++) {
    const said: Record<string, string[]> = {};
    for (const as of ["hit", "miss"] as const) {
      const name =
        as === "hit" ? (hits[pair + 60]?.name ?? hits[pair]!.name) : (misses[pair + 60] ?? misses[pair]!);
      const phone = `+1415555${as === "hit" ? 2_000 + pair : 3_000 + pair}`;
      for (const text of [`where is order ${name}`, ...WRONG_CODES.slice(0, 3)]) {
        await town.text(phone, text);
        await settled();
        tally.trials++;
      }
      const heard = (await town.phone(phone)).filter(({ direction }) => direction === "in");
      said[as] = heard.map(({ body }) => body.replaceAll(name, "…"));
    }
    tally.history.push({ phone: pair, ...said });
    if (JSON.stringify(said.hit) !== JSON.stringify(said.miss))
      tally.violations.push({ what: "the texts tell a hit from a miss", ...said });
  }
}
