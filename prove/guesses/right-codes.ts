import { inShop } from "#app/db.server.ts";
import { checkOrderCode } from "#app/orders/check-order-code.ts";
import { MOST_TRIES } from "#app/orders/order-code.ts";
import { startOrderProof } from "#app/orders/start-order-proof.ts";
import { codeFor, type GuessShop, type Tally } from "./guess-shop.ts";

const TRIES_AT_ONCE = 40;

/** The holder of the mailbox gets in, or guessers failing would prove nothing; and tries count, also those at once. */
export async function rightCodes({ shopId, hits }: GuessShop, tally: Tally): Promise<void> {
  const check = (conversationId: string, code: string) =>
    inShop(shopId, (shop) => checkOrderCode(shop, { conversationId, code }));
  const ask = async (conversationId: string, index: number) => {
    const { name, email } = hits[index]!;
    await startOrderProof(shopId, {
      conversationId,
      name,
      from: conversationId,
      network: null,
      locale: "en",
    });
    return codeFor(email);
  };

  const holders = await ask("holder", 0);
  if (!(await check("holder", holders)).ok) tally.violations.push({ what: "the right code opens nothing" });
  if ((await check("holder", holders)).ok) tally.violations.push({ what: "a code opens twice" });

  const code = await ask("many-at-once", 1);
  const wrong = Array.from({ length: TRIES_AT_ONCE }, (_, index) => wrongCode(code, index));
  const outcomes = await Promise.all(wrong.map((guess) => check("many-at-once", guess)));
  const compared = outcomes.filter((outcome) => !outcome.ok && outcome.because === "wrong").length + 1;
  tally.trials += TRIES_AT_ONCE;
  tally.counters.comparedAtOnce = compared;
  if (compared > MOST_TRIES)
    tally.violations.push({ what: "tries at once are not all counted", compared, most: MOST_TRIES });
  const late = await check("many-at-once", code);
  if (late.ok) tally.violations.push({ what: "a code opens after its last try" });
}

const wrongCode = (code: string, index: number) =>
  String((Number(code) + 1 + index * 7) % 1_000_000).padStart(6, "0");
