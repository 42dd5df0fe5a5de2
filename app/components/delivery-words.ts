import type { Channel } from "#app/channels/channel.ts";
import { wordsOfCode } from "#app/channels/provider-codes.ts";
import { MISSING, PARTLY } from "#app/channels/send-parts.ts";
import type { MessageState } from "#app/conversations/message.ts";

export interface DeliveryWords {
  /** Beside the message, in a word or two. */
  short: string;
  /** Why, and what can be done, where that matters. */
  why: string | null;
  tone: "quiet" | "good" | "attention" | "bad";
}

/** What staff read of a message's way out: the state of R9 in plain words, with the reason and a safe next step (R52). */
export function sayDelivery(channel: Channel, state: MessageState, reason: string | null): DeliveryWords {
  if (reason?.startsWith(MISSING))
    return {
      short: "A part of it did not arrive",
      why: `${why(reason.slice(MISSING.length), "failed")} Send what is missing again.`,
      tone: "bad",
    };
  const [short, tone] = SHORT[state];
  if (state === "sent" && channel === "chat") return { short: "Sent", why: null, tone };
  if (state === "delivered" && channel === "chat") return { short: "Seen", why: null, tone };
  if (state === "queued" && reason) return { short, why: why(reason), tone: "attention" };
  return { short, why: tone === "bad" || tone === "attention" ? why(reason, state) : null, tone };
}

const SHORT: Record<MessageState, [string, DeliveryWords["tone"]]> = {
  received: ["", "quiet"],
  queued: ["Waiting to go out", "quiet"],
  sending: ["Sending", "quiet"],
  sent: ["Sent", "quiet"],
  delivered: ["Delivered", "good"],
  failed: ["Not delivered", "bad"],
  unknown: ["May not have arrived", "attention"],
  suppressed: ["Not sent", "bad"],
  expired: ["Not sent: too late", "bad"],
};

function why(reason: string | null, state?: MessageState): string {
  if (reason?.startsWith(PARTLY))
    return `The beginning of it arrived, the rest did not. ${why(reason.slice(PARTLY.length), state)} Send only what is missing.`;
  const known = reason && Object.hasOwn(WHY, reason) ? WHY[reason] : null;
  if (known) return known;
  const told = wordsOfCode(reason);
  if (told) return `${told.say} ${state === "failed" && told.effect === "later" ? NO_MORE_TRIES : told.next}`;
  if (state === "unknown")
    return "The provider did not say whether it took this message. Ask the shopper before sending it again.";
  return reason ? `The provider refused it (${reason}).` : "The provider gave no reason.";
}

/** A carrier that was busy, of a message that has ended: what stands with its code is said of one that waits. */
const NO_MORE_TRIES =
  "What we send by ourselves is tried more than once. What you wrote is yours to send again.";

// Our own reasons; a provider's codes stand in channels/provider-codes.ts.
const WHY: Record<string, string> = {
  "opted-out": "They asked for no more messages here. Only they can undo that.",
  "maybe-opted-out":
    "They may have asked for no more messages. Read what they wrote in this thread, and say which it was.",
  "no-consent":
    "They have not agreed to this kind of message here, or not a second time where that is asked for.",
  "blocked-by-carrier":
    "The carrier lets nothing through to them from this number until they text START to it. Use another channel.",
  cancelled: "A colleague or you took it back before it left.",
  uninstalled: "The app was uninstalled when this was about to leave.",
  "too-late": "It waited until it no longer made sense to send it.",
  "channel-disconnected": "The channel is not connected. Connect it under Settings, then send it again.",
  "sender-for-service":
    "Its sender is kept for service texts, and marketing never leaves by it. Set up a sender for marketing under Settings.",
  "quiet-hours":
    "These are quiet hours where they are. It goes out by itself when they end, at 9:00 their time or later.",
  "no-hours":
    "There is no hour at which this may be sent everywhere they may be. Ask for their address, or widen your hours.",
  "enough-for-today": "They have had the most of your promotions for one day.",
  "provider-down": "The provider does not answer just now. It goes out by itself as soon as it does.",
  pace: "Others are ahead of it: this sender takes only so many messages a minute.",
  "part-before": "The part before it has not left yet. It follows by itself.",
  "part-lost":
    "The part before it never left, so this one was not sent either. See why there, and send the whole text again.",
  "inbound-pending": "They have just written; their message is read first.",
  "inbound-parked":
    "A message of theirs could not be read, and may ask for no more. It is under Problems: try it again there.",
  "window-closed":
    "They last wrote too long ago for this channel. Send an approved template, or answer on another channel.",
  "no-marketing-there":
    "WhatsApp delivers no marketing to numbers of the United States. Send it by text or email.",
  "domain-not-aligned":
    "Your domain does not vouch for this mail yet, so mailboxes would take it for spam. See what is missing under Settings, Email.",
  "sending-off":
    "Sending is switched off since this data was restored from a backup. Send it again once it is on.",
  restored:
    "It waited when this data was restored from a backup, so it may have left before. Ask the shopper before sending it again.",
  "read-in-chat": "They came back before it left, and read the reply in the chat.",
  "no-answer":
    "The provider did not say whether it took this message. Ask the shopper before sending it again.",
};
