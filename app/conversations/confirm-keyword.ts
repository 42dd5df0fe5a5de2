import type { Channel } from "#app/channels/channel.ts";
import { later, MINUTE } from "#app/clock.ts";
import type { Applied } from "#app/consent/apply-keyword.ts";
import { PROMOTIONS } from "#app/consent/purposes.ts";
import type { Words } from "#app/conversations/hear-words.ts";
import { sendMessage } from "#app/conversations/send-message.ts";
import { localeOfThread } from "#app/conversations/thread-locale.ts";
import type { Shop } from "#app/db.server.ts";
import { readSettings } from "#app/shop/settings.ts";
import { say } from "#app/words/say.ts";

/** 47 CFR 64.1200(a)(12): one word of confirmation, within five minutes of the STOP, without advertising; later none. */
const WITHIN_MS = 5 * MINUTE;

/**
 * Our one word on a STOP, START or HELP, where the carrier has not answered it (R20). The chat's is given by the answers,
 * which know what was followed there; a mail whose sender nobody vouches for gets none, nor does what is read back or came to a
 * sender that is disconnected.
 */
export async function confirmKeyword(shop: Shop, words: Words, applied: Applied): Promise<void> {
  const { channel, from: address, conversationId, messageId, isAuthenticated = true } = words;
  if (applied.byCarrier || !applied.isNew || channel === "chat" || !isAuthenticated) return;
  const expiresAt = later(applied.keyword === "stop" ? words.at : shop.at, WITHIN_MS);
  if (words.isUnanswered || expiresAt <= shop.at) return;
  const { shopName, supportEmail } = await readSettings(shop);
  const word = wordFor(applied, channel);
  if (!word) return;
  const locale = await localeOfThread(shop, conversationId);
  await sendMessage(shop, {
    conversationId,
    author: { kind: "system" },
    channel,
    ...((channel === "sms" || channel === "email") && { address }),
    ...(channel === "email" && { subject: shopName }),
    text: say(locale, word, { shop: shopName, email: supportEmail ?? "none", ...endedBy(applied, channel) }),
    purpose: "confirmation",
    intent: `keyword:${messageId}`,
    expiresAt,
  });
}

function wordFor(applied: Applied, channel: Channel) {
  const { keyword } = applied;
  if (keyword === "start") return "opt-out.start";
  if (keyword !== "stop") return keyword === "help" ? "opt-out.help" : null;
  if (endedBy(applied, channel).way !== "here") return "opt-out.by";
  return isOfPromotions(applied) ? "opt-out.promotions" : "opt-out.all";
}

/** Which way they meant: a text may end mail alone, and then must not say that texts have ended. */
function endedBy(applied: Applied, channel: Channel) {
  const ended = new Set(applied.about.map((one) => one.channel));
  const other = ended.has("email") ? "email" : "text";
  const way = !ended.has(channel) && ended.size ? other : ended.size > 1 ? "here-and-text" : "here";
  return { way, what: isOfPromotions(applied) ? "promotions" : "all" };
}

const isOfPromotions = ({ purposes }: Applied): boolean => purposes.length === PROMOTIONS.length;
