import { type Asked, boundOf, type Outcome } from "../proof.ts";
import { byVolume } from "./by-volume.ts";
import { emptyTally, nextHour, openedOrders, openGuessShop, outcomeOf } from "./guess-shop.ts";
import { limitsHeld } from "./limits-held.ts";
import { rightCodes } from "./right-codes.ts";
import { sameForAll } from "./same-for-all.ts";
import { throughDoors } from "./through-doors.ts";

/** R42: nobody guesses their way to an order, nor learns by asking whether it is there. */
export async function proveGuesses(asked: Asked): Promise<Outcome> {
  const tally = emptyTally();
  const isCaught = () => asked.bug !== null && tally.violations.length > 0;
  asked.tell("a shop opens");
  const shop = await openGuessShop(asked);
  await rightCodes(shop, tally);
  const openedByRight = await openedOrders(shop.shopId);
  asked.tell("right codes open, each once");
  if (!isCaught()) await throughDoors(shop, asked, tally);
  asked.tell("strangers came through the chat and by text");
  if (!isCaught()) await sameForAll(shop, asked, tally);
  asked.tell("hits and misses were compared");
  if (!isCaught()) {
    await nextHour();
    const attack = await byVolume(shop, asked, tally);
    await limitsHeld(shop, attack, tally);
  }
  const opened = (await openedOrders(shop.shopId)).difference(openedByRight).size;
  tally.counters.opened = opened;
  if (opened) tally.violations.push({ what: "orders stand open that nobody proved", opened });
  return outcomeOf(tally, boundOf(tally.trials));
}
