import { inShop } from "#app/db.server.ts";
import { settled } from "#tests/app.ts";
import { town } from "#tests/town.ts";
import type { Attack } from "./by-volume.ts";
import type { GuessShop, Tally } from "./guess-shop.ts";

const HOUR = 3_600_000;
const MOST_AN_HOUR = { contact: 3, order: 6, thread: 6, address: 10, network: 30, shop: 600 };

/** Judged in any sixty minutes, not by the clock's hours: texts by the town's ledger, codes by their rows. */
export async function limitsHeld(
  { shopId, hits }: GuessShop,
  { fromOf }: Attack,
  tally: Tally,
): Promise<void> {
  await settled();
  const contacts = new Set(hits.map(({ email }) => email));
  const texts = (await town.ledger()).flatMap(({ at, to }) => {
    const contact = [to].flat().find((address) => contacts.has(String(address)));
    return contact ? [{ at: Date.parse(at), key: String(contact) }] : [];
  });
  const codes = await inShop(shopId, ({ tx }) => tx.orderCode.findMany());
  const by = (key: (code: (typeof codes)[number]) => string | null) =>
    codes.flatMap((code) => {
      const named = key(code);
      return named === null ? [] : [{ at: code.createdAt.getTime(), key: named }];
    });
  const seen = {
    contact: mostInAnHour(texts),
    order: mostInAnHour(by(({ orderId }) => orderId)),
    thread: mostInAnHour(by(({ conversationId }) => conversationId)),
    address: mostInAnHour(by(({ conversationId }) => fromOf.get(conversationId)?.from ?? null)),
    network: mostInAnHour(by(({ conversationId }) => fromOf.get(conversationId)?.network ?? null)),
    shop: mostInAnHour(by(() => "all")),
  };
  tally.counters.texts = texts.length;
  for (const [limit, most] of Object.entries(MOST_AN_HOUR)) {
    const { count, key } = seen[limit as keyof typeof seen];
    tally.counters[`mostPer${limit[0]!.toUpperCase()}${limit.slice(1)}`] = count;
    if (count > most)
      tally.violations.push({ what: `more than ${most} an hour for one ${limit}`, count, key });
  }
}

/** The most that fell into any hour for one key. */
function mostInAnHour(events: { at: number; key: string }[]): { count: number; key: string } {
  const byKey = Map.groupBy(events, ({ key }) => key);
  let worst = { count: 0, key: "" };
  for (const [key, group] of byKey) {
    const times = group.map(({ at }) => at).sort((a, b) => a - b);
    let first = 0;
    times.forEach((at, last) => {
      while (at - times[first]! >= HOUR) first++;
      if (last - first + 1 > worst.count) worst = { count: last - first + 1, key };
    });
  }
  return worst;
}
