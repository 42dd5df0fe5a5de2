import { bareWords } from "#app/understanding/bare-words.ts";

export type Keyword = "stop" | "start" | "help";

/** What a whole text message says to the carrier, before anything clever reads it: null for everything else. */
export function readKeyword(text: string): Keyword | null {
  const said = bareWords(text);
  for (const [keyword, words] of Object.entries(WORDS)) if (words.includes(said)) return keyword as Keyword;
  return null;
}

/**
 * Twilio's own opt-out, opt-in and help words (Twilio, "Support for opt-out keywords"), the words that 47 CFR
 * 64.1200(a)(10) names as always enough, and their commonest forms in Spanish and French. CANCEL is among them:
 * the carrier has blocked the sender by the time we read it, whatever the shopper meant.
 */
const WORDS: Record<Keyword, readonly string[]> = {
  stop: [
    "stop",
    "unsubscribe",
    "end",
    "quit",
    "stopall",
    "stop all",
    "revoke",
    "optout",
    "opt out",
    "cancel",
    "exit",
    "remove",
    "remove me",
    "unsubscribe me",
    "no more texts",
    "no more messages",
    "take me off your list",
    "please stop",
    "stop please",
    "stop texting",
    "stop texting me",
    "stop messaging me",
    "stop contacting me",
    "do not contact me",
    "don't text me",
    "dont text me",
    "leave me alone",
    "cease and desist",
    "i do not wish to be contacted",
    "alto",
    "parar",
    "baja",
    "arret",
    "arrêt",
    "desabonner",
    "désabonner",
    "stopp",
  ],
  start: ["start", "unstop", "unstop all", "subscribe"],
  help: ["help", "info", "ayuda", "aide"],
};
