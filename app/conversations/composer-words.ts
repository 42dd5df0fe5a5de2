import { wordsOfCode } from "#app/channels/provider-codes.ts";
import type { Way } from "#app/conversations/way.ts";

/** Why it may not go out as it is. */
export type Refused =
  | { because: Because }
  | { because: "too-long"; over: number }
  | { because: "sender-trouble"; code: string };

type Because =
  | "nowhere-to-send"
  | "way-gone"
  | "sending-off"
  | "opted-out"
  | "maybe-opted-out"
  | "blocked-by-carrier"
  | "no-consent"
  | "no-marketing-there"
  | "window-closed"
  | "window-closed-by-then"
  | "template-needed"
  | "template-gone"
  | "template-unfilled"
  | "template-with-files"
  | "template-without-picture"
  | "template-other-picture"
  | "too-far"
  | "invites-reply"
  | "empty";

/** Faults of what is being written, not of the way: more typing mends them. */
export const DRAFT_FAULTS: string[] = [
  "empty",
  "too-long",
  "template-unfilled",
  "template-with-files",
  "template-without-picture",
  "template-other-picture",
  "invites-reply",
];

/** In plain words, with the next safe step. */
export function sayRefused(refused: Refused, way: Way | null): { say: string; next: string | null } {
  if (refused.because === "too-long")
    return { say: `${refused.over} characters too long`, next: "Send it in two." };
  if (refused.because === "sender-trouble") {
    const words = wordsOfCode((refused as { code: string }).code);
    return {
      say: words?.say ?? "The provider refuses this sender.",
      next: words?.next ?? "See Settings, or answer another way.",
    };
  }
  if (refused.because === "blocked-by-carrier")
    return {
      say: `Blocked until they text START to ${way?.from ?? "this number"}.`,
      next: "The carrier lets nothing through from it. Answer another way.",
    };
  const [say, next] = WORDS[refused.because];
  return { say, next };
}

const ANOTHER_WAY = "Answer another way.";

const WORDS: Record<Exclude<Because, "blocked-by-carrier">, [say: string, next: string | null]> = {
  "nowhere-to-send": [
    "This shopper has no address on that channel, or the channel is not connected.",
    "Connect a channel under Settings, or wait until they write.",
  ],
  "way-gone": ["That way is not open any more.", "Choose another one and send it again."],
  "sending-off": [
    "Sending is switched off since this data was restored from a backup.",
    "Whoever runs this installation switches it on.",
  ],
  "opted-out": ["They asked for no more messages here. Only they can undo that.", ANOTHER_WAY],
  "maybe-opted-out": [
    "They may have asked for no more messages here.",
    "Read what they wrote, and say which it was.",
  ],
  "invites-reply": [
    "This leaves under a name, which nobody can answer.",
    "Take out what asks for a reply, and give a link or an email address instead.",
  ],
  "no-consent": ["They have not agreed to promotions here.", "Choose a template that promotes nothing."],
  "no-marketing-there": [
    "WhatsApp delivers no marketing to numbers of the United States.",
    "Choose a template that promotes nothing.",
  ],
  "window-closed": ["They last wrote too long ago for this channel.", ANOTHER_WAY],
  "window-closed-by-then": [
    "By then this channel is closed: they will have written too long ago.",
    "Choose an earlier time, or send it now.",
  ],
  "template-needed": [
    "They last wrote more than 24 hours ago: WhatsApp now takes approved templates alone.",
    "Choose a template, or answer another way.",
  ],
  "template-gone": ["This template cannot be sent any more.", "Choose another one."],
  "template-unfilled": ["A variable of the template is empty, or has a line break.", "Fill in all of them."],
  "template-with-files": [
    "A template takes no files.",
    "Remove them, and send them once they have answered.",
  ],
  "template-without-picture": ["This template has a picture above its words.", "Attach one picture."],
  "template-other-picture": [
    "WhatsApp does not take this file as the picture of a template.",
    "Attach a JPEG or PNG of at most 5 MB.",
  ],
  "too-far": ["That is more than 30 days ahead.", "Choose an earlier time."],
  empty: ["There is nothing to send yet.", null],
};
