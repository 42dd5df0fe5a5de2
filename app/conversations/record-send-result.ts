import type { Channel, SendResult } from "#app/channels/channel.ts";
import { later, MINUTE } from "#app/clock.ts";
import { recordConsent } from "#app/consent/ledger.ts";
import { PURPOSES } from "#app/consent/purposes.ts";
import type { Claim } from "#app/conversations/deliver-message.ts";
import { deliveryJob } from "#app/conversations/delivery-job.ts";
import { setMessageState } from "#app/conversations/message-state.ts";
import { joinReports } from "#app/conversations/record-delivery.ts";
import { markBadAddress } from "#app/customers/mark-bad-address.ts";
import { blankCode } from "#app/conversations/send-code.ts";
import type { Shop } from "#app/db.server.ts";
import { enqueue } from "#app/jobs/enqueue.ts";

/** Not accepted this often: then it has failed, and the merchant sees why. */
const MOST_TRIES = 6;

/** What the provider said, written only while this claim's fence stands: a late answer of an old claim moves nothing. */
export async function recordSendResult(shop: Shop, claim: Claim, result: SendResult): Promise<void> {
  const { message, fence } = claim;
  const onlyWhileFence = fence;
  if (message.direction === "code" && result.as !== "later") await blankCode(shop, message.id);
  if (result.as === "accepted") {
    await setMessageState(shop, message, {
      state: "sent",
      externalId: result.externalId,
      claimedUntil: null,
      onlyWhileFence,
    });
    await joinReports(shop, message, result.externalId);
  } else if (result.as === "refused") {
    await setMessageState(shop, message, {
      state: "failed",
      reason: result.code,
      claimedUntil: null,
      onlyWhileFence,
    });
    await noteRefusal(shop, claim, result);
  } else if (result.as === "unknown") {
    await setMessageState(shop, message, { state: "unknown", reason: result.code, onlyWhileFence });
    await enqueue(shop, [settleAfter(shop, claim, MINUTE)]);
  } else if (fence >= MOST_TRIES) {
    await setMessageState(shop, message, {
      state: "failed",
      reason: result.code,
      claimedUntil: null,
      onlyWhileFence,
    });
  } else {
    await setMessageState(shop, message, {
      state: "queued",
      reason: result.code,
      claimedUntil: null,
      onlyWhileFence,
    });
    await enqueue(shop, [deliveryJob(message, later(shop.at, result.afterMs * 2 ** (fence - 1)))]);
  }
}

function settleAfter(shop: Shop, { message, fence }: Claim, afterMs: number) {
  return { task: "settleMessage", payload: { messageId: message.id, fence }, runAt: later(shop.at, afterMs) };
}

/** 21610: the carrier knows of an opt-out that we do not. A number that takes no texts is not tried again. */
async function noteRefusal(shop: Shop, { message }: Claim, result: Extract<SendResult, { as: "refused" }>) {
  const address = message.address!;
  if (result.effect === "opted-out") {
    for (const purpose of PURPOSES) {
      const evidence = { code: result.code, messageId: message.id };
      await recordConsent(shop, {
        channel: message.channel as Channel,
        address,
        purpose,
        state: "revoked",
        source: "carrier",
        evidence,
        at: shop.at,
      });
    }
  }
  if (result.effect === "bad-address") await markBadAddress(shop, address);
}
