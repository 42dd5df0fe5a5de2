import type { CodeEffect, CodeWords } from "#app/channels/provider-codes.ts";

const words = (effect: CodeEffect, say: string, next: string): CodeWords => ({ effect, say, next });

const RECONNECT = "Connect the number again under Settings, WhatsApp.";
const MANAGER = "Look into WhatsApp Manager; messages go out again when Meta says so.";

const BY_NUMBER: Record<number, CodeWords> = {
  3: words("sender-trouble", "Meta does not let this app send for your number.", RECONNECT),
  4: words("later", "Meta asks us to go slower.", "Nothing to do: it is tried again by itself."),
  10: words("sender-trouble", "Meta took the permission to send for your number.", RECONNECT),
  100: words("none", "Meta did not take the message as it was written.", "Change it and send it again."),
  190: words("sender-trouble", "Meta no longer accepts the token of your number.", RECONNECT),
  368: words("sender-trouble", "Meta has blocked your WhatsApp account for breaking its rules.", MANAGER),
  80007: words("later", "Meta asks us to go slower.", "Nothing to do: it is tried again by itself."),
  130429: words(
    "later",
    "The number sends faster than Meta allows.",
    "Nothing to do: it is tried again by itself.",
  ),
  130472: words(
    "none",
    "Meta holds marketing back from this shopper, for a trial of its own.",
    "Answer by email or text.",
  ),
  130497: words(
    "region-off",
    "Your WhatsApp account may not write to that country.",
    "Answer by email or text.",
  ),
  131000: words("none", "Meta had a fault of its own.", "Ask the shopper before sending it again."),
  131005: words("sender-trouble", "Meta took the permission to send for your number.", RECONNECT),
  131008: words("none", "Meta missed something in the message.", "Change it and send it again."),
  131009: words("none", "Meta did not take the message as it was written.", "Change it and send it again."),
  131021: words("none", "A number cannot write to itself.", "Choose another recipient."),
  // Not on WhatsApp, an old app, terms that were not accepted: Meta does not say which, so the number is not marked.
  131026: words("none", "WhatsApp cannot deliver to this shopper.", "Answer by email or text."),
  131031: words("sender-trouble", "Meta has locked your WhatsApp account.", MANAGER),
  131042: words(
    "sender-trouble",
    "Meta could not charge your WhatsApp account.",
    "Set a way to pay in WhatsApp Manager.",
  ),
  131047: words(
    "window-closed",
    "WhatsApp takes free text for 24 hours after the shopper's last message only.",
    "Send an approved template, or answer by email or text.",
  ),
  131048: words("stop-campaign", "WhatsApp held it back: too many were sent, or marked as spam.", MANAGER),
  131049: words(
    "none",
    "WhatsApp lets no more marketing through to this shopper for now.",
    "Do not send it again today: more tries make it longer. News of an order still goes out.",
  ),
  131050: words(
    "none",
    "They told WhatsApp to stop marketing from you.",
    "News of an order still goes out. Only they can undo it, in WhatsApp.",
  ),
  131051: words("none", "WhatsApp does not know this kind of message.", "Send it as a text."),
  131052: words("none", "WhatsApp could not fetch the picture.", "Send it again, or by email."),
  131053: words("none", "WhatsApp does not take this picture.", "Send it as JPEG or PNG of at most 5 MB."),
  131056: words(
    "later",
    "Too many messages to one shopper at once.",
    "Nothing to do: it is tried again by itself.",
  ),
  132000: words(
    "none",
    "The template has other variables than were filled in.",
    "Choose the template again.",
  ),
  132001: words("none", "Meta has not approved this template in this language.", "Choose another template."),
  132005: words("none", "The template is too long with what was filled in.", "Shorten what was filled in."),
  132007: words("stop-campaign", "Meta took the template for breaking its rules.", MANAGER),
  132012: words(
    "none",
    "The template was filled in otherwise than Meta knows it.",
    "Choose the template again.",
  ),
  132015: words(
    "stop-campaign",
    "Meta has paused this template for its low quality.",
    "Choose another template.",
  ),
  132016: words("stop-campaign", "Meta has switched this template off.", "Choose another template."),
  133010: words("sender-trouble", "The number is not registered with the Cloud API.", RECONNECT),
};

/** Meta's codes of the Cloud API as they stand on our messages: `whatsapp:131047`. (Meta, "Error codes", 2026-05-15.) */
export const WHATSAPP_WORDS: Record<string, CodeWords> = Object.fromEntries(
  Object.entries(BY_NUMBER).map(([code, said]) => [`whatsapp:${code}`, said]),
);
