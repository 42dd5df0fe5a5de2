import { now, SECOND } from "#app/clock.ts";
import { readShop } from "#app/db.server.ts";
import { isInstalled } from "#app/shop/installed.ts";

/** A shop that leaves is noticed so much later at most. */
const GOOD_FOR_MS = 10 * SECOND;

interface Asked {
  at: number;
  answer: Promise<boolean>;
}

const asked = new Map<string, Asked>();

/**
 * Whether the shop has us installed, as it was ten seconds ago at most: for its shoppers' streams, thousands of which
 * ask every half minute. One question of the database answers them all.
 */
export function isStillInstalled(shopId: string): Promise<boolean> {
  const last = asked.get(shopId);
  const at = now().getTime();
  if (last && at - last.at < GOOD_FOR_MS) return last.answer;
  const answer = readShop(shopId, isInstalled);
  asked.set(shopId, { at, answer });
  // A question that failed is asked anew by the next stream.
  answer.catch(() => asked.delete(shopId));
  return answer;
}
