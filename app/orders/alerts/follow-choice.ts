import type { Choice } from "#app/channels/channel.ts";
import { FOLLOW, UNFOLLOW } from "#app/conversations/choice-ids.ts";
import { say } from "#app/words/say.ts";

/** "Tell me when it moves", offered beside an order's status. */
export const followChoice = (orderId: string, locale: string): Choice => ({
  id: `${FOLLOW}${orderId}`,
  label: say(locale, "choice.follow"),
});

export const unfollowChoice = (orderId: string, locale: string): Choice => ({
  id: `${UNFOLLOW}${orderId}`,
  label: say(locale, "choice.unfollow"),
});
