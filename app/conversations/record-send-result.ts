import type { SendResult } from "#app/channels/channel.ts";
import { noteAnswers } from "#app/channels/circuit.ts";
import { effectOfCode } from "#app/channels/provider-codes.ts";
import { HOUR, later, MINUTE } from "#app/clock.ts";
import { deliveryJob } from "#app/conversations/delivery-job.ts";
import type { Claim } from "#app/conversations/claim-messages.ts";
import { followRefusal } from "#app/conversations/follow-refusal.ts";
import { type Change, moveMessages, setMessageState } from "#app/conversations/message-state.ts";
import { joinReports, lockReports } from "#app/conversations/record-delivery.ts";
import type { Doubt } from "#app/conversations/settle-message.ts";
import { blankCode } from "#app/conversations/send-code.ts";
import type { Shop } from "#app/db.server.ts";
import { enqueue } from "#app/jobs/enqueue.ts";

/** Not accepted for so long: then it has failed, and the merchant sees why. An outage of two hours is outlived (R17). */
const TRIED_FOR_MS = 6 * HOUR;
const LONGEST_WAIT_MS = 10 * MINUTE;

export interface Answer {
  claim: Claim;
  result: SendResult;
}

/**
 * What the provider said, written only while each claim's fence stands: a late answer of an old claim moves nothing.
 * What was accepted moves in one go; the rest, which is rare, one by one.
 */
export async function recordSendResults(shop: Shop, answers: Answer[]): Promise<void> {
  await noteSenders(shop, answers);
  for (const { claim, result } of answers)
    if (claim.message.direction === "code" && result.as !== "later") await blankCode(shop, claim.message.id);
  await acceptAll(shop, answers);
  for (const { claim, result } of answers)
    if (result.as === "refused") await refuse(shop, claim, result);
    else if (result.as === "unknown") {
      await move(shop, claim, { state: "unknown", reason: result.code });
      await enqueue(shop, [settleAfter(shop, claim, MINUTE)]);
    } else if (result.as === "later") await tryLater(shop, claim, result);
}

async function noteSenders(shop: Shop, answers: Answer[]): Promise<void> {
  const asked = answers.filter(({ result }) => result.as !== "later" || result.code !== SLEPT);
  for (const ofAccount of Map.groupBy(asked, ({ claim }) => claim.account.id).values())
    await noteAnswers(
      shop,
      ofAccount[0]!.claim.account,
      ofAccount.map(({ result }) => result),
    );
}

/** Ours, not the provider's: the claimant was paused too long to ask it. */
export const SLEPT = "slept";

const move = (shop: Shop, { message, fence }: Claim, change: Change): Promise<boolean> =>
  setMessageState(shop, message, { claimedUntil: null, ...change, onlyWhileFence: fence });

async function acceptAll(shop: Shop, answers: Answer[]): Promise<void> {
  const accepted = answers.flatMap(({ claim, result }) =>
    result.as === "accepted" ? [{ claim, externalId: result.externalId }] : [],
  );
  await lockReports(
    shop,
    accepted.map(({ claim, externalId }) => ({ channel: claim.message.channel, externalId })),
  );
  await moveMessages(
    shop,
    accepted.map(({ claim: { message, fence }, externalId }) => ({
      message,
      change: { state: "sent", externalId, reason: null, claimedUntil: null, onlyWhileFence: fence },
    })),
  );
  await joinReports(
    shop,
    accepted.map(({ claim: { message }, externalId }) => ({ message, externalId })),
  );
}

async function refuse(shop: Shop, claim: Claim, { code, effect }: Extract<SendResult, { as: "refused" }>) {
  await move(shop, claim, { state: "failed", reason: code });
  const known = effect ?? effectOfCode(code);
  if (known !== "none" && known !== "later" && known !== "retry")
    await followRefusal(shop, claim.message, { code, effect: known });
}

function settleAfter(shop: Shop, { message, fence, claimedAt }: Claim, afterMs: number) {
  const payload: Doubt = { messageId: message.id, fence, claimedAt: claimedAt.toISOString() };
  return { task: "settleMessage", payload, runAt: later(shop.at, afterMs) };
}

/** Proven not taken: it goes out again, ever more slowly. However long it had waited for its turn, it is tried twice. */
async function tryLater(shop: Shop, claim: Claim, { code, afterMs }: Extract<SendResult, { as: "later" }>) {
  const { message, fence } = claim;
  const triedSince = message.triedSince ?? shop.at;
  if (shop.at >= later(triedSince, TRIED_FOR_MS)) {
    await move(shop, claim, { state: "failed", reason: code });
    return;
  }
  const wait = Math.min(afterMs * 2 ** (fence - 1), LONGEST_WAIT_MS);
  if (await move(shop, claim, { state: "queued", reason: code, triedSince }))
    await enqueue(shop, [deliveryJob(message, later(shop.at, wait))]);
}
