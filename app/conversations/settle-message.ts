import { loadAccount } from "#app/channels/accounts.ts";
import { adapterOf } from "#app/channels/shelf.ts";
import { later, MINUTE } from "#app/clock.ts";
import { outboundOf } from "#app/conversations/deliver-message.ts";
import { readSentFiles } from "#app/conversations/files-to-send.ts";
import { setMessageState } from "#app/conversations/message-state.ts";
import { followReport, joinReports, lockReports } from "#app/conversations/record-delivery.ts";
import { inShop, type Shop } from "#app/db.server.ts";
import { enqueue } from "#app/jobs/enqueue.ts";

export interface Doubt {
  messageId: string;
  fence: number;
  /** ISO 8601. The provider's log is read from here on; a job of a release before knows it not, and goes by the state's. */
  claimedAt?: string;
  /** How often the provider was asked before. */
  asked?: number;
}

const MOST_QUESTIONS = 4;

/** After the lease of claims, and after a restore: those that nobody has heard of since are settled one by one. */
export async function settleClaims(shopId: string, { claims }: { claims: Doubt[] }): Promise<void> {
  await inShop(shopId, async (shop) => {
    const open = await shop.sql<Doubt>`
      select m.id as "messageId", m.fence, m."stateAt" as "claimedAt"
      from jsonb_to_recordset(${JSON.stringify(claims)}::jsonb) claim("messageId" text, fence int)
      join "Message" m on m."shopId" = ${shop.id} and m.id = claim."messageId" and m.fence = claim.fence
        and m.id = any(${claims.map(({ messageId }) => messageId)})
      where m.state = 'sending' or (m.state = 'unknown' and m.reason = 'restored')`;
    await enqueue(
      shop,
      open.map((doubt) => ({ task: "settleMessage", payload: doubt })),
    );
  });
}

/**
 * Settles a message whose claim ended in doubt by reading the provider's log. Found: it was sent. Not found is no
 * proof that it was not (reliability R9), so it stays `unknown`, in sight of staff, who may send again knowingly.
 */
export async function settleMessage(shopId: string, doubt: Doubt): Promise<void> {
  const claim = await inShop(shopId, (shop) => takeUp(shop, doubt));
  if (!claim) return;
  const found = await adapterOf(claim.account).find(claim.account, outboundOf(claim));
  await inShop(shopId, async (shop) => {
    const match =
      found.as === "asked" ? await firstFree(shop, claim.message.channel, found.matches) : undefined;
    if (!match) return askLater(shop, doubt);
    await lockReports(shop, [{ channel: claim.message.channel, externalId: match.externalId }]);
    await followReport(shop, claim.message, match);
    await joinReports(shop, [{ message: claim.message, externalId: match.externalId }]);
  });
}

async function takeUp(shop: Shop, { messageId, fence, claimedAt }: Doubt) {
  const message = await shop.tx.message.findUnique({
    where: { shopId_id: { shopId: shop.id, id: messageId } },
  });
  if (!message || message.fence !== fence) return null;
  if (message.state === "sending")
    await setMessageState(shop, message, { state: "unknown", reason: "no-answer" });
  else if (message.state !== "unknown") return null;
  const account = message.accountId ? await loadAccount(shop, message.accountId) : null;
  const files = await readSentFiles(shop, [message.id]);
  const since = claimedAt ? new Date(claimedAt) : message.stateAt;
  return account && { message, account, thread: null, files: files.get(message.id) ?? [], claimedAt: since };
}

/** Two texts of the same words to the same number: one log entry settles one of them. */
async function firstFree<T extends { externalId: string }>(shop: Shop, channel: string, matches: T[]) {
  const ids = matches.map(({ externalId }) => externalId);
  const where = { shopId: shop.id, channel, externalId: { in: ids } };
  const taken = await shop.tx.message.findMany({ where, select: { externalId: true } });
  return matches.find(({ externalId }) => !taken.some((message) => message.externalId === externalId));
}

async function askLater(shop: Shop, { asked = 0, ...doubt }: Doubt) {
  if (asked + 1 >= MOST_QUESTIONS) return;
  const runAt = later(shop.at, MINUTE * 2 ** asked);
  await enqueue(shop, [{ task: "settleMessage", payload: { ...doubt, asked: asked + 1 }, runAt }]);
}
