import type { RefusalEffect } from "#app/channels/channel.ts";
import { MAIL_WORDS } from "#app/channels/mail/mail-codes.ts";
import { MESSENGER_WORDS } from "#app/channels/messenger-codes.ts";
import { WHATSAPP_WORDS } from "#app/channels/whatsapp-codes.ts";

/**
 * What a provider's code means for the message, the address and the sender (reliability R13). `retry`: the carrier could
 * not, this once; a service message is tried again, few times, marketing is not. `later`: it was not taken, and goes out
 * by itself. `none`: nothing follows but that staff see it.
 */
export type CodeEffect = RefusalEffect | "retry" | "later" | "none";

export interface CodeWords {
  /** Why, in plain words. */
  say: string;
  /** The next thing that is safe to do. */
  next: string;
  effect: CodeEffect;
}

/** Null for a code that nobody has explained yet: then the code itself is shown. */
export function wordsOfCode(code: string | null): CodeWords | null {
  if (!code) return null;
  // Meta refines a code by a subcode, of which there are more than anybody lists.
  const known = [code, code.split(":", 1)[0]!].find((one) => Object.hasOwn(WORDS, one));
  return known ? WORDS[known]! : null;
}

export const effectOfCode = (code: string | null): CodeEffect => wordsOfCode(code)?.effect ?? "none";

/** Of a refusal, what it says beyond this message. */
export function refusalOfCode(code: string): RefusalEffect | null {
  const effect = effectOfCode(code);
  return effect === "retry" || effect === "later" || effect === "none" ? null : effect;
}

const words = (effect: CodeEffect, say: string, next: string): CodeWords => ({ effect, say, next });

// Codes of five digits are Twilio's (twilio.com/docs/api/errors).
const TWILIO: Record<string, CodeWords> = {
  "20003": words(
    "sender-trouble",
    "Twilio no longer accepts the account's token.",
    "Connect the account again under Settings.",
  ),
  "20429": words("later", "Twilio asks us to go slower.", "Nothing to do: it is tried again by itself."),
  "21211": words(
    "bad-address",
    "This is not a phone number that can be reached.",
    "Ask the shopper for their number by email or chat.",
  ),
  "21408": words(
    "region-off",
    "Your Twilio account may not text this country.",
    "Allow the country in Twilio's geo permissions, then send it again.",
  ),
  "21606": words(
    "sender-trouble",
    "The sending number is not one of your Twilio account's, or sends no texts.",
    "Choose another number under Settings, then send it again.",
  ),
  "21610": words(
    "opted-out",
    "They texted STOP to this number.",
    "Answer by email or chat. Only they can undo it, by texting START.",
  ),
  "21611": words(
    "later",
    "The number's queue at Twilio is full.",
    "Nothing to do: it is tried again by itself.",
  ),
  "21612": words(
    "region-off",
    "This number cannot text that country or network.",
    "Send it from another number, or by email.",
  ),
  "21614": words(
    "bad-address",
    "This number takes no texts: it may be a landline.",
    "Answer by email or chat.",
  ),
  "21617": words("none", "The text is longer than a carrier takes.", "Shorten it and send it again."),
  "30001": words("later", "Twilio's queue is full.", "Nothing to do: it is tried again by itself."),
  "30002": words("sender-trouble", "Your Twilio account is suspended.", "Look into Twilio's console."),
  "30003": words(
    "retry",
    "The phone is switched off or out of reach.",
    "What we send by ourselves is tried again by itself. What you wrote is yours to send again.",
  ),
  "30004": words(
    "none",
    "The carrier or the phone blocks texts from this number.",
    "Answer by email or chat.",
  ),
  "30005": words(
    "retry",
    "The carrier does not know this number just now.",
    "What we send by ourselves is tried again by itself. If it keeps failing, ask for another number.",
  ),
  "30006": words(
    "bad-address",
    "This is a landline, or a carrier that takes no texts.",
    "Answer by email or chat.",
  ),
  "30007": words(
    "stop-campaign",
    "The carrier took it for spam.",
    "Nothing more of this campaign goes out. Check the number's registration and what the text says.",
  ),
  "30008": words(
    "retry",
    "The carrier gave no reason.",
    "What we send by ourselves is tried again by itself. Ask the shopper before you send it again.",
  ),
  "30034": words(
    "unregistered",
    "Your number is not registered for business texts in the United States.",
    "Register it under Settings, Text messages. Chat and email go on meanwhile.",
  ),
  "30036": words(
    "none",
    "Too many were before it at Twilio, and its hour was over before its turn came, so Twilio dropped it.",
    "It did not arrive. Send promotions earlier in the day, or add numbers to the sender, then send it again.",
  ),
  "30500": words("none", "Twilio had a fault of its own.", "Ask the shopper before sending it again."),
  "63016": words(
    "window-closed",
    "WhatsApp allows free text for 24 hours after the shopper's last message only.",
    "Send an approved template, or answer by email or text.",
  ),
};

/** Telnyx's codes by their meaning (developers.telnyx.com, messaging error codes): what is the same is said the same. */
const TELNYX: Record<string, CodeWords> = {
  "telnyx-10009": words(
    "sender-trouble",
    "Telnyx no longer accepts the account's key.",
    "Connect the account again under Settings.",
  ),
  "telnyx-10011": words(
    "later",
    "Telnyx asks us to go slower.",
    "Nothing to do: it is tried again by itself.",
  ),
  "telnyx-40001": TWILIO["30006"]!,
  "telnyx-40002": TWILIO["30007"]!,
  "telnyx-40003": TWILIO["30007"]!,
  "telnyx-40004": TWILIO["30008"]!,
  "telnyx-40006": TWILIO["30003"]!,
  "telnyx-40008": TWILIO["30005"]!,
  "telnyx-40010": TWILIO["30034"]!,
  "telnyx-40300": TWILIO["21610"]!,
  "telnyx-40305": words(
    "sender-trouble",
    "The sending number is not one of your Telnyx account's, or sends no texts.",
    "Choose another number under Settings, then send it again.",
  ),
  "telnyx-40310": TWILIO["21211"]!,
  "telnyx-40318": words(
    "later",
    "The number's queue at Telnyx is full.",
    "Nothing to do: it is tried again by itself.",
  ),
};

const WORDS: Record<string, CodeWords> = {
  ...TWILIO,
  ...TELNYX,
  ...MESSENGER_WORDS,
  ...WHATSAPP_WORDS,
  ...MAIL_WORDS,
};
