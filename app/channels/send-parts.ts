import type { SendResult } from "#app/channels/channel.ts";

/** Before a provider's code: something of the message has gone out, and the rest of it has not. */
export const PARTLY = "partly:";
/** Before a provider's code: this became of one of its parts, which is known to be missing. */
export const MISSING = "missing:";

/**
 * Sends a message that its channel takes in several parts, one after another; the last one's id is the message's. Where
 * one of them is not accepted the message ends there: what has gone out must not go out again, so nothing of it is
 * ever tried again by itself.
 */
export async function sendParts<T>(
  parts: T[],
  sendOne: (part: T, isLast: boolean, index: number) => Promise<SendResult>,
): Promise<SendResult> {
  let last: SendResult = { as: "refused", code: "empty" };
  for (const [index, part] of parts.entries()) {
    last = await sendOne(part, index === parts.length - 1, index);
    if (last.as !== "accepted") return index === 0 ? last : brokenOff(last);
  }
  return last;
}

function brokenOff(result: Exclude<SendResult, { as: "accepted" }>): SendResult {
  const code = PARTLY + result.code;
  return result.as === "later" ? { as: "refused", code } : { ...result, code };
}
