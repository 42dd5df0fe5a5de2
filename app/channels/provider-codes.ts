import { MESSENGER_WORDS } from "#app/channels/messenger-codes.ts";
import { WHATSAPP_WORDS } from "#app/channels/whatsapp-codes.ts";

/**
 * What a provider's code means for the message, the address and the sender (reliability R13). `retry`: the carrier could
 * not, this once; a service message is tried again, few times, marketing is not. `later`: it was not taken, and goes out
 * by itself. `none`: nothing follows but that staff see it.
 */
export type CodeEffect =
  | "opted-out"
  | "bad-address"
  | "region-off"
  | "stop-campaign"
  | "window-closed"
  | "sender-trouble"
  | "retry"
  | "later"
  | "none";

export interface CodeWords {
  /** Why, in plain words. */
  say: string;
  /** The next thing that is safe to do. */
  next: string;
  effect: CodeEffect;
}

/** Null for a code that nobody has explained yet: then the code itself is shown. */
export const wordsOfCode = (code: string | null): CodeWords | null =>
  code && Object.hasOwn(WORDS, code) ? WORDS[code]! : null;

export const effectOfCode = (code: string | null): CodeEffect => wordsOfCode(code)?.effect ?? "none";

const words = (effect: CodeEffect, say: string, next: string): CodeWords => ({ effect, say, next });

// Codes of five digits are Twilio's (twilio.com/docs/api/errors); Telnyx's are brought to them by their meaning.
const WORDS: Record<string, CodeWords> = {
  ...MESSENGER_WORDS,
  ...WHATSAPP_WORDS,
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
    "It may arrive later. News of an order is tried again by itself.",
  ),
  "30004": words(
    "none",
    "The carrier or the phone blocks texts from this number.",
    "Answer by email or chat.",
  ),
  "30005": words(
    "retry",
    "The carrier does not know this number just now.",
    "News of an order is tried again by itself. If it keeps failing, ask for another number.",
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
    "News of an order is tried again by itself. Else ask the shopper before sending it again.",
  ),
  "30034": words(
    "stop-campaign",
    "Your number is not registered for business texts in the United States.",
    "Register it under Settings, Text messages. Chat and email go on meanwhile.",
  ),
  "30500": words("none", "Twilio had a fault of its own.", "Ask the shopper before sending it again."),
  "63016": words(
    "window-closed",
    "WhatsApp allows free text for 24 hours after the shopper's last message only.",
    "Send an approved template, or answer by email or text.",
  ),
};
