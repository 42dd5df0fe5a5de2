import { lockAddresses } from "#app/consent/sender-lock.ts";
import { settleDoubt } from "#app/consent/settle-doubt.ts";
import { addNote } from "#app/conversations/add-note.ts";
import { readWays } from "#app/conversations/read-ways.ts";
import { lockShownWith, threadsShownWith } from "#app/conversations/thread-head.ts";
import type { ThreadWays } from "#app/conversations/way.ts";
import type { Shop } from "#app/db.server.ts";

interface Settled {
  /** The head, where several threads are shown as one. */
  conversationId: string;
  staffId: string;
  /** What a person read in it. */
  wasOptOut: boolean;
}

/**
 * A person has read whether this shopper meant to end promotions. It holds for every address of theirs that was held
 * back by it; the ledger keeps who said so, and a note in the thread tells it to the team. Returns false where nothing
 * is held any more: a colleague was faster.
 */
export async function settleDoubtInThread(
  shop: Shop,
  { conversationId, staffId, wasOptOut }: Settled,
): Promise<boolean> {
  const doubts = await lockDoubts(shop, conversationId);
  const [first] = doubts;
  if (!first) return false;
  for (const { channel, address } of doubts)
    await settleDoubt(shop, { channel, address, staffId, wasOptOut });
  const text = wasOptOut
    ? "They meant to stop promotions: none goes to them any more."
    : "They did not mean to stop promotions: what they had agreed to before holds again.";
  await addNote(shop, { conversationId, staffId, text, clientId: `doubt:${first.since}` });
  return true;
}

/**
 * What is held, under the locks of all who may change it: their addresses, as where a message leaves, and then the threads,
 * as where one comes in. Consent comes after both: the other way round we and they would wait for each other.
 */
async function lockDoubts(shop: Shop, conversationId: string): Promise<ThreadWays["doubts"]> {
  const { doubts } = await readWays(shop, await threadsShownWith(shop, conversationId));
  await lockAddresses(shop, doubts);
  return (await readWays(shop, await lockShownWith(shop, conversationId))).doubts;
}
